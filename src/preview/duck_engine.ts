import { join } from 'node:path';
import { runSearch } from '../engine/run_search';
import { openEventStore, type EventStore, type SqlValue } from '../engine/store/event_store';
import type { SearchEngine } from './search_engine';

/** The engine over the events of a folder: `events.duckdb` in it. Rejects when the file can't be used. */
export async function openDuckEngine(folder: string): Promise<SearchEngine> {
  const store = await openEventStore(join(folder, 'events.duckdb'));
  return {
    run: (request, environment) => runSearch(store, environment, request),
    append: (events) => store.append(events),
    range: () => timeRange(store),
    eventCount: () => store.eventCount(),
    close: () => store.close(),
  };
}

async function timeRange(store: EventStore): ReturnType<SearchEngine['range']> {
  const sql = 'SELECT min(time), max(time) FROM events';
  const rows = store.query({ sql, parameters: [] }, new AbortController().signal);
  let first: readonly SqlValue[] = [];
  for await (const batch of rows) first = batch[0] ?? first;
  const [earliest, latest] = first;
  return typeof earliest === 'number' && typeof latest === 'number' ? { earliest, latest } : undefined;
}
