import type { EventIdentity } from './inputs/stored_keys';
import type { SearchEnvironment, SearchRequest, SearchResult, StoredEvent } from '../engine/types';

/** The events of one index; times in epoch seconds. */
export interface IndexContent {
  readonly name: string;
  readonly count: number;
  readonly earliest: number;
  readonly latest: number;
}

/** What the preview needs of an engine: tests put a small one of their own here. */
export interface SearchEngine {
  /** Rejects with a SearchFailure when the search can't be run. */
  readonly run: (request: SearchRequest, environment: SearchEnvironment) => Promise<SearchResult>;
  readonly append: (events: readonly StoredEvent[]) => Promise<void>;
  /** Times of the first and last event outside the internal indexes, epoch seconds; undefined while there is none. */
  readonly range: () => Promise<{ readonly earliest: number; readonly latest: number } | undefined>;
  readonly eventCount: () => Promise<number>;
  /** What each index holds that has events. */
  readonly indexes: () => Promise<readonly IndexContent[]>;
  /** The stored events from the one of that number (0: the first) on, some at a time; the internal ones are left out. */
  readonly eventsFrom: (first: number) => AsyncIterable<readonly EventIdentity[]>;
  readonly close: () => Promise<void>;
}
