import type { CommandSyntax } from '../command_syntax';
import { expectField } from '../field_list';
import { writeField } from '../write';

/** `nomv field` */
export const nomvSyntax: CommandSyntax<'nomv'> = {
  names: ['nomv'],
  parse: (cursor, start) => ({ kind: 'nomv', field: expectField(cursor), span: cursor.spanFrom(start) }),
  output: (before) => before,
  print: ({ field }) => `nomv ${writeField(field)}`,
};
