import type { BinSpan } from './node';

/** The `name=value` options of commands, named as Splunk names them; absent means not said. */

export interface AppendOptions {
  readonly extendtimerange?: boolean;
  readonly maxtime?: number;
  readonly maxout?: number;
  readonly timeout?: number;
}

export interface BinOptions {
  readonly bins?: number;
  readonly minspan?: BinSpan;
  readonly span?: BinSpan;
  readonly start?: number;
  readonly end?: number;
  readonly aligntime?: string;
}

/** The settings of a split column. */
export interface SeriesOptions {
  readonly limit?: string;
  readonly agg?: string;
  readonly useother?: boolean;
  readonly usenull?: boolean;
  readonly otherstr?: string;
  readonly nullstr?: string;
  readonly cont?: boolean;
  readonly sep?: string;
  readonly format?: string;
  readonly dedup_splitvals?: boolean;
}

export interface TimechartOptions extends BinOptions, SeriesOptions {
  readonly fixedrange?: boolean;
  readonly partial?: boolean;
}

export interface StatsOptions {
  readonly allnum?: boolean;
  readonly delim?: string;
  readonly partitions?: number;
  readonly dedup_splitvals?: boolean;
}

export interface StreamstatsOptions {
  readonly allnum?: boolean;
  readonly current?: boolean;
  readonly global?: boolean;
  readonly window?: number;
  readonly time_window?: string;
  readonly reset_on_change?: boolean;
}

export interface ForeachOptions {
  readonly mode?: string;
  readonly fieldstr?: string;
  readonly matchstr?: string;
  readonly matchseg1?: string;
  readonly matchseg2?: string;
  readonly matchseg3?: string;
  readonly itemstr?: string;
  readonly iterstr?: string;
}

export interface JoinOptions {
  readonly type?: 'inner' | 'left' | 'outer';
  readonly usetime?: boolean;
  readonly earlier?: boolean;
  readonly overwrite?: boolean;
  readonly max?: number;
}

export interface TopOptions {
  readonly limit?: number;
  readonly countfield?: string;
  readonly percentfield?: string;
  readonly showcount?: boolean;
  readonly showperc?: boolean;
  readonly useother?: boolean;
  readonly otherstr?: string;
}

/** Lengths of time as written: `30s`, `5m`; a negative number is no limit. */
export interface TransactionOptions {
  readonly maxspan?: string;
  readonly maxpause?: string;
  readonly maxevents?: number;
  readonly connected?: boolean;
  readonly unifyends?: boolean;
  readonly keeporphans?: boolean;
  readonly keepevicted?: boolean;
  readonly maxopentxn?: number;
  readonly maxopenevents?: number;
  /** true, false, or the fields that are shown as lists. */
  readonly mvlist?: string;
  readonly nullstr?: string;
}

export interface TstatsOptions {
  readonly prestats?: boolean;
  readonly local?: boolean;
  readonly append?: boolean;
  readonly summariesonly?: boolean;
  readonly include_reduced_buckets?: boolean;
  readonly allow_old_summaries?: boolean;
  readonly use_summary_index_values?: boolean;
  readonly chunk_size?: number;
  readonly fillnull_value?: string;
}

/** `left=L right=R where L.a=R.b` of a join. */
export interface JoinAliases {
  readonly left: string;
  readonly right: string;
  /** Names of fields without the aliases. */
  readonly pairs: readonly { readonly left: string; readonly right: string }[];
}
