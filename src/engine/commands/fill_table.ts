import type { SearchContext, Stream } from '../context';
import type { CrossTableMaker } from '../stats/cross_table';
import type { Row } from '../types';
import type { Batch } from '../values/row';
import type { Scalar } from '../values/value';
import { tooManyGroups } from './stats';

/**
 * The table of all rows of a stream, which are changed by `prepare` and not kept; `keys`, asked at the end, are lines
 * that are there even when they are empty. A problem when there are more cells than a search may have groups.
 */
export async function tableOf(
  maker: CrossTableMaker,
  input: Stream,
  prepare: (rows: readonly Row[]) => readonly Row[],
  context: SearchContext,
  keys: () => readonly Scalar[] = () => [],
): Promise<Batch> {
  for await (const { rows } of input) {
    for (const row of prepare(rows)) maker.add(row);
    if (maker.cells() > context.limits.maxResultRows) throw tooManyGroups(context);
  }
  return maker.table(keys());
}
