import type { FieldValue, Row } from '../types';
import { isArray, parseJson, toFieldValue } from '../eval/json_path';
import { addFields, fieldOf } from '../values/row';
import { textOf } from '../values/value';
import { mapBatches, type Runner } from './command';

/** `fromjson`: the keys of a JSON object as fields; an array's elements are several values, an object stays JSON. */
export const runFromjson: Runner<'fromjson'> = ({ field, options: { prefix = '' } }) =>
  mapBatches(({ fields, rows }) => {
    const found = new Set<string>();
    const changed = rows.map((row) => extended(row, field.name, prefix, found));
    return { fields: addFields(fields, found), rows: changed };
  });

function extended(row: Row, field: string, prefix: string, found: Set<string>): Row {
  const json = parseJson(textOf(fieldOf(row, field)) ?? '');
  if (json === undefined || typeof json !== 'object' || json === null || isArray(json)) return row;
  const result: Record<string, FieldValue> = { ...row };
  for (const [key, value] of Object.entries(json)) {
    found.add(prefix + key);
    result[prefix + key] = toFieldValue(isArray(value) ? value : [value]);
  }
  return result;
}
