import { diagnosticFor } from '../core/diagnostic';
import type { Checkpoint, CheckpointType } from './checkpoint';
import { checkpointStore } from './checkpoint_file';
import type { ArgumentTable } from './definition/arguments';
import { parseArguments } from './definition/values';
import { EventWriter } from './event_writer';
import type { Input, InputContext, StanzaInformation } from './input';
import { createLog, type Log } from './log';
import type { CheckpointStores, ProgramIo } from './program_io';
import { splunkdClient } from './splunkd_client';
import { errorCode, errorText } from './thrown';
import type { InputConfiguration, StanzaConfiguration } from './xml/configuration_reader';

/** Streams every stanza that splunkd sent, side by side; gives the exit code. One that fails does not stop the others. */
export async function streamStanzas<A extends ArgumentTable, C>(
  input: Input<A, C>,
  configuration: InputConfiguration,
  io: ProgramIo,
  log: Log,
): Promise<number> {
  const writer = new EventWriter({ sink: io.stdout, streaming: input.streaming });
  const results = await Promise.all(
    configuration.stanzas.map((stanza) => streamStanza({ input, configuration, io, writer, stanza })),
  );
  const isClosed = await writer.close().then(
    () => true,
    (error: unknown) => sayNotWritten(log, error),
  );
  sayCounts(log, writer);
  return isClosed && results.every(Boolean) ? 0 : 1;
}

interface StanzaRun<A extends ArgumentTable, C> {
  readonly input: Input<A, C>;
  readonly configuration: InputConfiguration;
  readonly io: ProgramIo;
  readonly writer: EventWriter;
  readonly stanza: StanzaConfiguration;
}

/** True when the stanza was streamed to its end, or until somebody stopped it. */
async function streamStanza<A extends ArgumentTable, C>(run: StanzaRun<A, C>): Promise<boolean> {
  const { input, io, stanza } = run;
  const log = createLog(io.stderr, stanza.name);
  const parsed = parseArguments(input, stanza.settings, `inputs.conf [${stanza.name}]`);
  for (const diagnostic of parsed.diagnostics) log.say(diagnostic);
  if (!parsed.ok) return false;
  const context: InputContext<A, C> = { ...(await surroundings(run, log)), arguments: parsed.values };
  return streamAtIntervals(input, context, io.repeat === true && input.mode === 'single-instance');
}

async function surroundings<A extends ArgumentTable, C>(
  { input, configuration, io, writer, stanza }: StanzaRun<A, C>,
  log: Log,
): Promise<Omit<InputContext<A, C>, 'arguments'>> {
  return {
    stanza: informationOf(stanza),
    emit: writer.emitterFor(stanza.name),
    flush: () => writer.flush(),
    checkpoint: await checkpointOf(
      input.checkpoint,
      configuration.checkpointFolder,
      io.checkpoints,
      stanza.name,
      writer,
      log,
    ),
    log,
    clock: io.clock,
    signal: io.signal,
    splunkd: splunkdClient(configuration, io.fetch),
  };
}

/**
 * In single-instance mode splunkd leaves the interval to the program (reference/splunk-platform.md 1.9), and so does it the
 * starting again of a stanza that failed. True when the last round went well.
 */
async function streamAtIntervals<A extends ArgumentTable, C>(
  input: Input<A, C>,
  context: InputContext<A, C>,
  repeat: boolean,
): Promise<boolean> {
  const interval = context.stanza.interval ?? input.interval;
  const seconds = Number(interval);
  if (repeat && Number.isNaN(seconds)) sayNoSeconds(context.log, interval);
  for (;;) {
    const end = await streamOnce(input, context);
    if (!repeat || !(seconds >= 0) || end === 'stopped') return end !== 'failed';
    await context.clock.sleep(seconds * 1000, context.signal);
    if (context.signal.aborted) return end !== 'failed';
  }
}

