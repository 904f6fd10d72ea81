import type { CommandSyntax } from '../command_syntax';

/** `require` */
export const requireSyntax: CommandSyntax<'require'> = {
  names: ['require'],
  parse: (cursor, start) => ({ kind: 'require', span: cursor.spanFrom(start) }),
  output: (before) => before,
  print: () => 'require',
};
