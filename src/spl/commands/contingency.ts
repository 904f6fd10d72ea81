import type { ContingencyCommand } from '../ast';
import type { CommandSyntax } from '../command_syntax';
import { expectColumn } from '../field_list';
import { boolean, integer, OptionReader, text, type OptionTable } from '../options';
import { writeField, writeOptions } from '../write';

const table: OptionTable<ContingencyCommand['options']> = {
  maxrows: integer,
  maxcols: integer,
  usetotal: boolean,
  totalstr: text,
};

/** `contingency [options] row column` */
export const contingencySyntax: CommandSyntax<'contingency'> = {
  names: ['contingency', 'counttable', 'ctable'],
  parse(cursor, start) {
    const reader = new OptionReader('contingency', table);
    const takeOptions = (): void => {
      reader.takeAll(cursor);
      if (cursor.peek(/min(?:row|col)cover\s*=/iy) !== undefined)
        throw cursor.problem(
          'WW0311',
          'contingency minrowcover= and mincolcover= are not supported',
          'use maxrows= and maxcols=',
        );
      reader.refuseUnknown(cursor);
    };
    takeOptions();
    const row = expectColumn(cursor, 'the field of the rows');
    takeOptions();
    const column = expectColumn(cursor, 'the field of the columns');
    takeOptions();
    return { kind: 'contingency', options: reader.options, row, column, span: cursor.spanFrom(start) };
  },
  output: (_, { row }) => ({ names: new Set([row.name]), open: true }),
  print: ({ options, row, column }) => `contingency${writeOptions(options)} ${writeField(row)} ${writeField(column)}`,
};
