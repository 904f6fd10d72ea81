import type { CommandSyntax } from '../command_syntax';
import { rankColumns, parseTopArguments, writeTopArguments } from './top';

/** `rare [limit] [options] field … [by field …]` */
export const rareSyntax: CommandSyntax<'rare'> = {
  names: ['rare'],
  parse: (cursor, start) => ({ kind: 'rare', ...parseTopArguments('rare', cursor), span: cursor.spanFrom(start) }),
  output: (_, command) => rankColumns(command),
  print: (command) => `rare${writeTopArguments(command)}`,
};
