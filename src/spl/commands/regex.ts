import type { CommandSyntax } from '../command_syntax';
import { quote } from '../escape';
import { expectField } from '../field_list';
import { writeField } from '../write';

const NAMED = /[^\s"'=!|[\]`]+\s*!?=|"[^"\\|]*"\s*!?=|'[^']*'\s*!?=/y;

/** `regex [field = | !=] "pattern"` */
export const regexSyntax: CommandSyntax<'regex'> = {
  names: ['regex'],
  parse(cursor, start) {
    const named = cursor.peek(NAMED) !== undefined;
    const field = named ? expectField(cursor) : cursor.field('_raw', cursor.position);
    const operator = cursor.takeText('!=') ? '!=' : '=';
    if (operator === '=') cursor.takeText('=');
    const pattern = cursor.takeQuoted() ?? cursor.take(/[^\s|]+/y);
    if (pattern === undefined)
      throw cursor.problem('WW0303', 'Expected a regular expression here', 'write it in quotes: regex field="pattern"');
    return { kind: 'regex', field, operator, pattern, span: cursor.spanFrom(start) };
  },
  output: (before) => before,
  print: ({ field, operator, pattern }) => `regex ${writeField(field)}${operator}${quote(pattern)}`,
};
