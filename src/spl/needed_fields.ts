import type { Command, CommandKind } from './ast';
import { allNodes, type SplNode } from './visit';
import { fieldsUsed } from './fields';

/** What the commands behind an event search want of its events, so that no more is read. */

/**
 * How a command treats the fields of its rows: `passes` reads those it names and hands on the rest; `closes` hands on
 * nothing that it does not name. What is not here may read any field.
 */
const manner: Readonly<Partial<Record<CommandKind, 'passes' | 'closes'>>> = {
  accum: 'passes',
  autoregress: 'passes',
  bin: 'passes',
  chart: 'closes',
  contingency: 'closes',
  convert: 'passes',
  dedup: 'passes',
  delta: 'passes',
  eval: 'passes',
  eventstats: 'passes',
  fields: 'passes',
  fillnull: 'passes',
  fromjson: 'passes',
  head: 'passes',
  lookup: 'passes',
  makemv: 'passes',
  mvexpand: 'passes',
  nomv: 'passes',
  noop: 'passes',
  rangemap: 'passes',
  rare: 'closes',
  regex: 'passes',
  reltime: 'passes',
  rename: 'passes',
  require: 'passes',
  reverse: 'passes',
  rex: 'passes',
  search: 'passes',
  sort: 'passes',
  stats: 'closes',
  strcat: 'passes',
  streamstats: 'passes',
  table: 'closes',
  tail: 'passes',
  timechart: 'closes',
  top: 'closes',
  trendline: 'passes',
  where: 'passes',
  xpath: 'passes',
  xyseries: 'closes',
};

/** The fields that commands read of the rows before them, `_time` always among them; null when it may be any. */
export function fieldsNeeded(commands: readonly Command[]): ReadonlySet<string> | null {
  const needed = new Set(['_time']);
  let narrowed = false;
  for (const command of commands) {
    const names = manner[command.kind] === undefined ? null : namesRead(command);
    if (names === null) return null;
    for (const name of names) needed.add(name);
    if (manner[command.kind] === 'closes') return needed;
    narrowed ||= command.kind === 'fields' && command.mode === 'keep';
  }
  // `fields` keeps the internal fields, and they are shown.
  return narrowed ? needed.add('_raw') : null;
}

/** The names that a command reads, or null when its text does not tell them. */
function namesRead(command: Command): ReadonlySet<string> | null {
  if (command.kind === 'fillnull' && command.fields.length === 0) return null;
  const nodes = allNodes(command);
  const names = new Set(fieldsUsed(command).map(({ name }) => name));
  if (nodes.some(({ kind }) => kind === 'term')) names.add('_raw');
  return nodes.some(hidesNames) || [...names].some((name) => name.includes('*')) ? null : names;
}

/** Nodes that read fields whose names stand in no node: in a text, in another search, in a field's value. */
function hidesNames(node: SplNode): boolean {
  if (node.kind === 'call') return node.name === 'searchmatch' || node.name === 'lookup';
  if (node.kind === 'assignment') return node.field.name.includes('{');
  return node.kind === 'subsearch' || node.kind === 'macro';
}

/** Commands that make one row of each row, in the same order. */
const rowByRow: ReadonlySet<CommandKind> = new Set([
  'addinfo',
  'convert',
  'eval',
  'fields',
  'fromjson',
  'makemv',
  'nomv',
  'noop',
  'rangemap',
  'reltime',
  'rename',
  'rex',
  'setfields',
  'strcat',
  'table',
  'xpath',
]);

/** How many rows commands read at most: those up to the first `head`; null when it may be any number. */
export function rowsNeeded(commands: readonly Command[]): number | null {
  const next = commands.find(({ kind }) => !rowByRow.has(kind));
  return next?.kind === 'head' && next.while === null ? (next.limit ?? 10) : null;
}
