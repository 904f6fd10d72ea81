import type { DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { StoredEvent } from '../types';
import { appendEvent } from './columns';

/** Writes events in their order; two batches at a time keep the program and the database busy. */
export interface EventWriter {
  /** Resolves when the events are on the disk and can be searched. Rejects when they can't be stored: none of them is. */
  readonly write: (events: readonly StoredEvent[]) => Promise<void>;
  /** Resolves when nothing is being written. */
  readonly idle: () => Promise<void>;
  readonly close: () => void;
}

/** Rows are filled in in slices: between them others get their turn. */
const SLICE = 4096;

/** A writer whose first event gets the number `first`. */
export async function eventWriter(instance: DuckDBInstance, first: number): Promise<EventWriter> {
  const connections = [await instance.connect(), await instance.connect()] as const;
  let sequence = first;
  let batches = 0;
  let filled: Promise<void> = Promise.resolve();
  let stored: Promise<void> = Promise.resolve();
  let storedBefore: Promise<void> = Promise.resolve();
  return {
    write: (events) => {
      const connection = connections[batches % 2 === 0 ? 0 : 1];
      const number = sequence;
      // The connection is free when the batch before the last one is stored.
      const ready = Promise.all([filled, storedBefore]);
      const filling = ready.then(() => fill(connection, events, number));
      const storing = Promise.all([filling, stored]).then(() => store(connection));
      const done = storing.catch((error: unknown) => undo(connection, error));
      sequence += events.length;
      batches += 1;
      filled = settled(filling);
      storedBefore = stored;
      stored = settled(done);
      return done;
    },
    idle: () => stored,
    close: () => {
      for (const connection of connections) connection.closeSync();
    },
  };
}

function settled(promise: Promise<void>): Promise<void> {
  return promise.catch(() => undefined);
}

/** A transaction of its own, so that the disk is not waited for in here but by the thread that commits. */
async function fill(connection: DuckDBConnection, events: readonly StoredEvent[], first: number): Promise<void> {
  await connection.run('BEGIN');
  const appender = await connection.createAppender('events');
  try {
    for (const [i, event] of events.entries()) {
      appendEvent(appender, event, first + i);
      if (i % SLICE === SLICE - 1) await new Promise((resolve) => setImmediate(resolve));
    }
  } finally {
    appender.closeSync();
  }
}

async function store(connection: DuckDBConnection): Promise<void> {
  await connection.run('COMMIT');
}

async function undo(connection: DuckDBConnection, error: unknown): Promise<never> {
  // A transaction that failed to commit is over already.
  await connection.run('ROLLBACK').catch(() => undefined);
  throw error;
}
