import type { SearchLimits } from './types';

/** What a search may use when nobody says otherwise; names and values follow limits.conf. */
export const defaultLimits: SearchLimits = {
  // [search] max_count
  maxResultRows: 500_000,
  // [subsearch] maxout
  maxSubsearchRows: 10_000,
  maxMilliseconds: 600_000,
  // [default] max_mem_usage_mb, for the rows that one command keeps
  maxMemoryBytes: 200 * 1024 ** 2,
};

/** Subsearches within subsearches. */
export const MAX_DEPTH = 20;
/** [subsearch] maxtime */
export const SUBSEARCH_MILLISECONDS = 60_000;
