import type { CommandSyntax } from '../command_syntax';

/** `reverse` */
export const reverseSyntax: CommandSyntax<'reverse'> = {
  names: ['reverse'],
  parse: (cursor, start) => ({ kind: 'reverse', span: cursor.spanFrom(start) }),
  output: (before) => before,
  print: () => 'reverse',
};
