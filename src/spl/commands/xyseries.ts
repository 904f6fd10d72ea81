import type { XyseriesCommand } from '../ast';
import type { CommandSyntax } from '../command_syntax';
import { expectColumn, expectFields } from '../field_list';
import { boolean, OptionReader, text, type OptionTable } from '../options';
import { writeField, writeFields, writeOptions } from '../write';

const table: OptionTable<XyseriesCommand['options']> = { grouped: boolean, sep: text, format: text };

/** `xyseries [options] row, column, value [, value] …` */
export const xyseriesSyntax: CommandSyntax<'xyseries'> = {
  names: ['xyseries', 'maketable'],
  parse(cursor, start) {
    const reader = new OptionReader('xyseries', table);
    reader.takeAll(cursor);
    reader.refuseUnknown(cursor);
    const row = expectColumn(cursor, 'the field of the rows');
    cursor.takeText(',');
    const column = expectColumn(cursor, 'the field that names the columns');
    const values = expectFields(cursor);
    reader.takeAll(cursor);
    return { kind: 'xyseries', options: reader.options, row, column, values, span: cursor.spanFrom(start) };
  },
  output: (_, { row }) => ({ names: new Set([row.name]), open: true }),
  print: ({ options, row, column, values }) =>
    `xyseries${writeOptions(options)} ${writeField(row)} ${writeField(column)} ${writeFields(values)}`,
};
