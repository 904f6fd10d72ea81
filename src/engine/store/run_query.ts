import type { DuckDBConnection, DuckDBDataChunk, DuckDBInstance, DuckDBResult, DuckDBValue } from '@duckdb/node-api';
import type { Lane, Turns } from '../turns';
import { MemoryQueue } from './memory_queue';
import { permits, type Permits } from './permits';

/** A value that goes into a query or comes out of one. */
export type SqlValue = string | number | boolean | null | readonly SqlValue[];

/** A statement with its values apart: nothing a user wrote is ever part of the text. */
export interface SqlQuery {
  readonly sql: string;
  readonly parameters: readonly (string | number)[];
}

/** On whose behalf a query runs. */
export interface QueryUse {
  /** Where it waits; asked before each step, for a search may move while it runs. */
  readonly lane: () => Lane;
  /** Told how far the database is, 0 to 1, while it works towards the first rows. */
  readonly onProgress?: (fraction: number) => void;
  /** Told milliseconds of work on the query and on its rows, waiting left out. */
  readonly onWork?: (milliseconds: number) => void;
}

/** What queries wait for. */
export interface DatabaseQueue {
  readonly gates: Readonly<Record<Lane, Permits>>;
  readonly turn: Turns['take'];
  readonly memory: MemoryQueue;
  /** Steps of queries that are being worked on. */
  working: number;
}

/**
 * Queries at once, by lane: long ones never take the places of the quick. More in all would take every thread of Node's
 * pool, which has four, and stall the pages that read files.
 */
const AT_ONCE: Readonly<Record<Lane, number>> = { quick: 2, long: 1 };
/** A query that has not begun to run forgets that it was interrupted, so it is told again. */
const INTERRUPT_MILLISECONDS = 20;
const PROGRESS_MILLISECONDS = 200;

/** The queue of one database. */
export function databaseQueue(turn: Turns['take']): DatabaseQueue {
  return {
    gates: { quick: permits(AT_ONCE.quick), long: permits(AT_ONCE.long) },
    turn,
    memory: new MemoryQueue(),
    working: 0,
  };
}

const ofNobody: QueryUse = { lane: () => 'quick' };

/** The rows of a query in batches of up to 2048; ends early, and stops the database, when the signal is aborted. */
export async function* runQuery(
  instance: DuckDBInstance,
  queue: DatabaseQueue,
  query: SqlQuery,
  signal: AbortSignal,
  use: QueryUse = ofNobody,
): AsyncGenerator<readonly (readonly SqlValue[])[]> {
  if (signal.aborted) return;
  const connection = await instance.connect();
  const stopped = interruptOn(signal, connection);
  const left = queue.memory.enter();
  const step = <T>(work: () => Promise<T>): Promise<T | undefined> =>
    queue.gates[use.lane()].use(() => worked(use, queue, work), signal);
  try {
    const result = await queue.memory.tried(() => step(() => started(connection, query, use)), signal);
    while (result !== undefined && !isAborted(signal)) {
      const chunk = await step(() => result.fetchChunk());
      if (chunk === undefined || chunk === null || chunk.rowCount === 0) return;
      await queue.turn(use.lane());
      const before = process.cpuUsage();
      yield rowsOf(chunk);
      // Whoever asked for the rows comes back for more when they are worked up.
      const { user, system } = process.cpuUsage(before);
      use.onWork?.((user + system) / 1000 / (1 + queue.working));
    }
  } catch (error) {
    if (!isAborted(signal)) throw error;
  } finally {
    stopped();
    connection.closeSync();
    left();
  }
}

async function worked<T>({ onWork }: QueryUse, queue: DatabaseQueue, work: () => Promise<T>): Promise<T> {
  const since = performance.now();
  const before = process.cpuUsage();
  queue.working += 1;
  try {
    return await work();
  } finally {
    // Its share of what the processors did for this program: on a busy machine time passes without work.
    const { user, system } = process.cpuUsage(before);
    onWork?.(Math.min(performance.now() - since, (user + system) / 1000 / queue.working));
    queue.working -= 1;
  }
}

/** Interrupts until it is told that the query has ended. */
function interruptOn(signal: AbortSignal, connection: DuckDBConnection): () => void {
  let again: NodeJS.Timeout | undefined;
  const stop = (): void => {
    connection.interrupt();
    again = setInterval(() => connection.interrupt(), INTERRUPT_MILLISECONDS);
  };
  signal.addEventListener('abort', stop);
  return () => {
    signal.removeEventListener('abort', stop);
    clearInterval(again);
  };
}

/** A read that the compiler does not remember: the signal changes while we wait. */
function isAborted(signal: AbortSignal): boolean {
  return signal.aborted;
}

async function started(
  connection: DuckDBConnection,
  { sql, parameters }: SqlQuery,
  { onProgress }: QueryUse,
): Promise<DuckDBResult> {
  if (onProgress === undefined) return connection.stream(sql, [...parameters]);
  await connection.run('SET enable_progress_bar = true; SET enable_progress_bar_print = false');
  const timer = setInterval(() => {
    const { percentage } = connection.progress;
    if (percentage > 0) onProgress(percentage / 100);
  }, PROGRESS_MILLISECONDS);
  try {
    return await connection.stream(sql, [...parameters]);
  } finally {
    clearInterval(timer);
  }
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
export function plainValue(value: DuckDBValue): SqlValue {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'object' && 'items' in value) return value.items.map(plainValue);
  return String(value);
}
