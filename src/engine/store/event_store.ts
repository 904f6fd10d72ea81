import { mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { DuckDBConnection, DuckDBDataChunk, DuckDBInstance, DuckDBResult, DuckDBValue } from '@duckdb/node-api';
import type { StoredEvent } from '../types';
import { createTableSql } from './columns';
import { eventWriter, type EventWriter } from './event_writer';
import { permits, type Permits } from './permits';

/** A value that goes into a query or comes out of one. */
export type SqlValue = string | number | boolean | null | readonly SqlValue[];

/** A statement with its values apart: nothing a user wrote is ever part of the text. */
export interface SqlQuery {
  readonly sql: string;
  readonly parameters: readonly (string | number)[];
}

/** The indexed events of one preview or one command line, in DuckDB. */
export interface EventStore {
  /** Adds events in their order; resolves when they are stored and can be searched. */
  readonly append: (events: readonly StoredEvent[]) => Promise<void>;
  /** Rows in batches of up to 2048, a cell a column; ends early, and stops the database, when the signal is aborted. */
  readonly query: (query: SqlQuery, signal: AbortSignal) => AsyncGenerator<readonly (readonly SqlValue[])[]>;
  readonly eventCount: () => Promise<number>;
  readonly close: () => Promise<void>;
}

export interface StoreOptions {
  /** Bytes that the database may hold in memory; more goes to a temporary folder. Default 1 GB. */
  readonly memoryBytes?: number;
  readonly threads?: number;
}

const DEFAULT_MEMORY = 1024 ** 3;
/** More at once would take every thread of Node's pool and stall the pages that read files. */
const QUERIES_AT_ONCE = 2;
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
    temp_directory: path === ':memory:' ? join(tmpdir(), `webshell-watch-${process.pid}`) : `${path}.tmp`,
    // Its columns are written faster than those that older versions of the database can read.
    storage_compatibility_version: 'latest',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    // The database's own checkpoints run inside an append and stop all else; ours run beside (see checkpoints).
    checkpoint_threshold: '1TB',
  });
  const writer = await instance.connect();
  // A filter of ten thousand clauses is legal; deeper nesting than this is refused by the parser before.
  await writer.run('SET GLOBAL max_expression_depth = 20000');
  await writer.run(createTableSql());
  const checkpoint = path === ':memory:' ? () => Promise.resolve() : checkpoints(writer);
  const events = await eventWriter(instance, await nextSequence(writer));
  return storeOver(instance, { writer, events, checkpoint });
}

interface Parts {
  readonly writer: DuckDBConnection;
  readonly events: EventWriter;
  readonly checkpoint: (events: readonly StoredEvent[]) => Promise<void>;
}

function storeOver(instance: DuckDBInstance, { writer, events, checkpoint }: Parts): EventStore {
  const gate = permits(QUERIES_AT_ONCE);
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
    query: (query, signal) => run(instance, gate, query, signal),
    eventCount: async () => Number((await firstCell(writer, 'SELECT count(*) FROM events')) ?? 0),
    close: async () => {
      await last;
      await checked;
      events.close();
      writer.closeSync();
      instance.closeSync();
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

async function* run(
  instance: DuckDBInstance,
  gate: Permits,
  query: SqlQuery,
  signal: AbortSignal,
): AsyncGenerator<readonly (readonly SqlValue[])[]> {
  if (signal.aborted) return;
  const connection = await instance.connect();
  const stop = (): void => connection.interrupt();
  signal.addEventListener('abort', stop);
  try {
    const result = await gate.use(() => start(connection, query, signal));
    while (result !== undefined && !isAborted(signal)) {
      const chunk = await gate.use(() => result.fetchChunk());
      if (chunk === null || chunk.rowCount === 0) return;
      yield rowsOf(chunk);
    }
  } catch (error) {
    if (!isAborted(signal)) throw error;
  } finally {
    signal.removeEventListener('abort', stop);
    connection.closeSync();
  }
}

/** A read that the compiler does not remember: the signal changes while we wait. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

async function start(
  connection: DuckDBConnection,
  query: SqlQuery,
  signal: AbortSignal,
): Promise<DuckDBResult | undefined> {
  return signal.aborted ? undefined : connection.stream(query.sql, [...query.parameters]);
}

/** Column by column: the library's own way over the rows asks the database for the columns of each row anew. */
function rowsOf(chunk: DuckDBDataChunk): readonly (readonly SqlValue[])[] {
  const columns = Array.from({ length: chunk.columnCount }, (_, i) => chunk.getColumnVector(i));
  const rows: (readonly SqlValue[])[] = [];
  const { rowCount } = chunk;
  for (let at = 0; at < rowCount; at++) rows.push(columns.map((column) => plainValue(column.getItem(at))));
  return rows;
}

/** A cell as plain data: big integers as numbers, lists as arrays, everything else unknown as text. */
function plainValue(value: DuckDBValue): SqlValue {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'object' && 'items' in value) return value.items.map(plainValue);
  return String(value);
}
