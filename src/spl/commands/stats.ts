import type { StatsOptions } from '../ast';
import { parseStatsAggregations } from '../aggregation';
import type { CommandSyntax } from '../command_syntax';
import { parseByList } from '../field_list';
import { boolean, integer, OptionReader, text, type OptionTable } from '../options';
import { writeAggregations, writeBy, writeOptions } from '../write';
import { closed, groupedColumns } from '../field_set';

const table: OptionTable<StatsOptions> = {
  allnum: boolean,
  delim: text,
  partitions: integer,
  dedup_splitvals: boolean,
};

/** `stats [options] aggregation … [by field …]` */
export const statsSyntax: CommandSyntax<'stats'> = {
  names: ['stats'],
  parse(cursor, start) {
    const reader = new OptionReader('stats', table);
    reader.takeAll(cursor);
    reader.refuseUnknown(cursor);
    const aggregations = parseStatsAggregations(cursor, ['by']);
    const by = cursor.takeWord('by') ? parseByList(cursor) : [];
    return { kind: 'stats', options: reader.options, aggregations, by, span: cursor.spanFrom(start) };
  },
  output: (_, command) => closed(groupedColumns(command)),
  print: ({ options, aggregations, by }, writer) =>
    `stats${writeOptions(options)}${writeAggregations(aggregations, writer)}${writeBy(by)}`,
};
