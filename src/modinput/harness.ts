import type { CheckpointStore, CheckpointType } from './checkpoint';
import { testClock, type Clock } from './clock';
import type { ArgumentTable } from './definition/arguments';
import type { Input } from './input';
import { runProgram } from './run_program';
import { streamingXml, type SettingsToWrite } from './xml/configuration_xml';
import { readEventStream, type ReadEvent } from './xml/event_stream_reader';

/** Runs an input in a test: stanzas and checkpoints in, events, logs and checkpoints out, without a process. */

export interface HarnessOptions {
  /** Settings by stanza name, with or without `scheme://`. */
  readonly stanzas: Readonly<Record<string, SettingsToWrite>>;
  /** Stops the input (default: never). */
  readonly signal?: AbortSignal;
  /** Default: a clock that stands still and whose sleeps are over at once. */
  readonly clock?: Clock;
  /** Checkpoint values by stanza name, as an earlier run gave them. */
  readonly checkpoints?: Readonly<Record<string, unknown>>;
  readonly fetch?: typeof fetch;
  readonly serverUri?: string;
  /** Called with each batch before it counts as written: to fail or to be slow on purpose. */
  readonly onWrite?: (text: string) => Promise<void> | void;
}

export interface HarnessResult {
  readonly exitCode: number;
  readonly events: readonly ReadEvent[];
  /** The log's lines, each beginning with its level. */
  readonly logs: readonly string[];
  readonly checkpoints: Readonly<Record<string, unknown>>;
  /** Everything on standard output. */
  readonly output: string;
}

/** Streams the stanzas through the very program that splunkd would start. Throws where the output is no XML stream. */
export async function runInput<A extends ArgumentTable, C>(
  input: Input<A, C>,
  options: HarnessOptions,
): Promise<HarnessResult> {
  const logs: string[] = [];
  const output: string[] = [];
  const checkpoints = new Map(Object.entries(withScheme(input.name, options.checkpoints ?? {})));
  const exitCode = await runProgram(input, {
    argv: [],
    stdin: once(streamingXml({ ...server, ...uriOf(options), stanzas: withScheme(input.name, options.stanzas) })),
    stdout: async (bytes) => {
      const text = Buffer.from(bytes).toString('utf8');
      await options.onWrite?.(text);
      output.push(text);
    },
    stderr: (line) => void logs.push(line.trimEnd()),
    clock: options.clock ?? testClock(),
    signal: options.signal ?? new AbortController().signal,
    checkpoints: (stanza, type) => memoryStore(checkpoints, stanza, type),
    ...(options.fetch === undefined ? {} : { fetch: options.fetch }),
  });
  const text = output.join('');
  const events = input.streaming === 'xml' && text !== '' ? readEventStream(text) : [];
  return { exitCode, events, logs, checkpoints: Object.fromEntries(checkpoints), output: text };
}

const server = {
  serverHost: 'localhost',
  serverUri: 'https://127.0.0.1:8089',
  sessionKey: 'test',
  checkpointFolder: '',
};

function uriOf({ serverUri }: HarnessOptions): { readonly serverUri?: string } {
  return serverUri === undefined ? {} : { serverUri };
}

function withScheme<V>(scheme: string, byName: Readonly<Record<string, V>>): Readonly<Record<string, V>> {
  return Object.fromEntries(
    Object.entries(byName).map(([name, value]) => [name.includes('://') ? name : `${scheme}://${name}`, value]),
  );
}

async function* once(text: string): AsyncIterable<string> {
  yield await Promise.resolve(text);
}

/** Values go through JSON, as they would through a file. */
function memoryStore<C>(values: Map<string, unknown>, stanza: string, type: CheckpointType<C>): CheckpointStore<C> {
  return {
    load: () => {
      const stored = values.get(stanza);
      return Promise.resolve((stored === undefined ? undefined : type.read(stored, type.version)) ?? type.initial());
    },
    save: (value) => {
      values.set(stanza, JSON.parse(JSON.stringify(value)));
      return Promise.resolve(true);
    },
  };
}
