import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { createInterface } from 'node:readline';
import { batches } from './batches';
import { EventStreamReader, type StreamedEvent } from './event_stream';

/** How one run of an input ended. */
export interface RunEnd {
  readonly code: number | null;
  readonly signal: string | null;
  readonly events: number;
  readonly problem: string | undefined;
  /** All that it wrote was read and stored. */
  readonly isStored: boolean;
}

export interface RunHandlers {
  /** Takes events; the input waits until it resolves. */
  readonly onEvents: (events: readonly StreamedEvent[]) => Promise<void>;
  readonly onLog: (line: string) => void;
}

/** Bytes of output that are read while earlier ones are stored: few large batches cost the database least. */
const READ_AHEAD = 8 * 1024 ** 2;

/** Follows a started input to its end: its events are stored in order, its stderr is given line by line. */
export async function followInput(child: ChildProcessWithoutNullStreams, handlers: RunHandlers): Promise<RunEnd> {
  const ended = new Promise<{ code: number | null; signal: string | null; failure?: string }>((resolve) => {
    child.once('error', (error) => resolve({ code: null, signal: null, failure: error.message }));
    child.once('close', (code, signal) => resolve({ code, signal }));
  });
  createInterface({ input: child.stderr }).on('line', handlers.onLog);
  const reader = new EventStreamReader();
  const stored = batches(handlers.onEvents, READ_AHEAD);
  let events = 0;
  let failure: string | undefined;
  try {
    for await (const bytes of child.stdout as AsyncIterable<Buffer>) {
      const found = reader.push(bytes);
      events += found.length;
      await stored.add(found, bytes.length);
    }
    await stored.end();
  } catch (error) {
    failure = error instanceof Error ? error.message : String(error);
    child.kill('SIGTERM');
  }
  const end = await ended;
  const isStored = failure === undefined && reader.problem === undefined;
  return { code: end.code, signal: end.signal, events, problem: failure ?? end.failure ?? reader.problem, isStored };
}

/** splunkd's grace period is not documented; this is ours. */
const GRACE_MILLISECONDS = 5_000;

/** Tells a child to stop, and makes it after a while. */
export async function stopChild(child: ChildProcessWithoutNullStreams): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()));
  child.kill('SIGTERM');
  const timer = setTimeout(() => child.kill('SIGKILL'), GRACE_MILLISECONDS);
  await closed;
  clearTimeout(timer);
}
