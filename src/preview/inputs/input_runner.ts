import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { join } from 'node:path';
import { confBoolean } from '../../conf/merge';
import { SYSTEM_USER } from '../auth/users';
import type { Services } from '../services';
import { nextTime } from '../saved/schedule';
import { durationSeconds } from '../times';
import type { InputPrograms } from './input_programs';
import { InputLog } from './input_log';
import { streamingXml, type InputStanza } from './input_stanza';
import { launch, launcherOf } from './launcher';
import { ProvenCheckpoints } from './proven_checkpoints';
import type { StreamedEvent } from './event_stream';
import { followInput, stopChild, type RunEnd } from './running_input';
import { storedEvent } from './stored_event';

/** Waiting times after a run that failed, in milliseconds: longer each time. */
const BACK_OFF = [1_000, 2_000, 5_000, 15_000, 60_000] as const;
const DEFAULT_INTERVAL_SECONDS = 60;

interface Running {
  readonly stanza: InputStanza;
  readonly controller: AbortController;
  child: ChildProcessWithoutNullStreams | undefined;
  /** From the moment a run is due until it is over, stored and marked so. */
  isBusy: boolean;
  finished: Promise<void>;
}

/** Runs the enabled stanzas of modular inputs as separate programs: what splunkd's ExecProcessor does. */
export class InputRunner implements InputPrograms {
  private readonly running = new Map<string, Running>();
  private readonly firstRuns: Promise<void>[] = [];
  private readonly log: InputLog;
  private readonly proven = new Map<string, ProvenCheckpoints>();

  constructor(
    private readonly services: Services,
    private readonly extra: readonly InputStanza[],
    private readonly stateFolder: string,
  ) {
    this.log = new InputLog(services.messages, services.say, services.log);
  }

  /** Starts what is enabled. */
  start(): void {
    for (const stanza of this.stanzas()) if (isEnabled(stanza)) this.begin(stanza);
  }

  /** Resolves when every input that was started has ended its first run. */
  async firstPass(): Promise<void> {
    await Promise.all(this.firstRuns);
  }

  /** Starts and stops what a change of inputs.conf asks for. */
  async reload(name: string): Promise<void> {
    await this.end(name);
    const stanza = this.stanzas().find((each) => each.name === name);
    if (stanza !== undefined && isEnabled(stanza)) this.begin(stanza);
  }

  async stop(): Promise<void> {
    await Promise.all([...this.running.keys()].map((name) => this.end(name)));
  }

  /** All stanzas with a launcher, those of the command line included. */
  stanzas(): readonly InputStanza[] {
    return [...configuredStanzas(this.services), ...this.extra];
  }

  isRunning(name: string): boolean {
    return this.running.get(name)?.isBusy === true;
  }

  private begin(stanza: InputStanza): void {
    const running: Running = {
      stanza,
      controller: new AbortController(),
      child: undefined,
      isBusy: false,
      finished: Promise.resolve(),
    };
    this.running.set(stanza.name, running);
    let firstDone: () => void = () => undefined;
    this.firstRuns.push(new Promise((resolve) => (firstDone = resolve)));
    running.finished = this.keepRunning(running, firstDone).finally(firstDone);
  }

  private async end(name: string): Promise<void> {
    const running = this.running.get(name);
    if (running === undefined) return;
    this.running.delete(name);
    running.controller.abort();
    if (running.child !== undefined) await stopChild(running.child);
    await running.finished;
  }

  /** Runs, waits, runs again: until it is told to stop. */
  private async keepRunning(running: Running, firstDone: () => void): Promise<void> {
    const { signal } = running.controller;
    const isStopped = (): boolean => signal.aborted;
    // With a cron schedule nothing runs at the start (inputs.conf.spec, [script://]).
    if (isCron(running.stanza.settings.get('interval')?.trim() ?? '')) {
      firstDone();
      await sleep(this.untilNext(running.stanza) * 1000, signal);
    }
    for (let failures = 0; !isStopped();) {
      running.isBusy = true;
      const end = await this.runOnce(running).catch(notRun);
      running.isBusy = false;
      firstDone();
      if (isStopped()) return;
      const failed = end.code !== 0 || end.problem !== undefined;
      failures = failed ? failures + 1 : 0;
      if (failed) this.log.failed(running.stanza.name, end);
      const wait = failed
        ? (BACK_OFF[Math.min(failures, BACK_OFF.length) - 1] ?? 0)
        : this.untilNext(running.stanza) * 1000;
      if (wait < 0) return;
      await sleep(wait, signal);
    }
  }

  private untilNext(stanza: InputStanza): number {
    return intervalOf(stanza, this.services.now() / 1000, this.services.timeZone);
  }

