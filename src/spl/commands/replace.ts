import type { Replacement, SearchValue } from '../ast';
import type { CommandSyntax } from '../command_syntax';
import type { Cursor } from '../cursor';
import { expectFields } from '../field_list';
import { takeValue } from '../search_expression';
import { writeFields, writeValue } from '../write';

function expectValue(cursor: Cursor): SearchValue {
  const value = takeValue(cursor);
  if (value !== undefined) return value;
  throw cursor.problem('WW0303', 'Expected a value here', 'write replace old with new in field');
}

/** replacement := value with value */
function parseReplacement(cursor: Cursor): Replacement {
  const start = cursor.position;
  const from = expectValue(cursor);
  if (!cursor.takeWord('with'))
    throw cursor.problem('WW0303', 'Expected "with" and the new value here', 'write replace old with new in field');
  return { kind: 'replacement', from, to: expectValue(cursor), span: cursor.spanFrom(start) };
}

/** `replace value with value [, …] [in field …]` */
export const replaceSyntax: CommandSyntax<'replace'> = {
  names: ['replace'],
  parse(cursor, start) {
    const replacements = [parseReplacement(cursor)];
    for (;;) {
      while (cursor.takeText(','));
      if (cursor.atEnd || cursor.isWord('in')) break;
      replacements.push(parseReplacement(cursor));
    }
    const fields = cursor.takeWord('in') ? expectFields(cursor) : [];
    return { kind: 'replace', replacements, fields, span: cursor.spanFrom(start) };
  },
  output: (before) => before,
  print: ({ replacements, fields }) =>
    `replace ${replacements.map(({ from, to }) => `${writeValue(from)} with ${writeValue(to)}`).join(', ')}` +
    (fields.length === 0 ? '' : ` in ${writeFields(fields)}`),
};
