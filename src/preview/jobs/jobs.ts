import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { hasErrors, type Diagnostic } from '../../core/diagnostic';
import type { SearchEnvironment, SearchRequest, SearchResult } from '../../engine/types';
import { RestError } from '../http/rest_error';
import type { Message } from '../rest/entry';
import type { SearchEngine } from '../search_engine';
import { Job, type JobSpec } from './job';
import { batchesOf, JobRows } from './job_rows';
import { LongSearches } from './long_searches';
import { defaultPlaces, SearchQueue, type SearchPlaces } from './search_queue';

export interface JobsOptions {
  readonly engine: SearchEngine;
  readonly environment: (spec: JobSpec) => SearchEnvironment;
  readonly now: () => number;
  /** Where results are kept that are too many for the memory; it is the jobs' own, and emptied at start. */
  readonly folder: string;
  /** Searches that run at the same time. */
  readonly places?: SearchPlaces;
  /** Milliseconds of work after which a search counts as long. */
  readonly quickMilliseconds?: number;
  /** Bytes of results that one job keeps in memory, roughly. Default 16 MB. */
  readonly mostKeptBytes?: number | undefined;
  /** Bytes of results that all jobs together keep in memory, roughly; those of the oldest finished jobs go to the disk. */
  readonly mostBytes?: number;
  /** Bytes of results on the disk; the oldest finished jobs are forgotten. */
  readonly mostDiskBytes?: number;
}

const QUICK_MILLISECONDS = 1000;
const MOST_JOBS = 2_000;
const MOST_BYTES = 64 * 1024 ** 2;
const MOST_DISK_BYTES = 4 * 1024 ** 3;
const SID = /^[A-Za-z0-9_.\-@:]{1,200}$/;

/** All search jobs: those that wait, those that run, and finished ones until their time is over. */
export class Jobs {
  private readonly jobs = new Map<string, Job>();
  private readonly queue: SearchQueue;
  private counter = 0;
  private files = 0;
  private readonly long = new LongSearches();
  private readonly sweeper: NodeJS.Timeout;

  constructor(private readonly options: JobsOptions) {
    // Jobs do not outlive the program; their files may, when it is killed.
    rmSync(options.folder, { recursive: true, force: true });
    this.queue = new SearchQueue(
      (job) => void this.run(job),
      options.places ?? defaultPlaces,
      ({ spec }) => this.long.has(spec),
    );
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
    const job = new Job(sid, spec, this.options.now(), () => this.newRows());
    this.jobs.set(sid, job);
    this.queue.add(job);
    return job;
  }

  /** True while a new job would have to wait. */
  get isFull(): boolean {
    return this.queue.isFull;
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
    this.end(job, 'USER_CANCEL');
    this.forget(job);
  }

  /** Stops a job and keeps what it found so far: action=finalize. One that is over is marked so all the same. */
  finalize(job: Job): void {
    job.isFinalized = true;
    if (!job.isDone) this.end(job, 'DONE');
  }

  /** Stops all jobs and removes what they keep. */
  close(): void {
    clearInterval(this.sweeper);
    for (const job of [...this.jobs.values()]) this.cancel(job);
    rmSync(this.options.folder, { recursive: true, force: true });
  }