  private async runOnce(running: Running): Promise<RunEnd> {
    const { stanza } = running;
    const { services } = this;
    const path = launcherOf(services.appFolder, stanza.scheme);
    if (path === undefined) return notRun(`no launcher bin/${stanza.scheme}.sh in the app`);
    const proven = this.provenOf(stanza.scheme);
    if (await proven.begin()) this.log.line(stanza.name, TAKEN_BACK);
    const session = services.sessions.open(SYSTEM_USER);
    let child: ChildProcessWithoutNullStreams | undefined;
    let isStored = false;
    try {
      child = launch(path, [], this.invocationOf(stanza, session.key), services.dataFolder);
      running.child = child;
      if (running.controller.signal.aborted) child.kill('SIGTERM');
      const marked = proven.started(child.pid);
      const end = await followInput(child, {
        onEvents: (events) => this.store(events, stanza, proven),
        onLog: (line) => this.log.line(stanza.name, line),
      });
      await marked;
      isStored = end.isStored;
      return end;
    } finally {
      running.child = undefined;
      services.sessions.close(session.key);
      await proven.end(child?.pid, isStored);
    }
  }

  private invocationOf(stanza: InputStanza, sessionKey: string): string {
    const { services } = this;
    return streamingXml(stanza, {
      serverHost: services.serverName,
      serverUri: services.managementOrigin(),
      sessionKey,
      checkpointFolder: this.checkpointFolder(stanza.scheme),
    });
  }

  private async store(events: readonly StreamedEvent[], stanza: InputStanza, proven: ProvenCheckpoints): Promise<void> {
    const { engine, now, serverName } = this.services;
    const fresh = events.flatMap((event) => {
      const stored = storedEvent(event, stanza, now() / 1000, serverName);
      return proven.isRepeated(stored, event.time !== undefined) ? [] : [stored];
    });
    if (fresh.length > 0) await engine.append(fresh);
  }

  private provenOf(scheme: string): ProvenCheckpoints {
    const { engine, dataFolder } = this.services;
    const known = this.proven.get(scheme);
    if (known !== undefined) return known;
    const state = join(this.stateFolder, 'modinputs-proven', scheme);
    const made = new ProvenCheckpoints(this.checkpointFolder(scheme), state, dataFolder, engine);
    this.proven.set(scheme, made);
    return made;
  }

  /** One folder for all stanzas of a scheme, as splunkd has it (reference 1.7). */
  private checkpointFolder(scheme: string): string {
    return join(this.stateFolder, 'modinputs', scheme);
  }
}

/** A run that did not come about. */
function notRun(reason: unknown): RunEnd {
  const problem = reason instanceof Error ? reason.message : String(reason);
  return { code: null, signal: null, events: 0, problem, isStored: true };
}

/** Told as a message: nothing is to be done. */
const TAKEN_BACK =
  'INFO WW1108 the preview ended uncleanly while this input ran: it reads again what is not proven to be stored; nothing comes twice';

/** The stanzas of inputs.conf whose scheme is one of the app's programs, with the scheme's own settings beneath. */
export function configuredStanzas(services: Services): readonly InputStanza[] {
  const objects = services.conf.objects('inputs', { owner: 'nobody', app: '-' });
  const schemes = new Map(
    objects.filter(({ name }) => !name.includes('://')).map(({ name, settings }) => [name, settings]),
  );
  return objects.flatMap(({ name, app, settings }) => {
    const at = name.indexOf('://');
    const scheme = name.slice(0, Math.max(0, at));
    if (at === -1 || launcherOf(services.appFolder, scheme) === undefined) return [];
    return [{ scheme, name, app, settings: new Map([...(schemes.get(scheme) ?? []), ...settings]) }];
  });
}

export function isEnabled({ settings }: InputStanza): boolean {
  return confBoolean(settings.get('disabled') ?? '0') !== true;
}

/** Seconds until the next run; -1: none (inputs.conf.spec, interval: seconds, or five cron fields in the server's zone). */
export function intervalOf({ settings }: InputStanza, now: number, timeZone: string): number {
  const text = settings.get('interval')?.trim() ?? '';
  if (text === '-1') return -1;
  const next = isCron(text) ? nextTime(text, now, timeZone) : undefined;
  return next === undefined ? (durationSeconds(text) ?? DEFAULT_INTERVAL_SECONDS) : next - now;
}

const isCron = (text: string): boolean => text.split(/\s+/).length === 5;

/** Timers hold 31 bits of milliseconds. */
const LONGEST_TIMER = 2 ** 31 - 1;

async function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  for (let left = milliseconds; left > 0 && !signal.aborted; left -= LONGEST_TIMER)
    await sleepOnce(Math.min(left, LONGEST_TIMER), signal);
}

function sleepOnce(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, milliseconds);
    function done(): void {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    }
    signal.addEventListener('abort', done);
  });
}
