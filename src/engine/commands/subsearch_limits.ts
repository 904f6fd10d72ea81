import type { Span } from '../../core/source';
import type { AppendOptions } from '../../spl/ast';
import type { SubsearchOptions } from '../context';

/** limits.conf [searchresults] maxresultrows, the default of `maxout`; [set] maxresultrows is the same. */
export const MOST_ADDED_ROWS = 50_000;

/** What `append`, `appendcols` and `union` grant a subsearch: `maxout` rows (0: the default), `maxtime` seconds. */
export function subsearchLimits({ maxout, maxtime }: AppendOptions, span: Span): SubsearchOptions {
  return {
    span,
    maxRows: maxout === undefined || maxout === 0 ? MOST_ADDED_ROWS : maxout,
    ...(maxtime === undefined || maxtime === 0 ? {} : { maxMilliseconds: maxtime * 1000 }),
  };
}
