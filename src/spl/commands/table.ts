import type { CommandSyntax } from '../command_syntax';
import { expectFields } from '../field_list';
import { writeFields } from '../write';

/** `table field …` */
export const tableSyntax: CommandSyntax<'table'> = {
  names: ['table'],
  parse(cursor, start) {
    return { kind: 'table', fields: expectFields(cursor), span: cursor.spanFrom(start) };
  },
  print: ({ fields }) => `table ${writeFields(fields)}`,
};
