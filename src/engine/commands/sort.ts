import type { SortKey } from '../../spl/ast';
import type { Row } from '../types';
import { compareAuto, compareIp, compareNumber, compareText } from '../values/compare';
import { addFields, emptyBatch, fieldOf } from '../values/row';
import { memoryOf } from '../values/memory';
import { sortedInTurns } from '../values/sort_in_turns';
import { isList, scalarText, textOf, type Scalar } from '../values/value';
import { mapTable, requireMemory, type Runner } from './command';

const DEFAULT_LIMIT = 10_000;
/** When no more rows than this are wanted, few more are ever held. */
const MOST_HELD = 100_000;
/** Rows are sorted when this many more than twice the wanted ones are there. */
const SLACK = 10_000;

/** `sort`: by fields, stable; 10,000 rows unless told otherwise (0: all). */
export const runSort: Runner<'sort'> = ({ limit, keys, reversed }, context) => {
  const most = limit === 0 ? Infinity : (limit ?? DEFAULT_LIMIT);
  const compare = rowOrder(keys);
  const sorted = (rows: readonly Row[]): Promise<readonly Row[]> => sortedInTurns(rows, compare, context.store.turn);
  // Reversed, the later of equal rows comes first: rows stay in the plain order until the end.
  const cut = (rows: readonly Row[]): readonly Row[] => (reversed ? rows.slice(-most) : rows.slice(0, most));
  const shown = (rows: readonly Row[]): readonly Row[] => (reversed ? [...rows].reverse() : rows);
  if (most > MOST_HELD)
    return mapTable(context, async ({ fields, rows }) => ({ fields, rows: shown(cut(await sorted(rows))) }));
  return async function* (input) {
    let fields = emptyBatch.fields;
    let kept: Row[] = [];
    let bytes = 0;
    for await (const batch of input) {
      fields = addFields(fields, batch.fields);
      for (const row of batch.rows) kept.push(row);
      bytes += memoryOf(batch.rows);
      if (kept.length > 2 * most + SLACK || bytes > context.limits.maxMemoryBytes) {
        kept = [...cut(await sorted(kept))];
        bytes = memoryOf(kept);
        requireMemory(bytes, context);
      }
    }
    yield { fields, rows: shown(cut(await sorted(kept))) };
  };
};

const orders: Readonly<Record<SortKey['type'], (a: Scalar, b: Scalar) => number>> = {
  auto: compareAuto,
  str: (a, b) => compareText(scalarText(a), scalarText(b)),
  ip: compareIp,
  num: compareNumber,
};

/**
 * The order of rows that sort keys describe. A row without the field comes last either way: Search Reference, sort, has it
 * count as the greatest value when ascending and as the smallest when descending.
 */
export function rowOrder(keys: readonly SortKey[]): (a: Row, b: Row) => number {
  return (a, b) => {
    for (const { field, descending, type } of keys) {
      const [one, other] = [sortable(a, field.name), sortable(b, field.name)];
      if (one === null && other === null) continue;
      if (one === null || other === null) return one === null ? 1 : -1;
      const order = orders[type](one, other);
      if (order !== 0) return descending ? -order : order;
    }
    return 0;
  };
}

function sortable(row: Row, name: string): Scalar | null {
  const value = fieldOf(row, name);
  return isList(value) ? (textOf(value) ?? null) : value;
}
