import type { HeadCommand } from '../ast';
import type { CommandSyntax } from '../command_syntax';
import { parseEvalExpression } from '../eval_expression';
import { boolean, OptionReader, type OptionTable } from '../options';
import { writeOptions } from '../write';

const table: OptionTable<HeadCommand['options']> = { null: boolean, keeplast: boolean };

/** `head [limit | limit=n] [( condition )] [limit=n] [options]` */
export const headSyntax: CommandSyntax<'head'> = {
  names: ['head'],
  parse(cursor, start) {
    const reader = new OptionReader('head', table);
    const takeLimit = (before?: string): string | undefined => {
      reader.takeAll(cursor);
      const limit = before ?? cursor.take(/(?:limit\s*=\s*)?\d+(?![\w.])/iy);
      reader.takeAll(cursor);
      return limit;
    };
    const first = takeLimit();
    if (first !== undefined) reader.refuseUnknown(cursor);
    if (cursor.peek(/-\s*\d+\s*(?![\s\S])/y) !== undefined)
      throw cursor.problem('WW0306', 'head takes a number from 0 on', 'use tail for the last rows');
    const condition =
      cursor.next === '(' || (first === undefined && !cursor.atEnd) ? parseEvalExpression(cursor) : null;
    const limit = condition === null ? first : takeLimit(first);
    return {
      kind: 'head',
      limit: limit === undefined ? null : Number(limit.replace(/\D+/, '')),
      while: condition,
      options: reader.options,
      span: cursor.spanFrom(start),
    };
  },
  output: (before) => before,
  print: ({ limit, while: condition, options }, writer) => {
    if (condition === null) return `head${limit === null ? '' : ` ${limit}`}${writeOptions(options)}`;
    return `head${limit === null ? '' : ` limit=${limit}`} (${writer.eval(condition)})${writeOptions(options)}`;
  },
};
