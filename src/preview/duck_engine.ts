import { join } from 'node:path';
import { runSearch } from '../engine/run_search';
import { openEventStore, type EventStore } from '../engine/store/event_store';
import type { SqlValue } from '../engine/store/run_query';
import type { EventIdentity } from './inputs/stored_keys';
import type { IndexContent, SearchEngine } from './search_engine';

/** The database's part of the preview's memory; what is more goes to the disk. */
const MEMORY = 512 * 1024 ** 2;

/** The engine over the events of a folder: `events.duckdb` in it. Rejects when the file can't be used. */
export async function openDuckEngine(folder: string): Promise<SearchEngine> {
  const store = await openEventStore(join(folder, 'events.duckdb'), { memoryBytes: MEMORY });
  return {
    run: (request, environment) => runSearch(store, environment, request),
    append: (events) => store.append(events),
    range: () => timeRange(store),
    eventCount: () => store.eventCount(),
    indexes: () => indexContents(store),
    eventsFrom: (first) => eventsFrom(store, first),
    close: () => store.close(),
  };
}

/** What the preview says of itself is no data of anybody. */
const notInternal = `NOT starts_with("index", '_')`;

async function timeRange(store: EventStore): ReturnType<SearchEngine['range']> {
  const sql = `SELECT min(time), max(time) FROM events WHERE ${notInternal}`;
  const rows = store.query({ sql, parameters: [] }, new AbortController().signal);
  let first: readonly SqlValue[] = [];
  for await (const batch of rows) first = batch[0] ?? first;
  const [earliest, latest] = first;
  return typeof earliest === 'number' && typeof latest === 'number' ? { earliest, latest } : undefined;
}

async function indexContents(store: EventStore): Promise<readonly IndexContent[]> {
  const sql = 'SELECT "index", count(*), min(time), max(time) FROM events GROUP BY 1 ORDER BY 1';
  const found: IndexContent[] = [];
  for await (const batch of store.query({ sql, parameters: [] }, new AbortController().signal))
    for (const [name, count, earliest, latest] of batch)
      found.push({
        name: String(name),
        count: Number(count),
        earliest: Number(earliest),
        latest: Number(latest),
      });
  return found;
}

/** Events are numbered as they come and none is ever removed. */
async function* eventsFrom(store: EventStore, first: number): AsyncGenerator<readonly EventIdentity[]> {
  const sql = `SELECT time, "index", host, source, sourcetype, raw FROM events WHERE seq >= ? AND ${notInternal}`;
  const batches = store.query({ sql, parameters: [first] }, new AbortController().signal);
  for await (const batch of batches) yield batch.map(identityOf);
}

function identityOf([time, ...texts]: readonly SqlValue[]): EventIdentity {
  const [index = '', host = '', source = '', sourcetype = '', raw = ''] = texts.map(String);
  return { time: Number(time), index, host, source, sourcetype, raw };
}
