import type { CommandSyntax } from '../command_syntax';
import { parseSearchExpression } from '../search_expression';

/** `search condition` */
export const searchSyntax: CommandSyntax<'search'> = {
  names: ['search'],
  parse: (cursor, start) => ({
    kind: 'search',
    expression: parseSearchExpression(cursor),
    implicit: false,
    span: cursor.spanFrom(start),
  }),
  output: (before) => before,
  print: ({ expression, implicit }, writer) => `${implicit ? '' : 'search '}${writer.search(expression)}`,
};
