import type { ReturnedField } from '../../spl/ast';
import type { Row } from '../types';
import { fieldOf } from '../values/row';
import { textOf } from '../values/value';
import { mapTable, type Runner } from './command';

/** `return`: the values of the first rows (1) as text of the search around, in the field `search`. */
export const runReturn: Runner<'return'> = ({ limit, fields }, context) =>
  mapTable(context, ({ rows }) => {
    const lines = rows.slice(0, limit ?? 1).flatMap((row) => {
      const parts = fields.flatMap((field) => part(row, field));
      return parts.length === 0 ? [] : [parts.join(' ')];
    });
    const onlyValues = fields.every((field) => field.as === 'value');
    const text = lines.length < 2 ? (lines[0] ?? '') : lines.map((line) => `(${line})`).join(' OR ');
    return text === ''
      ? { fields: ['search'], rows: [] }
      : { fields: ['search'], rows: [{ search: onlyValues ? lines.join(' OR ') : text }] };
  });

function part(row: Row, { as, name, field }: ReturnedField): readonly string[] {
  const text = textOf(fieldOf(row, field.name));
  if (text === undefined) return [];
  return [as === 'value' ? text : `${name}="${text.replace(/["\\]/g, '\\$&')}"`];
}
