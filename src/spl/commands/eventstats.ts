import type { EventstatsCommand } from '../ast';
import { parseAggregations } from '../aggregation';
import type { CommandSyntax } from '../command_syntax';
import { parseByList } from '../field_list';
import { boolean, OptionReader, type OptionTable } from '../options';
import { writeAggregations, writeBy, writeOptions } from '../write';
import { aggregateColumns, plus } from '../field_set';

const table: OptionTable<EventstatsCommand['options']> = { allnum: boolean };

/** `eventstats [options] aggregation … [by field …]` */
export const eventstatsSyntax: CommandSyntax<'eventstats'> = {
  names: ['eventstats'],
  parse(cursor, start) {
    const reader = new OptionReader('eventstats', table);
    reader.takeAll(cursor);
    reader.refuseUnknown(cursor);
    const aggregations = parseAggregations(cursor, ['by']);
    const by = cursor.takeWord('by') ? parseByList(cursor) : [];
    return { kind: 'eventstats', options: reader.options, aggregations, by, span: cursor.spanFrom(start) };
  },
  output: (before, { aggregations }) => plus(before, aggregateColumns(aggregations)),
  print: ({ options, aggregations, by }, writer) =>
    `eventstats${writeOptions(options)}${writeAggregations(aggregations, writer)}${writeBy(by)}`,
};
