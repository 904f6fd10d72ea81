import type { Aggregation, SeriesOptions, SplitField } from '../../spl/ast';
import { binnedColumn } from '../binning/split_bins';
import { expandAggregations } from '../stats/aggregate';
import { crossTable, type CrossTable } from '../stats/cross_table';
import { mapTable, type Runner } from './command';

/** `chart`: a row a value of the first split, a column a value of the second (or an aggregation). */
export const runChart: Runner<'chart'> = ({ options, aggregations, row, column }, context) =>
  mapTable(context, ({ fields, rows }) => {
    const splits = [row, column].flatMap((split) => split ?? []);
    const binned = splits.reduce(
      (before, split) => binnedColumn(before, split.field.name, split.options, context),
      rows,
    );
    return crossTable(
      binned,
      chartShape(
        expandAggregations(
          aggregations,
          fields,
          splits.map(({ field }) => field.name),
        ),
        row,
        column,
        options,
      ),
      context,
    );
  });

function chartShape(
  aggregations: readonly Aggregation[],
  row: SplitField | null,
  column: SplitField | null,
  options: SeriesOptions,
): CrossTable {
  return {
    aggregations,
    rowField: row?.field.name ?? null,
    columnField: column?.field.name ?? null,
    series: { ...options, ...column?.options },
  };
}
