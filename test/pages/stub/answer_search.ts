import { rowCondition } from '../../../src/engine/search/row_condition';
import { parseCondition, parseFilter } from '../../../src/spl/parse';
import { NOW, type FleetRow } from './fleet';

/** Answers the pages' own searches from a list of rows, by what is special in each text. */

type ResultRow = Readonly<Record<string, string | readonly string[]>>;

export interface SearchContext {
  readonly rows: readonly FleetRow[];
  readonly parentless: number;
  /** The filter macros as they are now. */
  readonly macros: ReadonlyMap<string, string>;
}

const iso = (epoch: number): string => new Date(epoch * 1000).toISOString();

/** Rows for a search over a range (epoch seconds). */
export function answerSearch(text: string, from: number, to: number, context: SearchContext): readonly ResultRow[] {
  const rows = context.rows.filter((row) => row.last >= from && row.first < to);
  if (text.includes('streamstats')) return rows.filter(countsAsServer(text)).map(sightingRow);
  if (text.includes('dc(Processes.dest)')) return extent(context.rows);
  if (text.includes('Processes.parent_process_name="unknown"'))
    return context.parentless === 0 ? [] : [{ dest: 'WEB-17', count: String(context.parentless) }];
  if (text.includes('Processes.process_integrity_level')) return rows.filter((row) => names(text, row)).map(commandRow);
  if (text.includes('sort 0 first_time'))
    return rows.filter((row) => text.includes(`"${row.dest}"`)).flatMap(processRows);
  if (text.includes('span=1d')) return rows.filter(({ dest }) => text.includes(`"${dest}"`)).flatMap(dayRows);
  const bins = /by _time span=(\d+)s/.exec(text);
  if (bins !== null) return binRows(rows, Number(bins[1]));
  if (text.includes('_detection')) return detectionRows(text, rows, context);
  return [];
}

/** What the `where` of the sightings search says of a row's parent; a macro there stands for every row. */
function countsAsServer(text: string): (row: FleetRow) => boolean {
  const where = /\bwhere ([\s\S]*?)\nby Processes\.dest/.exec(text)?.[1] ?? '';
  if (where.startsWith('`')) return () => true;
  const holds = rowCondition(parseCondition({ name: 'where', text: where }, { report: () => undefined }));
  return ({ dest, parent, child, process }) =>
    holds({
      'Processes.dest': dest,
      'Processes.parent_process_name': parent,
      'Processes.process_name': child,
      'Processes.process': process,
    });
}

const names = (text: string, row: FleetRow): boolean =>
  text.includes(`"${row.dest}"`) && text.includes(`"${row.parent}"`) && text.includes(`"${row.child}"`);

const sightingRow = (row: FleetRow): ResultRow => ({
  dest_key: row.dest.toLowerCase(),
  parent_key: row.parent.toLowerCase(),
  child_key: row.child.toLowerCase(),
  dest: row.dest,
  parent_process_name: row.parent,
  process_name: row.child,
  first_time: row.first.toFixed(3),
  last_time: row.last.toFixed(3),
  starts: String(row.starts),
  events: String(row.events),
  users: row.user,
  example: row.process,
  command_lines: '1',
  sources: 'Microsoft Sysmon',
});

function extent(rows: readonly FleetRow[]): readonly ResultRow[] {
  if (rows.length === 0) return [];
  return [
    {
      count: String(rows.length * 3),
      hosts: String(new Set(rows.map(({ dest }) => dest)).size),
      first_time: String(Math.min(...rows.map(({ first }) => first))),
      last_time: String(Math.max(...rows.map(({ last }) => last))),
    },
  ];
}

const commandRow = (row: FleetRow): ResultRow => ({
  process: row.process,
  user: row.user,
  process_integrity_level: 'system',
  count: String(row.events),
  first_time: String(row.first),
  last_time: String(row.last),
});

function processRows(row: FleetRow): readonly ResultRow[] {
  const common = { user: row.user, count: '1' };
  return [
    {
      ...common,
      process_name: row.parent,
      process_id: '10844',
      parent_process_name: 'svchost.exe',
      parent_process_id: '868',
      process: row.parent,
      first_time: String(row.last - 3600),
    },
    {
      ...common,
      process_name: row.child,
      process_id: '23392',
      parent_process_name: row.parent,
      parent_process_id: '10844',
      process: row.process,
      first_time: String(row.last),
    },
    {
      ...common,
      process_name: 'whoami.exe',
      process_id: '24416',
      parent_process_name: row.child,
      parent_process_id: '23392',
      process: 'whoami',
      first_time: String(row.last + 0.08),
    },
  ];
}

const DAY = 86_400;

function dayRows(row: FleetRow): readonly ResultRow[] {
  const days = Math.min(40, Math.floor((row.last - row.first) / DAY) + 1);
  return Array.from({ length: days }, (_, i) => ({
    _time: iso(Math.floor(row.first / DAY + i) * DAY),
    dest: row.dest,
    parent_process_name: row.parent,
    process_name: row.child,
    count: String(1 + ((i * 7 + row.starts) % 9)),
  }));
}

function binRows(rows: readonly FleetRow[], bin: number): readonly ResultRow[] {
  const counts = new Map<number, number>();
  for (const row of rows)
    for (let at = row.first, i = 0; at <= row.last && i < 60; at += Math.max(bin, (row.last - row.first) / 60), i++) {
      const slot = Math.floor(at / bin) * bin;
      counts.set(slot, (counts.get(slot) ?? 0) + 1 + (i % 5));
    }
  return [...counts].map(([at, count]) => ({ _time: iso(at), count: String(count) }));
}

/** A detection finds what is marked as a hit; what its filter hides of that, the real engine says. */
function detectionRows(text: string, rows: readonly FleetRow[], { macros }: SearchContext): readonly ResultRow[] {
  const expanded = text.replace(/`(\w+)`/g, (call, name: string) => macros.get(name) ?? call);
  const filter = /`drop_dm_object_name\("Processes"\)`\s*\|([\s\S]*)$/.exec(expanded)?.[1] ?? 'search *';
  const found = rows
    .filter((row) => row.hit && (!text.includes('second_detection') || row.parent !== 'tomcat9.exe'))
    .map((row) => ({
      dest: row.dest,
      parent_process_name: row.parent,
      process_name: row.child,
      process: row.process,
      user: row.user,
      count: String(row.events),
      firstTime: iso(row.first),
      lastTime: iso(row.last),
    }));
  return found.filter(keptBy(filter));
}

/** The `search` commands of a filter; what else it says is not answered here. */
function keptBy(filter: string): (row: ResultRow) => boolean {
  const { commands } = parseFilter({ name: 'filter', text: filter }, { report: () => undefined });
  const tests = commands.flatMap((command) => (command.kind === 'search' ? [rowCondition(command.expression)] : []));
  return (row) => tests.every((test) => test({ ...row, ww_now: String(NOW) }));
}

/** Splunk's time modifiers, as far as the pages use them. */
export function timeOf(text: string | undefined, otherwise: number): number {
  if (text === undefined || text === '' || text === 'now') return text === 'now' ? NOW : otherwise;
  const ago = /^-(\d+)([dhm])(@d)?$/.exec(text);
  if (ago === null) return Number.isFinite(Number(text)) ? Number(text) : Date.parse(text) / 1000;
  const unit = ago[2] === 'd' ? DAY : ago[2] === 'h' ? 3600 : 60;
  const at = NOW - Number(ago[1]) * unit;
  return ago[3] === undefined ? at : Math.floor(at / DAY) * DAY;
}
