import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { StoredEvent } from '../types';
import { createTableSql } from './columns';
import { eventWriter, type EventWriter } from './event_writer';
import { turns, type Lane } from '../turns';
import { databaseQueue, plainValue, runQuery, type QueryUse, type SqlQuery, type SqlValue } from './run_query';
import { removeLeftovers, removeTemporary, scratchFile, temporaryFolder } from './temporary_folder';
import { timeBounds } from './time_bounds';

/** The indexed events of one preview or one command line, in DuckDB. */
export interface EventStore {
  /** Adds events in their order; resolves when they are stored and can be searched. */
  readonly append: (events: readonly StoredEvent[]) => Promise<void>;
  /** Rows in batches of up to 2048, a cell a column; ends early, and stops the database, when the signal is aborted. */
  readonly query: (
    query: SqlQuery,
    signal: AbortSignal,
    use?: QueryUse,
  ) => AsyncGenerator<readonly (readonly SqlValue[])[]>;
  /** Resolves when a search of that lane may go on with its own work: requests are answered in between. */
  readonly turn: (lane: Lane) => Promise<void>;
  /** Times, ascending, between which lie about as many events each; none while there are few events. */
  readonly timeBounds: () => Promise<readonly number[]>;
  /** How many events lie between two of them, about. */
  readonly sliceEvents: number;
  /** The path of a new file for what a search can't hold in memory; closing the store removes what is left of them. */
  readonly scratchFile: () => string;
  readonly eventCount: () => Promise<number>;
  readonly close: () => Promise<void>;
}

export interface StoreOptions {
  /** Bytes that the database may hold in memory; more goes to a temporary folder. Default 1 GB. */
  readonly memoryBytes?: number;
  readonly threads?: number;
  /** Events of one slice of time, about. Default 32,768. */
  readonly sliceEvents?: number;
}

const DEFAULT_MEMORY = 1024 ** 3;
const SLICE_EVENTS = 32_768;
/**
 * Characters of events between two checkpoints. Each checkpoint writes the last, unfinished row group anew, so many small
 * ones cost more than the events; the log of what is not yet in a checkpoint is read again after a crash, so few are slow there.
 */
const CHECKPOINT_CHARACTERS = 256 * 1024 ** 2;

/** Opens the store in a file (made when it is absent) or in memory (`:memory:`). Rejects when the file can't be used. */
export async function openEventStore(path: string, options: StoreOptions = {}): Promise<EventStore> {
  if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
  // Loaded when it is needed: it takes 25 MB and some time, which verbs without a database do not have to spend.
  const duckdb = await import('@duckdb/node-api');
  const instance = await duckdb.DuckDBInstance.create(path, {
    memory_limit: `${Math.round((options.memoryBytes ?? DEFAULT_MEMORY) / 1e6)}MB`,
    threads: String(options.threads ?? 2),
    temp_directory: temporaryFolder(path),
    // What a query has given back goes back to the system at once, and not when the next one asks.
    allocator_background_threads: 'true',
    // Its columns are written faster than those that older versions of the database can read.
    storage_compatibility_version: 'latest',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    // The database's own checkpoints run inside an append and stop all else; ours run beside (see checkpoints).
    checkpoint_threshold: '1TB',
  });
  // The file is ours by now: what a killed program left beside it is nobody's.
  removeLeftovers(path);
  const writer = await instance.connect();
  // A filter of ten thousand clauses is legal; deeper nesting than this is refused by the parser before.
  await writer.run('SET GLOBAL max_expression_depth = 20000');
  await writer.run(createTableSql());
  const checkpoint = path === ':memory:' ? () => Promise.resolve() : checkpoints(writer);
  const events = await eventWriter(instance, await nextSequence(writer));
  return storeOver(instance, { path, writer, events, checkpoint }, options.sliceEvents ?? SLICE_EVENTS);
}

interface Parts {
  readonly path: string;
  readonly writer: DuckDBConnection;
  readonly events: EventWriter;
  readonly checkpoint: (events: readonly StoredEvent[]) => Promise<void>;
}

function storeOver(
  instance: DuckDBInstance,
  { path, writer, events, checkpoint }: Parts,
  sliceEvents: number,
): EventStore {
  const { take } = turns();
  const queue = databaseQueue(take);
  const query: EventStore['query'] = (one, signal, use) => runQuery(instance, queue, one, signal, use);
  let checked: Promise<void> = Promise.resolve();
  let last: Promise<unknown> = Promise.resolve();
  const append = async (some: readonly StoredEvent[]): Promise<void> => {
    await checked;
    await events.write(some);
    // Only when nothing is being written can the database make one.
    const checking = Promise.all([checked, events.idle()]).then(() => checkpoint(some));
    checked = checking.catch(() => undefined);
  };
  return {
    append: (some) => {
      const done = append(some);
      last = Promise.allSettled([last, done]);
      return done;
    },
    query,
    turn: take,
    timeBounds: timeBounds(query, sliceEvents),
    sliceEvents,
    scratchFile: () => scratchFile(path),
    eventCount: async () => Number((await firstCell(writer, 'SELECT count(*) FROM events')) ?? 0),
    close: async () => {
      await last;
      await checked;
      events.close();
      writer.closeSync();
      instance.closeSync();
      removeTemporary(path);
    },
  };
}

/** Counts what is appended and checkpoints now and then, in a thread of the database. */
function checkpoints(writer: DuckDBConnection): (events: readonly StoredEvent[]) => Promise<void> {
  let characters = 0;
  return async (events) => {
    for (const { raw } of events) characters += raw.length;
    if (characters < CHECKPOINT_CHARACTERS) return;
    characters = 0;
    await writer.run('CHECKPOINT');
  };
}

async function nextSequence(connection: DuckDBConnection): Promise<number> {
  return Number((await firstCell(connection, 'SELECT max(seq) FROM events')) ?? -1) + 1;
}

async function firstCell(connection: DuckDBConnection, sql: string): Promise<SqlValue> {
  const cell = (await connection.runAndReadAll(sql)).getRows()[0]?.[0];
  return cell === undefined ? null : plainValue(cell);
}
