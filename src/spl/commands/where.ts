import type { CommandSyntax } from '../command_syntax';
import { parseEvalExpression } from '../eval_expression';

/** `where expression` */
export const whereSyntax: CommandSyntax<'where'> = {
  names: ['where'],
  parse: (cursor, start) => ({ kind: 'where', condition: parseEvalExpression(cursor), span: cursor.spanFrom(start) }),
  output: (before) => before,
  print: ({ condition }, writer) => `where ${writer.eval(condition)}`,
};
