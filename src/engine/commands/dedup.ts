import type { Row } from '../types';
import { fieldOf, withField, type Batch } from '../values/row';
import { valueKey } from '../values/value';
import { mapBatches, mapTable, requireMemory, type Runner } from './command';
import { rowOrder } from './sort';

/** What a key takes beside its text. */
const ENTRY_BYTES = 48;

/** `dedup`: the first N rows of each combination of values; rows that lack a field go unless keepempty is set. */
export const runDedup: Runner<'dedup'> = (command, context) => {
  const names = command.fields.map(({ name }) => name);
  const { keepevents = false, keepempty = false, consecutive = false } = command.options;
  const counts = new Map<string, number>();
  let bytes = 0;
  let last: string | undefined;
  const isNew = (row: Row): boolean => {
    if (names.some((name) => fieldOf(row, name) === null)) return keepempty;
    const key = names.map((name) => valueKey(fieldOf(row, name))).join('\u0001');
    if (consecutive && key !== last) counts.clear();
    if (consecutive && key !== last) bytes = 0;
    last = key;
    const before = counts.get(key);
    if (before === undefined) bytes += ENTRY_BYTES + 2 * key.length;
    const seen = (before ?? 0) + 1;
    counts.set(key, seen);
    return seen <= command.limit;
  };
  const change = ({ fields, rows }: Batch): Batch => {
    const kept = keepevents ? rows.map((row) => (isNew(row) ? row : without(row, names))) : rows.filter(isNew);
    requireMemory(bytes, context);
    return { fields, rows: kept };
  };
  if (command.sortBy.length === 0) return mapBatches(change);
  return mapTable(context, (table) => {
    const { fields, rows } = change(table);
    return { fields, rows: [...rows].sort(rowOrder(command.sortBy)) };
  });
};

function without(row: Row, names: readonly string[]): Row {
  return names.reduce((before, name) => withField(before, name, null), row);
}
