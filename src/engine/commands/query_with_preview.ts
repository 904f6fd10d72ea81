import type { Command } from '../../spl/ast';
import type { SearchContext } from '../context';
import type { TimeRange } from '../planner/time_range';
import type { SqlQuery, SqlValue } from '../store/run_query';
import { timeSlices } from '../store/time_slices';
import type { Batch } from '../values/row';

/** A query that gives its rows at its end, and what may be shown before. */
export interface PreviewedQuery {
  readonly whole: SqlQuery;
  /** The same over a part of the time. */
  readonly within: (slice: TimeRange) => SqlQuery;
  /** The range of the whole. */
  readonly range: TimeRange;
  readonly tableOf: (cells: readonly (readonly SqlValue[])[]) => Batch;
  /** The commands behind it. */
  readonly ahead: readonly Command[];
}

/** The cells of the query; while the database is at work, what the newest events alone give is shown as a preview. */
export async function* queryWithPreview(
  query: PreviewedQuery,
  context: SearchContext,
): AsyncGenerator<readonly (readonly SqlValue[])[]> {
  const over = new AbortController();
  const signal = AbortSignal.any([context.signal, over.signal]);
  // What is wrong with the query is said by the query itself.
  const shown = showNewest(query, context, signal).catch(() => undefined);
  try {
    for await (const cells of context.store.query(query.whole, context.signal, context.progressed)) {
      over.abort();
      yield cells;
    }
  } finally {
    over.abort();
    await shown;
  }
}

async function showNewest(
  { within, range, tableOf, ahead }: PreviewedQuery,
  { store, showPreview, previewAfter }: SearchContext,
  signal: AbortSignal,
): Promise<void> {
  if (showPreview === undefined) return;
  if (!(await passed(previewAfter, signal))) return;
  const [newest, next] = timeSlices(await store.timeBounds(), range);
  if (newest === undefined || next === undefined) return;
  const found: (readonly SqlValue[])[] = [];
  for await (const cells of store.queryAside(within(newest.range), signal)) for (const one of cells) found.push(one);
  if (!isAborted(signal)) await showPreview(() => tableOf(found), ahead);
}

/** True after so many milliseconds, false when the signal is aborted before. */
function passed(milliseconds: number, signal: AbortSignal): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(!signal.aborted), milliseconds);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve(false);
    });
  });
}

/** A read that the compiler does not remember: the signal changes while we wait. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}
