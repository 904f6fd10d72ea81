import type { FieldValue, Row } from '../types';
import { addFields, fieldOf } from '../values/row';
import { textOf } from '../values/value';
import { mapBatches, type Runner } from './command';

/** `xmlkv`: `<name>value</name>` in the text makes a field `name`; the last one of a name counts. */
export const runXmlkv: Runner<'xmlkv'> = ({ field }) =>
  mapBatches(({ fields, rows }) => {
    const found = new Set<string>();
    const changed = rows.map((row) => extended(row, field.name, found));
    return { fields: addFields(fields, found), rows: changed };
  });

const element = /<([A-Za-z_][\w.:-]*)(?:\s[^<>]*)?>([^<>]*)<\/\1\s*>/g;
const entities: Readonly<Record<string, string>> = { lt: '<', gt: '>', amp: '&', quot: '"', apos: "'" };

function extended(row: Row, field: string, found: Set<string>): Row {
  const text = textOf(fieldOf(row, field));
  if (text === undefined) return row;
  const result: Record<string, FieldValue> = { ...row };
  for (const [, name = '', value = ''] of text.matchAll(element)) {
    found.add(name);
    result[name] = value.replace(/&(lt|gt|amp|quot|apos);/g, (_, entity: string) => entities[entity] ?? '');
  }
  return result;
}
