import type { Lane } from '../../engine/turns';
import type { Job } from './job';

/** How many searches of each lane run at the same time. */
export interface SearchPlaces {
  readonly quick: number;
  readonly long: number;
}

/**
 * The others wait as QUEUED. limits.conf [search] base_max_searches and max_searches_per_cpu allow 8 on two processors, each
 * a program with a memory of its own; here they share one.
 */
export const defaultPlaces: SearchPlaces = { quick: 4, long: 2 };

/**
 * Which searches run and which wait. Each begins among the quick; one that turns out to take long goes on among the few
 * long ones or, when they are all there are to be, waits for its turn among them and begins anew (task assignment by
 * guessing size: Harchol-Balter, Task assignment with unknown duration, 2002). So what is quick never waits for what is not,
 * and no more is in memory than the running ones hold.
 */
export class SearchQueue {
  private readonly waiting: Readonly<Record<Lane, Set<Job>>> = { quick: new Set(), long: new Set() };
  private readonly running: Readonly<Record<Lane, Set<Job>>> = { quick: new Set(), long: new Set() };

  /** `run` starts a search; it says by leave() that the search is over. One that is known to be long is not tried first. */
  constructor(
    private readonly run: (job: Job) => void,
    private readonly places: SearchPlaces,
    private readonly isKnownLong: (job: Job) => boolean,
  ) {}

  /** True while a new search would have to wait. */
  get isFull(): boolean {
    return this.running.quick.size >= this.places.quick;
  }

  laneOf(job: Job): Lane {
    return this.running.long.has(job) || this.waiting.long.has(job) ? 'long' : 'quick';
  }

  add(job: Job): void {
    this.waiting.quick.add(job);
    this.start();
  }

  /** A search that takes long: true when it may go on among the long ones. */
  moveToLong(job: Job): boolean {
    if (!this.running.quick.has(job) || this.running.long.size >= this.places.long) return false;
    this.running.quick.delete(job);
    this.running.long.add(job);
    this.start();
    return true;
  }

  /** A search that takes long and was stopped: it begins anew when it may be long. */
  waitForLong(job: Job): void {
    this.leaveAll(job);
    this.waiting.long.add(job);
    this.start();
  }

  /** A search that is over, or is not wanted any more: its place is free at once. */
  leave(job: Job): void {
    this.leaveAll(job);
    this.start();
  }

  private leaveAll(job: Job): void {
    for (const lane of ['quick', 'long'] as const) {
      this.waiting[lane].delete(job);
      this.running[lane].delete(job);
    }
  }

  private begin(job: Job, lane: Lane): void {
    this.running[lane].add(job);
    this.run(job);
  }

  private start(): void {
    for (const lane of ['quick', 'long'] as const)
      for (const job of this.waiting[lane]) {
        if (this.running[lane].size >= this.places[lane]) break;
        this.waiting[lane].delete(job);
        if (lane === 'quick' && this.isKnownLong(job)) this.waiting.long.add(job);
        else this.begin(job, lane);
      }
  }
}
