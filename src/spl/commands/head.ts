import type { HeadCommand } from '../ast';
import type { CommandSyntax } from '../command_syntax';
import { parseEvalExpression } from '../eval_expression';
import { boolean, OptionReader, type OptionTable } from '../options';
import { writeOptions } from '../write';

const table: OptionTable<HeadCommand['options']> = { null: boolean, keeplast: boolean };

/** `head [limit | limit=n | ( condition )] [options]` */
export const headSyntax: CommandSyntax<'head'> = {
  names: ['head'],
  parse(cursor, start) {
    const reader = new OptionReader('head', table);
    reader.takeAll(cursor);
    const limit = cursor.take(/(?:limit\s*=\s*)?\d+(?![\w.])/iy);
    reader.takeAll(cursor);
    if (limit !== undefined) reader.refuseUnknown(cursor);
    const condition = limit !== undefined || cursor.atEnd ? null : parseEvalExpression(cursor);
    reader.takeAll(cursor);
    return {
      kind: 'head',
      limit: limit === undefined ? null : Number(limit.replace(/\D+/, '')),
      while: condition,
      options: reader.options,
      span: cursor.spanFrom(start),
    };
  },
  output: (before) => before,
  print: ({ limit, while: condition, options }, writer) =>
    `head${limit === null ? '' : ` ${limit}`}${condition === null ? '' : ` (${writer.eval(condition)})`}${writeOptions(options)}`,
};
