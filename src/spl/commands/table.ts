import type { CommandSyntax } from '../command_syntax';
import { expectFields } from '../field_list';
import { writeFields } from '../write';
import { kept } from '../field_set';

/** `table field …` */
export const tableSyntax: CommandSyntax<'table'> = {
  names: ['table'],
  parse(cursor, start) {
    return { kind: 'table', fields: expectFields(cursor), span: cursor.spanFrom(start) };
  },
  output: (before, { fields }) => kept(before, fields),
  print: ({ fields }) => `table ${writeFields(fields)}`,
};
