import type { Row } from '../types';
import { fieldOf } from '../values/row';
import { valueKey } from '../values/value';
import { mapBatches, type Runner } from './command';

/** `uniq`: leaves out a row that equals the one before it in every field. */
export const runUniq: Runner<'uniq'> = () => {
  let last: string | undefined;
  return mapBatches(({ fields, rows }) => ({
    fields,
    rows: rows.filter((row) => {
      const key = rowKey(row);
      const isNew = key !== last;
      last = key;
      return isNew;
    }),
  }));
};

/** A text that rows with the same fields and values share. */
export function rowKey(row: Row): string {
  const names = Object.keys(row).filter((name) => fieldOf(row, name) !== null);
  return JSON.stringify(names.sort().map((name) => [name, valueKey(fieldOf(row, name))]));
}
