import type { ChartCommand, ChartedAggregation, SplitField } from '../../spl/ast';
import { binnedColumn } from '../binning/split_bins';
import { crossTable, crossTableMaker, type CrossTable } from '../stats/cross_table';
import type { Row } from '../types';
import { collect, type Runner } from './command';
import { expandedOver } from './expand_aggregations';
import { tableOf } from './fill_table';

/** `chart`: a row a value of the first split, a column a value of the second (or an aggregation). */
export const runChart: Runner<'chart'> = (command, context) =>
  async function* (input) {
    const { aggregations, row, column } = command;
    const splits = [row, column].flatMap((split) => split ?? []);
    const by = splits.map(({ field }) => field.name);
    const over = await expandedOver(input, aggregations, by, context);
    const shape = chartShape(command, over.aggregations);
    const maker = splits.some(needsAllRows) ? null : crossTableMaker(shape, context);
    const binned = (rows: readonly Row[]): readonly Row[] =>
      splits.reduce((before, { field, options: bins }) => binnedColumn(before, field.name, bins, context), rows);
    if (maker === null) yield crossTable(binned((await collect(over.stream, context)).rows), shape, context);
    else yield await tableOf(maker, over.stream, binned, context);
  };

/** Bins that are chosen by the smallest and the greatest value. */
function needsAllRows({ options }: SplitField): boolean {
  return options.span === undefined && options.bins !== undefined;
}

function chartShape(
  { options, row, column, where }: ChartCommand,
  aggregations: readonly ChartedAggregation[],
): CrossTable {
  return {
    aggregations,
    rowField: row?.field.name ?? null,
    columnField: column?.field.name ?? null,
    series: { ...options, ...column?.options },
    filter: where,
  };
}
