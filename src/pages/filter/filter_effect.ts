import { textsOf, type Json } from '../shared/decode';
import type { ResultTable } from './exception_fit';
import type { Exception } from './exceptions';

/** What an edited filter would do to a detection's results, before anybody saves it. */

/** Results of one (host, parent, child) that would go, or come back. */
export interface EffectGroup {
  readonly host: string;
  readonly parent: string;
  readonly child: string;
  readonly example: string;
  readonly results: number;
  /** The latest of the detection's own `lastTime`, as the search writes it; empty when it has none. */
  readonly last: string;
  /** Number of the exception that hides it (or hid it), from 1; null where Splunk compared whole texts. */
  readonly by: number | null;
}

export interface FilterEffect {
  readonly kind: 'filter';
  /** Results with the saved filter, and with the edit. */
  readonly saved: number;
  readonly edited: number;
  readonly goes: readonly EffectGroup[];
  readonly comesBack: readonly EffectGroup[];
}

/** What came and went between the results with the saved filter and those with the edit. */
export const filterEffect = (before: readonly Json[], after: readonly Json[]): FilterEffect => ({
  kind: 'filter',
  saved: before.length,
  edited: after.length,
  goes: difference(before, after),
  comesBack: difference(after, before),
});

/** The same from results that are here already, for filters that rows can show. */
export function countedEffect(
  table: ResultTable,
  saved: readonly Exception[],
  edited: readonly Exception[],
): FilterEffect {
  const [before, after] = [hiddenBy(table, saved), hiddenBy(table, edited)];
  const only = (these: ReadonlyMap<number, number>, others: ReadonlyMap<number, number>): readonly EffectGroup[] =>
    grouped([...these].filter(([at]) => !others.has(at)).map(([at, by]) => ({ row: table.rows[at] ?? {}, by })));
  return {
    kind: 'filter',
    saved: table.rows.length - before.size,
    edited: table.rows.length - after.size,
    goes: only(after, before),
    comesBack: only(before, after),
  };
}

/** Each hidden row with the number of the first exception that fits it. */
function hiddenBy(table: ResultTable, exceptions: readonly Exception[]): ReadonlyMap<number, number> {
  const hidden = new Map<number, number>();
  for (const [i, exception] of exceptions.entries())
    for (const at of table.fits(exception)) if (!hidden.has(at)) hidden.set(at, i + 1);
  return hidden;
}

/** Rows of `from` that `other` lacks, grouped; equal rows are counted, not merged. */
export function difference(from: readonly Json[], other: readonly Json[]): readonly EffectGroup[] {
  const left = new Map<string, number>();
  for (const row of other) left.set(identity(row), (left.get(identity(row)) ?? 0) + 1);
  const gone = from.filter((row) => {
    const count = left.get(identity(row)) ?? 0;
    left.set(identity(row), count - 1);
    return count <= 0;
  });
  return grouped(gone.map((row) => ({ row, by: null })));
}

const identity = (row: Json): string => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));

/** Rows by host, parent and child (and by what hides them), most results first. */
export function grouped(rows: readonly { readonly row: Json; readonly by: number | null }[]): readonly EffectGroup[] {
  const groups = new Map<string, EffectGroup>();
  for (const { row, by } of rows) {
    const one = groupOf(row, by);
    const id = [one.host, one.parent, one.child, by].join('\n').toLowerCase();
    const known = groups.get(id);
    groups.set(id, known === undefined ? one : together(known, one));
  }
  return [...groups.values()].sort((a, b) => b.results - a.results);
}

const together = (a: EffectGroup, b: EffectGroup): EffectGroup => ({
  ...a,
  results: a.results + b.results,
  last: a.last > b.last ? a.last : b.last,
});

const groupOf = (row: Json, by: number | null): EffectGroup => ({
  host: textsOf(row.dest)[0] ?? '',
  parent: textsOf(row.parent_process_name)[0] ?? '',
  child: textsOf(row.process_name)[0] ?? textsOf(row.process_path)[0] ?? '',
  example: textsOf(row.process)[0] ?? '',
  results: 1,
  last: textsOf(row.lastTime)[0] ?? '',
  by,
});
