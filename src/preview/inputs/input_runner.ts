import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { confBoolean } from '../../conf/merge';
import { SYSTEM_USER } from '../auth/users';
import type { Services } from '../services';
import { durationSeconds } from '../times';
import type { InputPrograms } from './input_programs';
import { InputLog } from './input_log';
import { streamingXml, type InputStanza } from './input_stanza';
import { launch, launcherOf } from './launcher';
import { followInput, stopChild, type RunEnd } from './running_input';
import { storedEvent } from './stored_event';

/** Waiting times after a run that failed, in milliseconds: longer each time. */
const BACK_OFF = [1_000, 2_000, 5_000, 15_000, 60_000] as const;
const DEFAULT_INTERVAL_SECONDS = 60;

interface Running {
  readonly stanza: InputStanza;
  readonly controller: AbortController;
  child: ChildProcessWithoutNullStreams | undefined;
  finished: Promise<void>;
}

/** Runs the enabled stanzas of modular inputs as separate programs: what splunkd's ExecProcessor does. */
export class InputRunner implements InputPrograms {
  private readonly running = new Map<string, Running>();
  private readonly firstRuns: Promise<void>[] = [];
  private readonly log: InputLog;

  constructor(
    private readonly services: Services,
    private readonly extra: readonly InputStanza[],
    private readonly stateFolder: string,
  ) {
    this.log = new InputLog(services.messages, services.say);
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
    return this.running.get(name)?.child !== undefined;
  }

  private begin(stanza: InputStanza): void {
    const running: Running = {
      stanza,
      controller: new AbortController(),
      child: undefined,
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
    for (let failures = 0; !isStopped();) {
      const end = await this.runOnce(running);
      firstDone();
      if (isStopped()) return;
      const failed = end.code !== 0 || end.problem !== undefined;
      failures = failed ? failures + 1 : 0;
      if (failed) this.log.failed(running.stanza.name, end);
      const wait = failed
        ? (BACK_OFF[Math.min(failures, BACK_OFF.length) - 1] ?? 0)
        : intervalOf(running.stanza) * 1000;
      if (wait < 0) return;
      await sleep(wait, signal);
    }
  }

  private async runOnce(running: Running): Promise<RunEnd> {
    const { stanza } = running;
    const { services } = this;
    const path = launcherOf(services.appFolder, stanza.scheme);
    if (path === undefined)
      return { code: null, signal: null, events: 0, problem: `no launcher bin/${stanza.scheme}.sh in the app` };
    const checkpointFolder = join(this.stateFolder, 'modinputs', stanza.scheme);
    mkdirSync(checkpointFolder, { recursive: true });
    const session = services.sessions.open(SYSTEM_USER);
    const serverHost = services.serverName;
    const text = streamingXml(stanza, {
      serverHost,
      serverUri: services.managementOrigin(),
      sessionKey: session.key,
      checkpointFolder,
    });
    running.child = launch(path, [], text, services.dataFolder);
    try {
      return await followInput(running.child, {
        onEvents: (events) =>
          services.engine.append(events.map((event) => storedEvent(event, stanza, services.now() / 1000, serverHost))),
        onLog: (line) => this.log.line(stanza.name, line),
      });
    } finally {
      running.child = undefined;
      services.sessions.close(session.key);
    }
  }
}

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

/** Seconds until the next run; -1: none (inputs.conf.spec, interval). A cron interval counts as a minute. */
function intervalOf({ settings }: InputStanza): number {
  const text = settings.get('interval')?.trim() ?? '';
  if (text === '-1') return -1;
  return durationSeconds(text) ?? DEFAULT_INTERVAL_SECONDS;
}

function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
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
