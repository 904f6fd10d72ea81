import type { CommandSyntax } from '../command_syntax';
import { takeFields } from '../field_list';
import { writeFields } from '../write';

/** `filldown [field …]` */
export const filldownSyntax: CommandSyntax<'filldown'> = {
  names: ['filldown'],
  parse(cursor, start) {
    return { kind: 'filldown', fields: takeFields(cursor), span: cursor.spanFrom(start) };
  },
  output: (before) => before,
  print: ({ fields }) => `filldown ${writeFields(fields)}`.trimEnd(),
};
