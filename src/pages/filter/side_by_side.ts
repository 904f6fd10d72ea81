import type { Json } from '../shared/decode';
import { runSearch } from '../shared/search_client';
import type { TimeRange } from '../shared/time_bounds';

/**
 * Runs two searches over one range at the same time and gives their rows: two, because a user may have three jobs at once
 * (srchJobsQuota of authorize.conf) and others of theirs may be at work. When one fails, the other is cancelled. Throws
 * RestError with Splunk's words.
 */
export async function rowsSideBySide(
  searches: readonly [string, string],
  range: TimeRange,
  signal: AbortSignal,
): Promise<readonly [readonly Json[], readonly Json[]]> {
  const both = new AbortController();
  const giveUp = (): void => both.abort();
  signal.addEventListener('abort', giveUp, { once: true });
  if (signal.aborted) giveUp();
  const rows = async (search: string): Promise<readonly Json[]> =>
    (await runSearch({ search, ...range }, { signal: both.signal })).rows;
  try {
    return await Promise.all([rows(searches[0]), rows(searches[1])]);
  } finally {
    both.abort();
    signal.removeEventListener('abort', giveUp);
  }
}
