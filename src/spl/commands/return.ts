import type { ReturnedField } from '../ast';
import type { CommandSyntax } from '../command_syntax';
import type { Cursor } from '../cursor';
import { expectField } from '../field_list';
import { writeField } from '../write';
import { opened } from '../field_set';

/** returned := $field | alias = field | field */
function parseReturned(cursor: Cursor): ReturnedField {
  const start = cursor.position;
  if (cursor.takeText('$')) {
    const field = expectField(cursor);
    return { kind: 'returned', as: 'value', name: field.name, field, span: cursor.spanFrom(start) };
  }
  const first = expectField(cursor);
  const field = cursor.takeText('=') ? expectField(cursor) : first;
  return { kind: 'returned', as: 'pair', name: first.name, field, span: cursor.spanFrom(start) };
}

function writeReturned({ as, name, field }: ReturnedField): string {
  if (as === 'value') return `$${writeField(field)}`;
  return name === field.name ? writeField(field) : `${writeField({ ...field, name })}=${writeField(field)}`;
}

/** `return [limit] [$field | alias=field | field] …` */
export const returnSyntax: CommandSyntax<'return'> = {
  names: ['return'],
  parse(cursor, start) {
    const limit = cursor.take(/\d+(?=\s|$|\])/y);
    const fields: ReturnedField[] = [];
    for (;;) {
      while (cursor.takeText(','));
      if (cursor.atEnd) break;
      fields.push(parseReturned(cursor));
    }
    return { kind: 'return', limit: limit === undefined ? null : Number(limit), fields, span: cursor.spanFrom(start) };
  },
  output: opened,
  print: ({ limit, fields }) =>
    ['return', ...(limit === null ? [] : [String(limit)]), ...fields.map(writeReturned)].join(' '),
};
