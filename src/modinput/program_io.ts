import type { CheckpointStore, CheckpointType } from './checkpoint';
import type { Clock } from './clock';
import type { Sink } from './event_writer';
import type { Log } from './log';

/** Gives the store of a stanza's checkpoint. */
export type CheckpointStores = <C>(stanza: string, type: CheckpointType<C>, log: Log) => CheckpointStore<C>;

/** A modular input as a program whose streams, clock and signal are given, so that a test runs it without a process. */
export interface ProgramIo {
  /** The words behind the program's name. */
  readonly argv: readonly string[];
  readonly stdin: AsyncIterable<Uint8Array | string>;
  readonly stdout: Sink;
  readonly stderr: (line: string) => void;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Where checkpoints are kept, if not in the folder that splunkd names. */
  readonly checkpoints?: CheckpointStores;
  /** How splunkd is asked (default: fetch, taking a self-signed certificate on loopback). */
  readonly fetch?: typeof fetch;
  /** True: a single instance streams each stanza again after its interval. */
  readonly repeat?: boolean;
}
