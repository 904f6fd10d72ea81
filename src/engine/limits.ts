import type { SearchLimits } from './types';

/** What a search may use when nobody says otherwise; names and values follow limits.conf. */
export const defaultLimits: SearchLimits = {
  // [search] max_count
  maxResultRows: 500_000,
  // [subsearch] maxout
  maxSubsearchRows: 10_000,
  maxMilliseconds: 600_000,
  // [default] max_mem_usage_mb is 200 in Splunk, for one command; ours is for the rows that a command keeps.
  maxMemoryBytes: 512 * 1024 ** 2,
};

/** Subsearches within subsearches. */
export const MAX_DEPTH = 20;
/** [subsearch] maxtime */
export const SUBSEARCH_MILLISECONDS = 60_000;
