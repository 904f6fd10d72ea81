import { numberOf, textOf, textsOf, type Json } from '../shared/decode';
import { sightingKey } from '../shared/sighting_key';
import { CANARY_SOURCE, verdicts, type BaselineRecord, type RangeRow, type Review, type Verdict } from './sighting';

/** From search results and KV store records to typed rows; who reads them counts what cannot be read. */

type Intern = (text: string) => string;

/** Gives the same string for equal ones: 200,000 rows name few hosts and programs, and each copy takes room. */
function interner(): Intern {
  const seen = new Map<string, string>();
  let last = '';
  return (text) => {
    // Results are sorted by names: most are what the row before had.
    if (text === last) return last;
    const known = seen.get(text);
    if (known === undefined) seen.set(text, text);
    last = known ?? text;
    return last;
  };
}

interface Interns {
  readonly dest: Intern;
  readonly parent: Intern;
  readonly child: Intern;
  readonly user: Intern;
}

const noUsers: readonly string[] = [];

/** Reads the results of one sightings search one by one; undefined for one that lacks a name or a time. */
export function rowReader(): (result: Json) => RangeRow | undefined {
  const interns = { dest: interner(), parent: interner(), child: interner(), user: interner() };
  return (result) => readRow(result, interns);
}

function readRow(row: Json, intern: Interns): RangeRow | undefined {
  const dest = intern.dest(textOf(row.dest));
  const parent = intern.parent(textOf(row.parent_process_name));
  const child = intern.child(textOf(row.process_name));
  const first = numberOf(row.first_time);
  const last = numberOf(row.last_time);
  if (dest === '' || parent === '' || child === '' || first === undefined || last === undefined) return undefined;
  const users = textsOf(row.users).map(intern.user);
  const sources = textsOf(row.sources);
  return {
    key: sightingKey(dest, parent, child),
    dest,
    parent,
    child,
    first,
    last,
    starts: numberOf(row.starts) ?? 0,
    events: numberOf(row.events) ?? 0,
    users: users.length === 0 ? noUsers : users,
    example: textOf(row.example),
    commandLines: numberOf(row.command_lines) ?? 0,
    isCanary: sources.length > 0 && sources.every((source) => source === CANARY_SOURCE),
  };
}

/** What of a baseline record the page reads: its counts by day are most of it. */
export const baselineFields = ['_key', 'dest', 'parent_process_name', 'process_name', 'first_seen', 'last_seen'];

/** A baseline record as the scheduled search writes it. */
export function baselineRecord(record: Json): readonly BaselineRecord[] {
  const dest = textOf(record.dest);
  const parent = textOf(record.parent_process_name);
  const child = textOf(record.process_name);
  const firstSeen = numberOf(record.first_seen);
  const lastSeen = numberOf(record.last_seen);
  if (dest === '' || child === '' || firstSeen === undefined) return [];
  const key = textOf(record._key);
  return [
    {
      key: key === '' ? sightingKey(dest, parent, child) : key,
      dest,
      parent,
      child,
      firstSeen,
      lastSeen: lastSeen ?? firstSeen,
    },
  ];
}

const isVerdict = (text: string): text is Verdict => verdicts.some((verdict) => verdict === text);

/** A review; nothing when its verdict is none that we know (a later version may have more). */
export function reviewRecord(record: Json): readonly Review[] {
  const verdict = textOf(record.verdict);
  const key = textOf(record._key);
  if (!isVerdict(verdict) || key === '') return [];
  return [
    {
      key,
      verdict,
      user: textOf(record.reviewer),
      time: numberOf(record.reviewed) ?? 0,
      reason: textOf(record.reason),
    },
  ];
}

/** The key of a detection's result row; undefined when the search gives no host, parent and child. */
export function resultKey(row: Json): string | undefined {
  const dest = textsOf(row.dest)[0] ?? '';
  const parent = textsOf(row.parent_process_name)[0] ?? lastPart(textsOf(row.parent_process_path)[0] ?? '');
  const child = textsOf(row.process_name)[0] ?? lastPart(textsOf(row.process_path)[0] ?? '');
  return dest === '' || parent === '' || child === '' ? undefined : sightingKey(dest, parent, child);
}

const lastPart = (path: string): string => path.split(/[\\/]/).at(-1) ?? '';
