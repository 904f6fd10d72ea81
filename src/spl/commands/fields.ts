import type { CommandSyntax } from '../command_syntax';
import { expectFields } from '../field_list';
import { writeFields } from '../write';
import { kept, without } from '../field_set';

/** `fields [+ | -] field …` */
export const fieldsSyntax: CommandSyntax<'fields'> = {
  names: ['fields'],
  parse(cursor, start) {
    const sign = cursor.take(/[+-]/y);
    const fields = expectFields(cursor);
    return { kind: 'fields', mode: sign === '-' ? 'remove' : 'keep', fields, span: cursor.spanFrom(start) };
  },
  output: (before, { mode, fields }) => (mode === 'keep' ? kept(before, fields) : without(before, fields)),
  print: ({ mode, fields }) => `fields ${mode === 'remove' ? '- ' : ''}${writeFields(fields)}`,
};
