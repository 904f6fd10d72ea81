import type { CommandSyntax } from '../command_syntax';
import { expectFields } from '../field_list';
import { writeFields } from '../write';

/** `fields [+ | -] field …` */
export const fieldsSyntax: CommandSyntax<'fields'> = {
  names: ['fields'],
  parse(cursor, start) {
    const sign = cursor.take(/[+-]/y);
    const fields = expectFields(cursor);
    return { kind: 'fields', mode: sign === '-' ? 'remove' : 'keep', fields, span: cursor.spanFrom(start) };
  },
  print: ({ mode, fields }) => `fields ${mode === 'remove' ? '- ' : ''}${writeFields(fields)}`,
};
