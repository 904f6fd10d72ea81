import type { Aggregation, ByField, ChartedAggregation, FieldName } from './ast';

/** The fields that rows have, as far as the text of a search tells, and how commands change them. */

/** The fields that are there for certain; `open` when there may be others (raw events, a lookup's columns). */
export interface FieldSet {
  readonly names: ReadonlySet<string>;
  readonly open: boolean;
}

/** The fields, and others that only the data tells. */
export function opened(before: FieldSet): FieldSet {
  return { ...before, open: true };
}

/** These fields and no others; a name with `*` leaves the set open. */
export function closed(names: Iterable<string>): FieldSet {
  const set = new Set(names);
  return [...set].some((name) => name.includes('*')) ? { names: set, open: true } : { names: set, open: false };
}

/** The fields with more names; a pattern among them leaves the set open. */
export function plus(before: FieldSet, names: readonly string[]): FieldSet {
  const open = before.open || names.some((name) => /[*{]/.test(name));
  return { names: new Set([...before.names, ...names]), open };
}

/** The fields of rows that come from two searches. */
export function union(a: FieldSet, b: FieldSet): FieldSet {
  return { names: new Set([...a.names, ...b.names]), open: a.open || b.open };
}

/** The column of each aggregation. */
export function aggregateColumns(list: readonly ChartedAggregation[]): readonly string[] {
  return list.map(({ as, text }) => as?.name ?? text);
}

/** The columns of a command that aggregates by fields. */
export function groupedColumns(command: {
  readonly aggregations: readonly Aggregation[];
  readonly by: readonly ByField[];
}): readonly string[] {
  return [...aggregateColumns(command.aggregations), ...command.by.map(({ field }) => field.name)];
}

/** What a list of names and patterns keeps; a name that is not there may come from the open part. */
export function kept(before: FieldSet, fields: readonly FieldName[]): FieldSet {
  const exact = fields.map(({ name }) => name).filter((name) => !name.includes('*'));
  const matched = [...before.names].filter((name) => fields.some((field) => matches(field.name, name)));
  const there = before.open ? exact : exact.filter((name) => before.names.has(name));
  const wild = fields.some((field) => field.name.includes('*'));
  return { names: new Set([...there, ...matched]), open: before.open && wild };
}

/** The fields without those that a list of names and patterns means. */
export function without(before: FieldSet, fields: readonly FieldName[]): FieldSet {
  const names = [...before.names].filter((name) => !fields.some((field) => matches(field.name, name)));
  return { names: new Set(names), open: before.open };
}

/** `Processes.*` as `*`: what the wildcards stood for goes into the new name. */
export function renamed({ names, open }: FieldSet, from: string, to: string): FieldSet {
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
