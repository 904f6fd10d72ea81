import type { TimechartOptions } from '../ast';
import { parseAggregations } from '../aggregation';
import type { CommandSyntax } from '../command_syntax';
import { boolean, OptionReader, type OptionTable } from '../options';
import { writeAggregations, writeOptions, writeSplit } from '../write';
import { binOptions } from './bin';
import { parseSplit, refuseWhere, seriesOptions } from './chart';
import { aggregateColumns, closed } from '../field_set';

const table: OptionTable<TimechartOptions> = { ...binOptions, ...seriesOptions, fixedrange: boolean, partial: boolean };

/** `timechart [options] aggregation … [by column]` */
export const timechartSyntax: CommandSyntax<'timechart'> = {
  names: ['timechart'],
  parse(cursor, start) {
    const reader = new OptionReader('timechart', table);
    reader.takeAll(cursor);
    reader.refuseUnknown(cursor);
    const aggregations = parseAggregations(cursor, ['by'], () => reader.takeAll(cursor));
    const column = cursor.takeWord('by') ? parseSplit(cursor) : null;
    reader.takeAll(cursor);
    refuseWhere(cursor);
    return { kind: 'timechart', options: reader.options, aggregations, column, span: cursor.spanFrom(start) };
  },
  output: (_, { aggregations, column }) => ({
    ...closed(['_time', ...aggregateColumns(aggregations)]),
    open: column !== null,
  }),
  print: ({ options, aggregations, column }, writer) =>
    `timechart${writeOptions(options)}${writeAggregations(aggregations, writer)}${column === null ? '' : ` by ${writeSplit(column)}`}`,
};
