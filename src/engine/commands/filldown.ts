import type { FieldValue, Row } from '../types';
import { fieldOf } from '../values/row';
import { expandFields } from './field_list';
import { mapTable, type Runner } from './command';

/** `filldown`: a null takes the last value above it, in the named fields or in all. */
export const runFilldown: Runner<'filldown'> = ({ fields: list }, context) =>
  mapTable(context, ({ fields, rows }) => {
    const names = list.length === 0 ? fields : expandFields(list, fields);
    const above = new Map<string, FieldValue>();
    const fill = (row: Row): Row => {
      const result: Record<string, FieldValue> = { ...row };
      for (const name of names) {
        const value = fieldOf(row, name) ?? above.get(name) ?? null;
        result[name] = value;
        above.set(name, value);
      }
      return result;
    };
    return { fields, rows: rows.map(fill) };
  });
