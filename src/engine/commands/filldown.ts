import type { FieldValue, Row } from '../types';
import { addFields, emptyBatch, fieldOf } from '../values/row';
import { expandFields } from './field_list';
import { mapBatches, type Runner } from './command';

/** `filldown`: a null takes the last value above it, in the named fields or in all. */
export const runFilldown: Runner<'filldown'> = ({ fields: list }) => {
  const above = new Map<string, FieldValue>();
  let known = emptyBatch.fields;
  return mapBatches(({ fields, rows }) => {
    known = addFields(known, fields);
    const names = list.length === 0 ? known : expandFields(list, known);
    const fill = (row: Row): Row => {
      const result: Record<string, FieldValue> = { ...row };
      for (const name of names) {
        const value = fieldOf(row, name) ?? above.get(name) ?? null;
        result[name] = value;
        above.set(name, value);
      }
      return result;
    };
    return { fields: known, rows: rows.map(fill) };
  });
};
