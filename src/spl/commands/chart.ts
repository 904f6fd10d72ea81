import type { BinOptions, SeriesOptions, SplitField } from '../ast';
import { parseAggregations } from '../aggregation';
import type { CommandSyntax } from '../command_syntax';
import type { Cursor } from '../cursor';
import { expectField } from '../field_list';
import { boolean, OptionReader, text, type OptionTable } from '../options';
import { writeAggregations, writeOptions, writeSplit } from '../write';
import { binOptions } from './bin';
import { aggregateColumns, closed } from '../field_set';

/** The options of a split column. */
export const seriesOptions: OptionTable<SeriesOptions> = {
  limit: text,
  agg: text,
  useother: boolean,
  usenull: boolean,
  otherstr: text,
  nullstr: text,
  cont: boolean,
  sep: text,
  format: text,
  dedup_splitvals: boolean,
};

const splitOptions: OptionTable<BinOptions & SeriesOptions> = { ...binOptions, ...seriesOptions };

/** split := field [options] */
export function parseSplit(cursor: Cursor): SplitField {
  const start = cursor.position;
  const field = expectField(cursor, 'a field to split by');
  const reader = new OptionReader('chart', splitOptions);
  reader.takeAll(cursor);
  return { kind: 'split', field, options: reader.options, span: cursor.spanFrom(start) };
}

/** `… by host where sum in top5`: which columns are kept. */
export function refuseWhere(cursor: Cursor): void {
  if (!cursor.isWord('where')) return;
  throw cursor.problem('WW0311', 'where behind the split column is not supported', 'write limit=top5 or limit=bottom5');
}

/** `chart [options] aggregation … [over row] [by column]`, or `by row column` */
export const chartSyntax: CommandSyntax<'chart'> = {
  names: ['chart'],
  parse(cursor, start) {
    const reader = new OptionReader('chart', seriesOptions);
    reader.takeAll(cursor);
    const aggregations = parseAggregations(cursor, ['by', 'over'], () => reader.takeAll(cursor));
    const over = cursor.takeWord('over') ? parseSplit(cursor) : null;
    const by: SplitField[] = [];
    if (cursor.takeWord('by'))
      do by.push(parseSplit(cursor));
      while (!cursor.atEnd && by.length < 2 && !cursor.isWord('where'));
    reader.takeAll(cursor);
    refuseWhere(cursor);
    const [row = null, column = null] = over === null ? by : [over, ...by];
    return { kind: 'chart', options: reader.options, aggregations, row, column, span: cursor.spanFrom(start) };
  },
  output: (_, command) => ({
    ...closed([...aggregateColumns(command.aggregations), ...(command.row === null ? [] : [command.row.field.name])]),
    open: command.column !== null,
  }),
  print: ({ options, aggregations, row, column }, writer) =>
    [
      `chart${writeOptions(options)}${writeAggregations(aggregations, writer)}`,
      ...(row === null ? [] : [`over ${writeSplit(row)}`]),
      ...(column === null ? [] : [`by ${writeSplit(column)}`]),
    ].join(' '),
};