  private newRows(): JobRows {
    this.files += 1;
    return new JobRows(join(this.options.folder, `results-${this.files}.json`), this.options.mostKeptBytes);
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

  private async run(job: Job): Promise<void> {
    const { engine, environment, now } = this.options;
    const { controller } = job;
    job.startedAt ??= now();
    job.state = 'RUNNING';
    try {
      const result = await engine.run(this.requestOf(job), watched(job, environment(job.spec)));
      await job.whileHeld();
      if (controller === job.controller) await this.finish(job, result);
    } catch (error) {
      if (controller !== job.controller) return;
      job.messages = [...job.messages, { type: 'FATAL', text: error instanceof Error ? error.message : String(error) }];
      this.end(job, 'FAILED');
    }
    await this.keepWithinBudget();
  }

  private requestOf(job: Job): SearchRequest {
    const { spec, controller, rows } = job;
    const isCurrent = (): boolean => controller === job.controller && !job.isDone;
    return {
      text: spec.search,
      ...(spec.earliest === undefined || spec.earliest === '' ? {} : { earliest: spec.earliest }),
      ...(spec.latest === undefined || spec.latest === '' ? {} : { latest: spec.latest }),
      ...(spec.base === undefined ? {} : { input: { fields: spec.base.fields, rows: batchesOf(spec.base.table) } }),
      timeZone: spec.timeZone,
      now: Math.floor((spec.now ?? job.createdAt) / 1000),
      signal: controller.signal,
      searchId: job.sid,
      sink: async (found) => {
        if (isCurrent()) await rows.add(found);
      },
      onPreview: (preview) => {
        if (isCurrent()) job.preview(preview);
      },
      onProgress: (fraction) => {
        if (isCurrent()) job.progress = fraction;
      },
      onWork: (milliseconds) => {
        if (isCurrent()) this.worked(job, milliseconds);
      },
      lane: () => this.queue.laneOf(job),
      ...(spec.maxTimeSeconds > 0 ? { limits: { maxMilliseconds: spec.maxTimeSeconds * 1000 } } : {}),
    };
  }

  /** A search that takes long goes on among the long ones, or begins anew when there is a place for it. */
  private worked(job: Job, milliseconds: number): void {
    job.work += milliseconds;
    if (job.isDone || this.isQuick(job)) return;
    this.long.add(job.spec);
    if (this.queue.laneOf(job) === 'long' || this.queue.moveToLong(job)) return;
    if (job.hasWritten || job.state !== 'RUNNING') return;
    job.restart();
    this.queue.waitForLong(job);
  }

  private isQuick({ work }: Job): boolean {
    return work < (this.options.quickMilliseconds ?? QUICK_MILLISECONDS);
  }

  private async finish(job: Job, result: SearchResult): Promise<void> {
    if (job.isDone) return;
    if (this.isQuick(job)) this.long.delete(job.spec);
    job.result = { ...result, rows: [] };
    await job.rows.add(result.rows);
    job.messages = [...job.messages, ...result.diagnostics.map(messageOf)];
    this.end(job, hasErrors(result.diagnostics) ? 'FAILED' : 'DONE');
  }

  /** The job's state does not change any more, its search is stopped, and another may have its place. */
  private end(job: Job, state: 'DONE' | 'FAILED' | 'USER_CANCEL'): void {
    job.end(state, this.options.now());
    job.controller.abort();
    this.queue.leave(job);
  }

  private forget(job: Job): boolean {
    void job.rows.clear();
    return this.jobs.delete(job.sid);
  }

  private sweep(): void {
    const now = this.options.now();
    for (const job of [...this.jobs.values()]) {
      if (job.isDone && now - job.touchedAt > job.ttlSeconds * 1000) this.forget(job);
      const { autoCancelSeconds } = job.spec;
      if (!job.isDone && autoCancelSeconds > 0 && now - job.touchedAt > autoCancelSeconds * 1000) this.cancel(job);
    }
  }

  private async keepWithinBudget(): Promise<void> {
    const { mostBytes = MOST_BYTES, mostDiskBytes = MOST_DISK_BYTES } = this.options;
    const sum = (bytes: (job: Job) => number): number =>
      [...this.jobs.values()].reduce((all, job) => all + bytes(job), 0);
    for (const job of this.oldestDone()) {
      if (sum(({ rows }) => rows.bytesInMemory) <= mostBytes) break;
      await job.rows.toDisk();
    }
    while (sum(({ rows }) => rows.bytesOnDisk) > mostDiskBytes && this.dropOldestDone());
  }

  private oldestDone(): readonly Job[] {
    return [...this.jobs.values()].filter(({ isDone }) => isDone).sort((a, b) => a.touchedAt - b.touchedAt);
  }

  private dropOldestDone(): boolean {
    const done = this.oldestDone().filter(({ isSaved }) => !isSaved);
    const [oldest] = done;
    return oldest !== undefined && done.length > 1 && this.forget(oldest);
  }
}

/** The environment of a job's search; what the search writes is noted. */
function watched(job: Job, environment: SearchEnvironment): SearchEnvironment {
  return {
    ...environment,
    writeLookup: (name, rows, how) => {
      job.hasWritten = true;
      return environment.writeLookup(name, rows, how);
    },
  };
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
