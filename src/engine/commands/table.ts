import { pick } from '../values/row';
import { expandFields } from './field_list';
import { mapBatches, type Runner } from './command';

/** `table`: these fields in this order, and no others. */
export const runTable: Runner<'table'> = ({ fields: list }) =>
  mapBatches(({ fields, rows }) => {
    const kept = expandFields(list, fields);
    return { fields: kept, rows: rows.map((row) => pick(row, kept)) };
  });
