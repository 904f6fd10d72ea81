import type { SortKey } from '../../spl/ast';
import type { Row } from '../types';
import { compareAuto, compareIp, compareNumber, compareText } from '../values/compare';
import { addFields, emptyBatch, fieldOf } from '../values/row';
import { isList, scalarText, textOf, type Scalar } from '../values/value';
import { RowSorter } from '../sorting/row_sorter';
import type { Runner } from './command';

/** Rows that sort keeps when it is not told how many (Search Reference, sort). */
export const DEFAULT_LIMIT = 10_000;
/** Bytes of rows in memory, about; Splunk's max_mem_usage_mb allows more, to a program for each search. */
const MOST_BYTES = 32 * 1024 ** 2;

/** `sort`: by fields, stable; 10,000 rows unless told otherwise (0: all). Rows that memory does not hold are sorted on the disk. */
export const runSort: Runner<'sort'> = ({ limit, keys, reversed }, { store, limits }) =>
  async function* (input) {
    const most = limit === 0 ? Infinity : (limit ?? DEFAULT_LIMIT);
    const memoryBytes = Math.min(MOST_BYTES, limits.maxMemoryBytes);
    const sorter = new RowSorter({ compare: rowOrder(keys), most, reversed, memoryBytes }, store);
    let fields = emptyBatch.fields;
    try {
      for await (const batch of input) {
        fields = addFields(fields, batch.fields);
        await sorter.add(batch.rows);
      }
      let given = 0;
      for await (const rows of sorter.sorted()) {
        yield { fields, rows };
        given += rows.length;
      }
      if (given === 0) yield { fields, rows: [] };
    } finally {
      await sorter.close();
    }
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
