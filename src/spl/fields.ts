import type { Aggregation, Command, FieldName, Pipeline, StatsCommand, TstatsCommand } from './ast';
import { walk, type Position, type SplNode } from './visit';

/** Which fields a search reads, and which come out of it. */

/** The fields that are there for certain; `open` when there may be others (raw events, a lookup's columns). */
export interface FieldSet {
  readonly names: ReadonlySet<string>;
  readonly open: boolean;
}

/** Every field that a tree reads, with its places; the names that commands make are left out. */
export function fieldsUsed(root: SplNode): readonly FieldName[] {
  const used: FieldName[] = [];
  walk(root, (node, position) => {
    if (node.kind === 'field' && !isMade(position)) used.push(node);
  });
  return used;
}

/** A name that a command gives: behind `as`, before `=` of eval. */
function isMade({ parent, key }: Position): boolean {
  return key === 'as' || key === 'to' || (parent?.kind === 'assignment' && key === 'field');
}

/** The fields of the rows that come out of a pipeline whose macros are expanded. */
export function fieldsOutput(pipeline: Pipeline): FieldSet {
  return pipeline.commands.reduce<FieldSet>(fieldsAfter, { names: new Set(), open: !pipeline.leadingPipe });
}

/** The fields of the rows behind a command, from those before it. */
export function fieldsAfter(before: FieldSet, command: Command): FieldSet {
  switch (command.kind) {
    case 'tstats':
      return { ...closed(grouped(command)), open: command.options.prestats === true };
    case 'stats':
      return closed(grouped(command));
    case 'chart':
      return {
        ...closed([...aggregated(command.aggregations), ...(command.row === null ? [] : [command.row.field.name])]),
        open: command.column !== null,
      };
    case 'timechart':
      return { ...closed(['_time', ...aggregated(command.aggregations)]), open: command.column !== null };
    case 'eventstats':
    case 'streamstats':
      return plus(before, aggregated(command.aggregations));
    case 'table':
      return kept(before, command.fields);
    case 'fields':
      return command.mode === 'keep' ? kept(before, command.fields) : without(before, command.fields);
    case 'eval':
      return plus(
        before,
        command.assignments.map((one) => one.field.name),
      );
    case 'rename':
      return command.renamings.reduce((set, { from, to }) => renamed(set, from.name, to.name), before);
    case 'rex':
      return plus(before, groupNames(command.pattern));
    case 'lookup':
      return command.output === null
        ? { ...before, open: true }
        : plus(
            before,
            command.output.fields.map((one) => one.eventField.name),
          );
    case 'bin':
      return command.as === null ? before : plus(before, [command.as.name]);
    case 'convert':
      return plus(
        before,
        command.conversions.flatMap((one) => (one.as === null ? [] : [one.as.name])),
      );
    case 'join':
    case 'append':
      return union(before, fieldsOutput(command.subsearch.pipeline));
    case 'appendpipe':
      return union(before, command.subsearch.pipeline.commands.reduce<FieldSet>(fieldsAfter, before));
    case 'top':
    case 'rare':
      return closed([
        ...command.fields.map((one) => one.name),
        ...command.by.map((one) => one.field.name),
        command.options.countfield ?? 'count',
        command.options.percentfield ?? 'percent',
      ]);
    case 'spath':
      return command.options.output === undefined ? { ...before, open: true } : plus(before, [command.options.output]);
    case 'makeresults':
      return closed(['_time']);
    case 'format':
      return closed(['search']);
    case 'fillnull':
      return plus(
        before,
        command.fields.map((one) => one.name),
      );
    default:
      return opensUp(command) ? { ...before, open: true } : before;
  }
}

/** Commands whose new fields only the data tells; what is left of the others passes fields through as they are. */
function opensUp({ kind }: Command): boolean {
  return (
    ['datamodel', 'foreach', 'from', 'inputlookup', 'macro', 'other'].includes(kind) ||
    ['return', 'transpose', 'unexpanded', 'union', 'xmlkv'].includes(kind)
  );
}

function closed(names: Iterable<string>): FieldSet {
  const set = new Set(names);
  return [...set].some((name) => name.includes('*')) ? { names: set, open: true } : { names: set, open: false };
}

function plus(before: FieldSet, names: readonly string[]): FieldSet {
  const open = before.open || names.some((name) => /[*{]/.test(name));
  return { names: new Set([...before.names, ...names]), open };
}

function union(a: FieldSet, b: FieldSet): FieldSet {
  return { names: new Set([...a.names, ...b.names]), open: a.open || b.open };
}

/** The column of each aggregation. */
function aggregated(list: readonly Aggregation[]): readonly string[] {
  return list.map(({ as, text }) => as?.name ?? text);
}

function grouped(command: StatsCommand | TstatsCommand): readonly string[] {
  return [...aggregated(command.aggregations), ...command.by.map((one) => one.field.name)];
}

/** What a list of names and patterns keeps; a name that is not there may come from the open part. */
function kept(before: FieldSet, fields: readonly FieldName[]): FieldSet {
  const exact = fields.map(({ name }) => name).filter((name) => !name.includes('*'));
  const matched = [...before.names].filter((name) => fields.some((field) => matches(field.name, name)));
  const there = before.open ? exact : exact.filter((name) => before.names.has(name));
  const wild = fields.some((field) => field.name.includes('*'));
  return { names: new Set([...there, ...matched]), open: before.open && wild };
}

function without(before: FieldSet, fields: readonly FieldName[]): FieldSet {
  const names = [...before.names].filter((name) => !fields.some((field) => matches(field.name, name)));
  return { names: new Set(names), open: before.open };
}

/** `Processes.*` as `*`: what the wildcards stood for goes into the new name. */
function renamed({ names, open }: FieldSet, from: string, to: string): FieldSet {
  if (!from.includes('*'))
    return {
      names: new Set([...names].filter((name) => name !== from).concat(names.has(from) || open ? [to] : [])),
      open,
    };
  return { names: new Set([...names].map((name) => renamedByPattern(name, from, to))), open };
}

function renamedByPattern(name: string, from: string, to: string): string {
  const parts = patternOf(from).exec(name)?.slice(1);
  if (parts === undefined) return name;
  let next = 0;
  return to.replace(/\*/g, () => parts[next++] ?? '');
}

/** Whether a name is meant by a field pattern, in which `*` stands for anything. */
export function matches(pattern: string, name: string): boolean {
  return pattern === name || (pattern.includes('*') && patternOf(pattern).test(name));
}

function patternOf(pattern: string): RegExp {
  return new RegExp(
    `^${pattern
      .split('*')
      .map((piece) => piece.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
      .join('(.*)')}$`,
  );
}

/** The names of a regular expression's groups: the fields that rex makes. */
function groupNames(pattern: string): readonly string[] {
  return [...pattern.matchAll(/\(\?P?<([A-Za-z_][\w.]*)>/g)].map((match) => match[1] ?? '');
}
