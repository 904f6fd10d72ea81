import { namedGroups, readPcre } from '../../core/pcre';
import type { FieldName, RexCommand } from '../ast';
import type { CommandSyntax } from '../command_syntax';
import type { Cursor } from '../cursor';
import { quote } from '../escape';
import { expectField } from '../field_list';
import { integer, oneOf, OptionReader, text, type OptionTable } from '../options';
import { writeField, writeOptions } from '../write';
import { plus } from '../field_set';

const table: OptionTable<RexCommand['options']> = { max_match: integer, offset_field: text, mode: oneOf('sed') };

/** `rex [field=field] [mode=sed] [options] "pattern"`; options may stand behind the pattern too. */
export const rexSyntax: CommandSyntax<'rex'> = {
  names: ['rex'],
  parse(cursor, start) {
    const reader = new OptionReader('rex', table);
    const rawField = cursor.field('_raw', cursor.position);
    const before = takeSettings(cursor, reader);
    const patternStart = cursor.position;
    const pattern = cursor.takeQuoted() ?? cursor.take(/[^\s|]+/y);
    if (pattern === undefined)
      throw cursor.problem(
        'WW0303',
        'Expected a regular expression here',
        'write it in quotes: rex field=x "(?<name>…)"',
      );
    const patternSpan = cursor.spanFrom(patternStart);
    const field = takeSettings(cursor, reader) ?? before ?? rawField;
    return { kind: 'rex', options: reader.options, field, pattern, patternSpan, span: cursor.spanFrom(start) };
  },
  output: (before, { pattern }) => plus(before, [...namedGroups(readPcre(pattern).pieces).keys()]),
  print: ({ options, field, pattern }) => `rex field=${writeField(field)}${writeOptions(options)} ${quote(pattern)}`,
};

/** settings := { field = field | option } */
function takeSettings(cursor: Cursor, reader: OptionReader<RexCommand['options']>): FieldName | undefined {
  let field: FieldName | undefined;
  for (;;) {
    if (reader.takeOne(cursor)) continue;
    if (cursor.take(/field\s*=\s*/iy) === undefined) return field;
    field = expectField(cursor);
  }
}
