import type { TimechartOptions } from '../ast';
import { parseAggregation, parseChartAggregations } from '../aggregation';
import type { CommandSyntax } from '../command_syntax';
import { boolean, OptionReader, type OptionTable } from '../options';
import { writeAggregations, writeOptions, writeSplit } from '../write';
import { binOptions } from './bin';
import { expectNames, parseSplit, seriesOptions, takeSeriesFilter, writeSeriesFilter } from './chart';
import { aggregateColumns, closed } from '../field_set';

const table: OptionTable<TimechartOptions> = { ...binOptions, ...seriesOptions, fixedrange: boolean, partial: boolean };

/** `timechart [options] aggregation … [by column]` */
export const timechartSyntax: CommandSyntax<'timechart'> = {
  names: ['timechart'],
  parse(cursor, start) {
    const reader = new OptionReader('timechart', table);
    reader.takeAll(cursor);
    reader.refuseUnknown(cursor);
    const aggregations = parseChartAggregations(cursor, ['by'], () => reader.takeAll(cursor), parseAggregation);
    const column = cursor.takeWord('by') ? parseSplit(cursor) : null;
    reader.takeAll(cursor);
    const where = takeSeriesFilter(cursor);
    reader.takeAll(cursor);
    expectNames(cursor, aggregations, column);
    return { kind: 'timechart', options: reader.options, aggregations, column, where, span: cursor.spanFrom(start) };
  },
  output: (_, { aggregations, column }) => ({
    ...closed(['_time', ...aggregateColumns(aggregations)]),
    open: column !== null,
  }),
  print: ({ options, aggregations, column, where }, writer) =>
    `timechart${writeOptions(options)}${writeAggregations(aggregations, writer)}${column === null ? '' : ` by ${writeSplit(column)}`}${writeSeriesFilter(where)}`,
};
