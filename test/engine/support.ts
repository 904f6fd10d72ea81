import { runSearch } from '../../src/engine/run_search';
import { openEventStore, type EventStore } from '../../src/engine/store/event_store';
import type { Row, SearchEnvironment, SearchRequest, SearchResult } from '../../src/engine/types';
import type { MacroDefinition } from '../../src/spl/macros';

/** A search environment made of plain data, for tests. */
export function environmentOf(parts: {
  readonly macros?: readonly MacroDefinition[];
  readonly lookups?: Readonly<Record<string, readonly Row[]>>;
  readonly savedSearches?: Readonly<Record<string, string>>;
}): SearchEnvironment & { readonly written: Map<string, readonly Row[]> } {
  const { macros = [], lookups = {}, savedSearches = {} } = parts;
  const written = new Map<string, readonly Row[]>();
  return {
    macro: (name, count) => macros.find((one) => one.name === name && one.args.length === count),
    macroNames: () => macros.map((one) => one.name),
    readLookup: (name) => Promise.resolve(written.get(name) ?? lookups[name]),
    writeLookup: (name, rows) => {
      written.set(name, rows);
      return Promise.resolve();
    },
    lookupNames: () => Object.keys(lookups),
    savedSearch: (name) => savedSearches[name],
    written,
  };
}

/** The instant at which searches of tests run: 2024-03-10T12:34:56.789Z, a Sunday. */
export const testNow = 1710074096.789;

let empty: Promise<EventStore> | undefined;

/** Runs a search over a store (an empty one when none is given). */
export async function search(
  text: string,
  options: Partial<SearchRequest> & { readonly store?: EventStore; readonly environment?: SearchEnvironment } = {},
): Promise<SearchResult> {
  const { store, environment = environmentOf({}), ...request } = options;
  empty ??= openEventStore(':memory:', { memoryBytes: 2e8, threads: 1 });
  return runSearch(store ?? (await empty), environment, {
    text,
    timeZone: 'UTC',
    now: testNow,
    signal: new AbortController().signal,
    ...request,
  });
}