/** How a round ended; a reader that is gone is a stop too. */
async function streamOnce<A extends ArgumentTable, C>(
  input: Input<A, C>,
  context: InputContext<A, C>,
): Promise<'done' | 'failed' | 'stopped'> {
  try {
    await input.stream(context);
    return context.signal.aborted ? 'stopped' : 'done';
  } catch (error) {
    if (isReaderGone(error)) return 'stopped';
    if (!context.signal.aborted) {
      sayFailed(context.log, error);
      return 'failed';
    }
    context.log.info(`stopped while busy: ${errorText(error)}`);
    return 'stopped';
  }
}

async function checkpointOf<C>(
  type: CheckpointType<C> | undefined,
  folder: string,
  stores: CheckpointStores | undefined,
  stanza: string,
  writer: EventWriter,
  log: Log,
): Promise<Checkpoint<C>> {
  if (type === undefined) return unusedCheckpoint();
  const store = stores === undefined ? checkpointStore(folder, stanza, type, log) : stores(stanza, type, log);
  let current: C = await store.load();
  const save = (value: C) => async () => {
    await store.save(value);
  };
  return {
    get value() {
      return current;
    },
    set: (value) => {
      current = value;
      writer.afterWrite(stanza, () => save(value));
    },
    setLater: (make) => writer.afterWrite(stanza, () => save((current = make()))),
  };
}

/** For an input whose definition has no checkpoint: asking for its value is a mistake in the program. */
function unusedCheckpoint<C>(): Checkpoint<C> {
  const complain = (): never => {
    throw new Error('this input has no checkpoint: give defineInput a `checkpoint`');
  };
  return {
    get value() {
      return complain();
    },
    set: complain,
    setLater: complain,
  };
}

function informationOf({ name, app, settings }: StanzaConfiguration): StanzaInformation {
  const setting = (key: string): string | undefined => {
    const value = settings[key];
    return typeof value === 'string' && !isUnset(value.trim()) ? value.trim() : undefined;
  };
  return {
    name,
    app,
    index: setting('index'),
    host: setting('host'),
    source: setting('source'),
    sourcetype: setting('sourcetype'),
    interval: setting('interval'),
  };
}

/** What splunkd sends for a setting that nobody made: it fills these in itself. */
function isUnset(value: string): boolean {
  return value === '' || value === 'default' || value === '$decideOnStartup';
}

/** The program that read our events has gone: that is a way of stopping us, not a failure. */
function isReaderGone(error: unknown): boolean {
  return ['EPIPE', 'ERR_STREAM_DESTROYED'].includes(errorCode(error) ?? '');
}

function sayNotWritten(log: Log, error: unknown): boolean {
  if (isReaderGone(error)) return true;
  log.say(
    diagnosticFor('<standard output>', {
      code: 'WW0909',
      severity: 'error',
      message: `events can't be written: ${errorText(error)}`,
      hint: 'Look at what reads this program; events after the last checkpoint come again at the next start',
    }),
  );
  return false;
}

function sayFailed(log: Log, error: unknown): void {
  log.say(
    diagnosticFor('<input>', {
      code: 'WW0915',
      severity: 'error',
      message: errorText(error),
      hint: 'The checkpoint is kept; the stanza is streamed again after its interval',
    }),
  );
}

function sayNoSeconds(log: Log, interval: string): void {
  log.say(
    diagnosticFor('inputs.conf', {
      code: 'WW0916',
      severity: 'warning',
      message: `interval = ${interval} is no number of seconds: the stanza is streamed once`,
      hint: 'A single-instance input keeps its own time and knows seconds alone; write for example interval = 300',
    }),
  );
}

function sayCounts(log: Log, { counts }: EventWriter): void {
  if (counts.charactersRemoved > 0)
    log.warn(
      `WW0911 ${counts.charactersRemoved} characters that XML forbids were taken out of the events (nothing is to be done)`,
    );
  if (counts.eventsInPieces > 0)
    log.info(
      `WW0912 ${counts.eventsInPieces} events were written in pieces, which splunkd joins (set TRUNCATE = 0 for their sourcetype)`,
    );
  if (counts.eventsWithoutTime > 0)
    log.warn(
      `WW0910 ${counts.eventsWithoutTime} events named no readable time and take the time of their arrival (correct the input that wrote them)`,
    );
  log.info(`events_ingested=${counts.events} bytes=${counts.bytes}`);
}
