import type { Diagnostic } from '../core/diagnostic';
import type { Span } from '../core/source';
import type { Command, Pipeline } from '../spl/ast';
import type { TimeRange } from './planner/time_range';
import type { SqlQuery, SqlValue } from './store/run_query';
import type { Clock } from '../spl/time/modifier';
import type { SearchEnvironment, SearchLimits } from './types';
import type { Batch } from './values/row';

/** Rows on their way from one command to the next. */
export type Stream = AsyncIterable<Batch>;

export type Transform = (input: Stream) => Stream;

/** How far a search has come. */
export interface Counters {
  scanned: number;
  matched: number;
}

/** The events as one search may use them. */
export interface SearchStore {
  /** `onProgress` is told how far the database is, 0 to 1, before the first rows come. */
  readonly query: (
    query: SqlQuery,
    signal: AbortSignal,
    onProgress?: (fraction: number) => void,
  ) => AsyncGenerator<readonly (readonly SqlValue[])[]>;
  /** A query beside the one that the search waits for; it waits among the quick. */
  readonly queryAside: (query: SqlQuery, signal: AbortSignal) => AsyncGenerator<readonly (readonly SqlValue[])[]>;
  /** Resolves when the search may go on with work of its own that takes more than a moment. */
  readonly turn: () => Promise<void>;
  readonly timeBounds: () => Promise<readonly number[]>;
  readonly sliceEvents: number;
  /** The path of a new file for rows that memory does not hold; who makes it removes it. */
  readonly scratchFile: () => string;
}

/** What every command of one search shares. */
export interface SearchContext {
  readonly store: SearchStore;
  readonly environment: SearchEnvironment;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly limits: SearchLimits;
  readonly range: TimeRange;
  /** The id of the search's job; undefined where there are no jobs. */
  readonly searchId: string | undefined;
  readonly counters: Counters;
  /** The part of the work that is done, 0 to 1; what is less than said before is not heard. */
  readonly progressed: (fraction: number) => void;
  /**
   * Shows what a command would give if it ended now, after the commands behind it; the table is made only when a preview
   * is due. Absent where nobody looks.
   */
  readonly showPreview: ((table: () => Batch, ahead: readonly Command[]) => Promise<void>) | undefined;
  /** Milliseconds after which a query of the database that has no rows yet is worth a preview. */
  readonly previewAfter: number;
  /** Subsearches inside subsearches; bounded. */
  readonly depth: number;
  readonly report: (diagnostic: Diagnostic) => void;
  /** Expands macros and parses a piece of SPL that a command made; throws SearchProblem on errors. */
  readonly parse: (text: string, span: Span) => Pipeline;
  /** Runs a pipeline of its own (a subsearch); its rows are bounded by the subsearch limits. */
  readonly runSubsearch: (pipeline: Pipeline, how: SubsearchOptions) => Promise<Batch>;
  /** Runs commands over rows that are here (appendpipe, foreach). */
  readonly runOver: (pipeline: Pipeline, input: Stream) => Stream;
}

export interface SubsearchOptions {
  readonly maxRows?: number;
  /** Default: limits.conf [subsearch] maxtime. */
  readonly maxMilliseconds?: number;
  readonly span: Span;
  /** Rows that take the place of its first source. */
  readonly input?: Stream;
}
