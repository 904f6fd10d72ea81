import type { CommandSyntax } from '../command_syntax';
import { parseTopArguments, writeTopArguments } from './top';

/** `rare [limit] [options] field … [by field …]` */
export const rareSyntax: CommandSyntax<'rare'> = {
  names: ['rare'],
  parse: (cursor, start) => ({ kind: 'rare', ...parseTopArguments('rare', cursor), span: cursor.spanFrom(start) }),
  print: (command) => `rare${writeTopArguments(command)}`,
};
