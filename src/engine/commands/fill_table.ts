import type { Stream } from '../context';
import type { CrossTableMaker } from '../stats/cross_table';
import type { Row } from '../types';
import type { Batch } from '../values/row';
import type { Scalar } from '../values/value';
import { requireMemory, type CommandContext } from './command';
import { tooManyGroups } from './stats';

/** More cells than this take too long to be shown again and again. */
const MOST_PREVIEWED = 20_000;

/**
 * The table of all rows of a stream, which are changed by `prepare` and not kept; `keys`, asked at the end, are lines
 * that are there even when they are empty. `shown` is what becomes of a table that is shown as a preview. A problem when there are more cells than a search may have groups.
 */
export async function tableOf(
  maker: CrossTableMaker,
  input: Stream,
  prepare: (rows: readonly Row[]) => readonly Row[],
  context: CommandContext,
  keys: () => readonly Scalar[] = () => [],
  shown: (table: Batch) => Batch = (table) => table,
): Promise<Batch> {
  for await (const { rows } of input) {
    for (const row of prepare(rows)) maker.add(row);
    if (maker.cells() > context.limits.maxResultRows) throw tooManyGroups(context);
    requireMemory(maker.held(), context);
    if (maker.cells() <= MOST_PREVIEWED) await context.showPreview?.(() => shown(maker.table(keys())), context.ahead);
  }
  return maker.table(keys());
}
