import type { ChartedAggregation } from '../../spl/ast';
import type { SearchContext, Stream } from '../context';
import { expandAggregations, hasWildcard } from '../stats/aggregate';
import { collect, streamOf } from './command';

/** Rows with the aggregations over them: all rows are waited for only when a wildcard stands for their fields. */
export async function expandedOver(
  input: Stream,
  aggregations: readonly ChartedAggregation[],
  by: readonly string[],
  context: SearchContext,
): Promise<{ readonly stream: Stream; readonly aggregations: readonly ChartedAggregation[] }> {
  if (!aggregations.some(hasWildcard)) return { stream: input, aggregations };
  const table = await collect(input, context);
  return { stream: streamOf(table), aggregations: expandAggregations(aggregations, table.fields, by) };
}
