import type { SearchResult } from '../../engine/types';
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
  readonly base?: SearchResult;
}

/** One search from its dispatch until its results are forgotten. */
export class Job {
  state: DispatchState = 'QUEUED';
  result: SearchResult | undefined;
  /** What the results take in memory, roughly. */
  bytes = 0;
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
  readonly controller = new AbortController();
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
  ) {
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

  /** Shows what the search has found so far. */
  preview(result: SearchResult): void {
    if (this.isDone || this.state === 'PAUSE' || !this.previewEnabled) return;
    this.result = result;
    this.previewed();
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
