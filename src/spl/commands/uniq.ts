import type { CommandSyntax } from '../command_syntax';

/** `uniq` */
export const uniqSyntax: CommandSyntax<'uniq'> = {
  names: ['uniq'],
  parse: (cursor, start) => ({ kind: 'uniq', span: cursor.spanFrom(start) }),
  output: (before) => before,
  print: () => 'uniq',
};
