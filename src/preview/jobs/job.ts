import type { SearchResult } from '../../engine/types';
import type { JobRows, RowTable } from './job_rows';
import { firstRows, tableOfRows } from './job_rows';
import type { Message } from '../rest/entry';

/** splunkd's names for where a job stands (REST reference, as in reference 2.3). */
export type DispatchState =
  'QUEUED' | 'PARSING' | 'RUNNING' | 'PAUSE' | 'FINALIZING' | 'USER_CANCEL' | 'FAILED' | 'DONE';

/** What is asked of a job. Times are Splunk's modifiers or epoch seconds, as sent. */
export interface JobSpec {
  readonly search: string;
  readonly earliest: string | undefined;
  readonly latest: string | undefined;
  readonly owner: string;
  readonly app: string;
  readonly timeZone: string;
  readonly ttlSeconds: number;
  readonly maxCount: number;
  readonly statusBuckets: number;
  readonly autoCancelSeconds: number;
  readonly maxTimeSeconds: number;
  readonly label: string;
  readonly savedSearch: { readonly name: string; readonly app: string; readonly owner: string } | undefined;
  readonly isScheduled: boolean;
  /** Everything that the request held, shown again as `request`. */
  readonly request: Readonly<Record<string, string>>;
  readonly sid: string | undefined;
  /** Epoch milliseconds that `now` means; the clock's time when absent. */
  readonly now?: number;
  /** Rows that the search starts from: a post-process search of another job. */
  readonly base?: { readonly fields: readonly string[]; readonly table: RowTable };
}

/** One search from its dispatch until its results are forgotten. */
export class Job {
  state: DispatchState = 'QUEUED';
  /** What is known of the results; its own rows are those of a preview, all others are in `rows`. */
  result: SearchResult | undefined;
  /** The part of the search that is done, 0 to 1. */
  progress = 0;
  rows: JobRows;
  previews = 0;
  /** Milliseconds of work, waiting left out, since the search began (or began anew). */
  work = 0;
  /** The search has changed a lookup: it must not begin anew. */
  hasWritten = false;
  messages: readonly Message[] = [];
  startedAt: number | undefined;
  endedAt: number | undefined;
  touchedAt: number;
  ttlSeconds: number;
  isSaved = false;
  isFinalized = false;
  previewEnabled = true;
  priority = 5;
  sharedWithAll = false;
  /** Stops the search as it runs now; one that begins anew gets another. */
  controller = new AbortController();
  private previewed: () => void = () => undefined;
  private settle: () => void = () => undefined;
  private resume: () => void = () => undefined;
  private resumed: Promise<void> = Promise.resolve();
  /** Resolves when the job is over, however it ended. */
  readonly done: Promise<void>;

  constructor(
    readonly sid: string,
    readonly spec: JobSpec,
    readonly createdAt: number,
    private readonly newRows: () => JobRows,
  ) {
    this.rows = newRows();
    this.touchedAt = createdAt;
    this.ttlSeconds = spec.ttlSeconds;
    this.done = new Promise((resolve) => (this.settle = resolve));
  }

  get isDone(): boolean {
    return this.state === 'DONE' || this.state === 'FAILED' || this.state === 'USER_CANCEL';
  }

  /** Ends the job: its state does not change any more. */
  end(state: 'DONE' | 'FAILED' | 'USER_CANCEL', at: number): void {
    if (this.isDone) return;
    this.state = state;
    this.endedAt = at;
    this.touchedAt = at;
    this.resume();
    this.settle();
  }

  /** The rows to be shown: those of a preview while there are no others. */
  get table(): RowTable {
    const rows = this.rows.count === 0 ? tableOfRows(this.result?.rows ?? []) : this.rows;
    return firstRows(rows, this.spec.maxCount);
  }

  /** Shows what the search has found so far. */
  preview(result: SearchResult): void {
    if (this.isDone || this.state === 'PAUSE' || !this.previewEnabled) return;
    this.result = result;
    this.previews += 1;
    this.previewed();
  }

  /** What was done so far is given up: the search will begin anew. */
  restart(): void {
    this.controller.abort();
    this.controller = new AbortController();
    this.state = 'QUEUED';
    this.work = 0;
    this.progress = 0;
    this.result = undefined;
    void this.rows.clear();
    this.rows = this.newRows();
  }

  /** Resolves with the next preview. */
  nextPreview(): Promise<void> {
    return new Promise((resolve) => (this.previewed = resolve));
  }

  /** Holds the job: what its search finds meanwhile is not shown before it goes on. */
  pause(): void {
    if (this.state !== 'RUNNING') return;
    this.state = 'PAUSE';
    this.resumed = new Promise((resolve) => (this.resume = resolve));
  }

  unpause(): void {
    if (this.state === 'PAUSE') this.state = 'RUNNING';
    this.resume();
  }

  /** Resolves when the job is not, or no more, held. */
  whileHeld(): Promise<void> {
    return this.resumed;
  }

  /** Seconds of running so far. */
  runSeconds(now: number): number {
    return this.startedAt === undefined ? 0 : Math.max(0, (this.endedAt ?? now) - this.startedAt) / 1000;
  }
}
