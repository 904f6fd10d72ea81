import type { FormatCommand } from '../ast';
import type { CommandSyntax } from '../command_syntax';
import { quote } from '../escape';
import { integer, OptionReader, text, type OptionTable } from '../options';
import { writeOptions } from '../write';
import { closed } from '../field_set';

const table: OptionTable<FormatCommand['options']> = { mvsep: text, maxresults: integer, emptystr: text };

/** `format [options] ["row prefix" "column prefix" "column separator" "column end" "row separator" "row end"]` */
export const formatSyntax: CommandSyntax<'format'> = {
  names: ['format'],
  parse(cursor, start) {
    const reader = new OptionReader('format', table);
    reader.takeAll(cursor);
    const parts: string[] = [];
    for (let part = cursor.takeQuoted(); part !== undefined; part = cursor.takeQuoted()) {
      parts.push(part);
      reader.takeAll(cursor);
    }
    reader.refuseUnknown(cursor);
    if (parts.length !== 0 && parts.length !== 6)
      throw cursor.problemAt(
        'WW0308',
        start,
        `format takes six texts or none, not ${parts.length}`,
        'write "(" "(" "AND" ")" "OR" ")"',
      );
    return { kind: 'format', options: reader.options, parts, span: cursor.spanFrom(start) };
  },
  output: () => closed(['search']),
  print: ({ options, parts }) => ['format' + writeOptions(options), ...parts.map(quote)].join(' '),
};
