import type { FieldValue, Row } from '../types';
import { addFields, fieldOf, isInternal } from '../values/row';
import { mapBatches, mapTable, type Runner } from './command';

/** `fillnull`: a value (0) for nulls, in the named fields (which are made where absent) or in all. */
export const runFillnull: Runner<'fillnull'> = ({ fields: named, options }, context) => {
  const value = options.value ?? '0';
  const names = named.map(({ name }) => name);
  if (names.length > 0)
    return mapBatches(({ fields, rows }) => ({
      fields: addFields(fields, names),
      rows: rows.map((row) => filled(row, names, value)),
    }));
  return mapTable(context, ({ fields, rows }) => {
    const all = fields.filter((field) => !isInternal(field) && rows.some((row) => fieldOf(row, field) !== null));
    return { fields, rows: rows.map((row) => filled(row, all, value)) };
  });
};

function filled(row: Row, names: readonly string[], value: string): Row {
  const result: Record<string, FieldValue> = { ...row };
  for (const name of names) if (fieldOf(row, name) === null) result[name] = value;
  return result;
}
