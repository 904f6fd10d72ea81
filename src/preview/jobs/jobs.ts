import { randomBytes } from 'node:crypto';
import { hasErrors, type Diagnostic } from '../../core/diagnostic';
import type { SearchEnvironment, SearchRequest, SearchResult } from '../../engine/types';
import { memoryOf } from '../../engine/values/memory';
import { RestError } from '../http/rest_error';
import type { Message } from '../rest/entry';
import type { SearchEngine } from '../search_engine';
import { Job, type JobSpec } from './job';

export interface JobsOptions {
  readonly engine: SearchEngine;
  readonly environment: (spec: JobSpec) => SearchEnvironment;
  readonly now: () => number;
  /** Searches that run at the same time; the others wait as QUEUED (limits.conf, base_max_searches and max_searches_per_cpu). */
  readonly atOnce?: number;
  /** Bytes of results that all jobs together keep, roughly; the oldest finished jobs go first. */
  readonly mostBytes?: number;
}

/** limits.conf: base_max_searches is 6. */
const AT_ONCE = 6;
const MOST_JOBS = 2_000;
const MOST_BYTES = 300 * 1024 ** 2;
const SID = /^[A-Za-z0-9_.\-@:]{1,200}$/;

/** All search jobs: a queue, those that run, and finished ones until their time is over. */
export class Jobs {
  private readonly jobs = new Map<string, Job>();
  private readonly queue: Job[] = [];
  private running = 0;
  private counter = 0;
  private readonly sweeper: NodeJS.Timeout;

  constructor(private readonly options: JobsOptions) {
    this.sweeper = setInterval(() => this.sweep(), 5_000);
    this.sweeper.unref();
  }

  /** Puts a job into the queue. 503 when too many wait, 400 for a sid that is taken or no sid. */
  create(spec: JobSpec): Job {
    this.sweep();
    if (this.jobs.size >= MOST_JOBS) this.dropOldestDone();
    if (this.jobs.size >= MOST_JOBS)
      throw new RestError(503, `The maximum number of search jobs (${MOST_JOBS}) has been reached.`, 'FATAL');
    const sid = this.sidFor(spec);
    const job = new Job(sid, spec, this.options.now());
    this.jobs.set(sid, job);
    this.queue.push(job);
    this.next();
    return job;
  }

  /** True while a new job would have to wait. */
  get isFull(): boolean {
    return this.running >= (this.options.atOnce ?? AT_ONCE);
  }

  find(sid: string): Job | undefined {
    this.sweep();
    return this.jobs.get(sid);
  }

  all(): readonly Job[] {
    this.sweep();
    return [...this.jobs.values()];
  }

  /** Stops a job and forgets it: action=cancel and DELETE. */
  cancel(job: Job): void {
    job.end('USER_CANCEL', this.options.now());
    job.controller.abort();
    this.jobs.delete(job.sid);
  }

  /** Stops a job and keeps what it found so far: action=finalize. One that is over is marked so all the same. */
  finalize(job: Job): void {
    job.isFinalized = true;
    if (job.isDone) return;
    job.end('DONE', this.options.now());
    job.controller.abort();
  }

  close(): void {
    clearInterval(this.sweeper);
    for (const job of [...this.jobs.values()]) this.cancel(job);
  }

  /** `1795289099.12`; a scheduled one says whose and which: `scheduler__admin__app__RMDx_at_1795289099_12`. */
  private sidFor(spec: JobSpec): string {
    this.counter += 1;
    if (spec.sid !== undefined && spec.sid !== '') {
      if (!SID.test(spec.sid)) throw new RestError(400, `Invalid sid "${spec.sid}".`, 'FATAL');
      if (this.jobs.has(spec.sid)) throw new RestError(400, `A job with sid "${spec.sid}" exists already.`, 'FATAL');
      return spec.sid;
    }
    const seconds = Math.floor(this.options.now() / 1000);
    if (!spec.isScheduled) return `${seconds}.${this.counter}`;
    const name = Buffer.from(spec.label).toString('base64url').slice(0, 24);
    return `scheduler__${spec.owner}__${spec.app}__${name}_at_${seconds}_${this.counter}${randomBytes(2).toString('hex')}`;
  }

  private next(): void {
    while (!this.isFull) {
      const job = this.queue.shift();
      if (job === undefined) return;
      if (job.isDone) continue;
      this.running += 1;
      void this.run(job).finally(() => {
        this.running -= 1;
        this.next();
      });
    }
  }

  private async run(job: Job): Promise<void> {
    const { engine, environment, now } = this.options;
    job.startedAt = now();
    job.state = 'RUNNING';
    try {
      const result = await engine.run(this.requestOf(job), environment(job.spec));
      await job.whileHeld();
      this.finish(job, result);
    } catch (error) {
      job.messages = [...job.messages, { type: 'FATAL', text: error instanceof Error ? error.message : String(error) }];
      job.end('FAILED', now());
    }
    this.keepWithinBudget();
  }

  private requestOf(job: Job): SearchRequest {
    const { spec } = job;
    return {
      text: spec.search,
      ...(spec.earliest === undefined || spec.earliest === '' ? {} : { earliest: spec.earliest }),
      ...(spec.latest === undefined || spec.latest === '' ? {} : { latest: spec.latest }),
      ...(spec.base === undefined ? {} : { input: { fields: spec.base.fields, rows: spec.base.rows } }),
      timeZone: spec.timeZone,
      now: Math.floor((spec.now ?? this.options.now()) / 1000),
      signal: job.controller.signal,
      searchId: job.sid,
      onPreview: (preview) => job.preview(preview),
      ...(spec.maxTimeSeconds > 0 ? { limits: { maxMilliseconds: spec.maxTimeSeconds * 1000 } } : {}),
    };
  }

  private finish(job: Job, result: SearchResult): void {
    if (job.isDone) return;
    job.result = result;
    job.bytes = memoryOf(result.rows);
    job.messages = [...job.messages, ...result.diagnostics.map(messageOf)];
    job.end(hasErrors(result.diagnostics) ? 'FAILED' : 'DONE', this.options.now());
  }

  private sweep(): void {
    const now = this.options.now();
    for (const job of [...this.jobs.values()]) {
      if (job.isDone && now - job.touchedAt > job.ttlSeconds * 1000) this.jobs.delete(job.sid);
      const { autoCancelSeconds } = job.spec;
      if (!job.isDone && autoCancelSeconds > 0 && now - job.touchedAt > autoCancelSeconds * 1000) this.cancel(job);
    }
  }

  private keepWithinBudget(): void {
    const most = this.options.mostBytes ?? MOST_BYTES;
    const bytes = (): number => [...this.jobs.values()].reduce((sum, job) => sum + job.bytes, 0);
    while (bytes() > most && this.dropOldestDone());
  }

  private dropOldestDone(): boolean {
    const done = [...this.jobs.values()].filter((job) => job.isDone && !job.isSaved);
    const oldest = done.sort((a, b) => a.touchedAt - b.touchedAt)[0];
    if (oldest === undefined || done.length === 1) return false;
    return this.jobs.delete(oldest.sid);
  }
}

/** How a diagnostic stands among a job's messages. */
export function messageOf(diagnostic: Diagnostic): Message {
  const types = { error: 'FATAL', warning: 'WARN', information: 'INFO' } as const;
  const end = /[.?!]$/.test(diagnostic.message) ? '' : '.';
  const hint = diagnostic.hint === '' ? '' : ` ${diagnostic.hint}`;
  return { type: types[diagnostic.severity], text: `${wording(diagnostic.message)}${end}${hint}` };
}

/** splunkd's own words where they are known (reference 2.4): clients look for them. */
function wording(message: string): string {
  const unknown = /^There is no command (\S+)$/.exec(message)?.[1];
  return unknown === undefined ? message : `Unknown search command '${unknown}'`;
}
