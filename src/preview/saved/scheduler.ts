import { randomUUID } from 'node:crypto';
import type { Row, SearchResult } from '../../engine/types';
import { listOf } from '../auth/roles';
import { wholeResult } from '../jobs/job_reply';
import type { Job } from '../jobs/job';
import { cellTexts } from '../jobs/result_page';
import { searchEnvironment } from '../jobs/search_environment';
import type { Services } from '../services';
import { firstResult, runActions } from './actions';
import { countOf, triggers } from './alert_condition';
import { WHOLE_SEARCH, type AlertStore } from './alert_store';
import { dispatchSaved, searchKey } from './dispatch';
import type { SavedSearchRuns } from './saved_search_runs';
import { savedSearchOf, type SavedSearch } from './saved_search';
import { nextTime, skewSeconds } from './schedule';

/** A continuous search that fell behind makes up for so many runs at most. */
const MOST_MISSED = 500;
/** Times that one look at a schedule gives. */
const MOST_TIMES = 1_000;
/** Per-result alerts of one run. */
const MOST_ALERTS = 1_000;

/** Runs enabled saved searches by their schedules, in the preview's clock. A tick does what is due by now. */
export class Scheduler implements SavedSearchRuns {
  private timer: NodeJS.Timeout | undefined;
  private readonly since = new Map<string, { readonly cron: string; readonly after: number }>();
  private readonly busy = new Set<string>();
  private readonly active = new Set<Promise<void>>();

  constructor(
    private readonly services: Services,
    readonly alerts: AlertStore,
  ) {}

  start(): void {
    this.timer = setInterval(() => this.tick(), 5_000);
    this.timer.unref();
  }

  async stop(): Promise<void> {
    clearInterval(this.timer);
    await Promise.allSettled(this.active);
    await this.alerts.close();
  }

  /** Starts what is due; `idle` tells when it is over. */
  tick(): void {
    const now = Math.floor(this.services.now() / 1000);
    for (const saved of this.scheduled()) this.startDue(saved, now);
  }

  async idle(): Promise<void> {
    while (this.active.size > 0) await Promise.allSettled([...this.active]);
  }

  /** The times between two instants at which a search is due. */
  timesBetween(saved: SavedSearch, from: number, to: number): readonly number[] {
    const times: number[] = [];
    const zone = this.zoneOf(saved);
    let at = nextTime(saved.cron, from, zone);
    while (at !== undefined && at <= to && times.length < MOST_TIMES) {
      times.push(at);
      at = nextTime(saved.cron, at, zone);
    }
    return times;
  }

  private scheduled(): readonly SavedSearch[] {
    const { conf } = this.services;
    return conf
      .objects('savedsearches', { owner: '-', app: '-' })
      .map(savedSearchOf)
      .filter((saved) => saved.isScheduled);
  }

  private startDue(saved: SavedSearch, now: number): void {
    const key = searchKey(saved);
    if (this.busy.has(key)) return;
    const due = this.dueTimes(saved, key, now);
    if (due.length === 0) return;
    this.busy.add(key);
    const work = this.runAll(saved, due).finally(() => {
      this.busy.delete(key);
      this.active.delete(work);
    });
    this.active.add(work);
  }

  /** Continuous scheduling runs every time that was missed, oldest first; real-time scheduling only the latest one. */
  private dueTimes(saved: SavedSearch, key: string, now: number): readonly number[] {
    const skew = skewSeconds(key, saved.cron, saved.allowSkew);
    const after = this.startOf(saved, key, now);
    const times = this.timesBetween(saved, after, now - skew);
    const due = saved.isContinuous ? times.slice(-MOST_MISSED) : times.slice(-1);
    const last = due.at(-1);
    // A window lets a search wait while others need the room (savedsearches.conf.spec, schedule_window).
    if (last !== undefined && this.services.jobs.isFull && now - skew < last + saved.windowMinutes * 60) return [];
    if (last !== undefined) this.since.set(key, { cron: saved.cron, after: last });
    return due;
  }

  /** Schedules count from when they were first seen; continuous ones from their last run, over a restart too. */
  private startOf(saved: SavedSearch, key: string, now: number): number {
    const known = this.since.get(key);
    if (known?.cron === saved.cron) return known.after;
    const after = (saved.isContinuous ? this.alerts.lastRun(key)?.at : undefined) ?? now;
    this.since.set(key, { cron: saved.cron, after });
    return after;
  }

  private zoneOf(saved: SavedSearch): string {
    const zone = this.services.users.find(saved.owner)?.tz ?? '';
    return zone === '' ? this.services.timeZone : zone;
  }

  private async runAll(saved: SavedSearch, due: readonly number[]): Promise<void> {
    for (const at of due) {
      const job = dispatchSaved(
        saved,
        { user: saved.owner, now: at * 1000, isScheduled: true, overrides: {}, args: {} },
        this.services,
      );
      await job.done;
      await this.afterRun(saved, job, at);
    }
  }

  /** Decides on the alert of a finished run; also for `dispatch` with `trigger_actions`. */
  async afterRun(saved: SavedSearch, job: Job, at: number): Promise<void> {
    const key = searchKey(saved);
    if (job.state !== 'DONE') return;
    const result = await wholeResult(job);
    const previous = this.alerts.lastRun(key)?.count;
    await this.alerts.ran(key, at, countOf(saved.alert, result));
    const isTriggered =
      saved.alert.type === 'custom'
        ? await this.fitsCustom(saved, job, result, at)
        : triggers(saved.alert, result, previous);
    if (isTriggered) await this.fire(saved, job, result, at);
  }

  /** `alert_condition`: a search over the results; any row that is left triggers. */
  private async fitsCustom(saved: SavedSearch, job: Job, result: SearchResult, at: number): Promise<boolean> {
    const { services } = this;
    const text = saved.alert.condition.trim();
    const found = await services.engine.run(
      {
        text: text.startsWith('|') ? text : `| ${text}`,
        input: { fields: result.fields, rows: result.rows },
        timeZone: job.spec.timeZone,
        now: at,
        signal: job.controller.signal,
      },
      searchEnvironment(job.spec, services),
    );
    return found.rows.length > 0;
  }

  private async fire(saved: SavedSearch, job: Job, result: SearchResult, at: number): Promise<void> {
    const groups = saved.alert.perResult ? result.rows.slice(0, MOST_ALERTS).map((row) => [row]) : [result.rows];
    for (const rows of groups) await this.fireOne(saved, job, { ...result, rows }, at);
  }

  /** One alert, unless it is throttled; then its throttle begins. */
  private async fireOne(saved: SavedSearch, job: Job, result: SearchResult, at: number): Promise<void> {
    const { suppress } = saved.alert;
    if (this.alerts.suppressedUntil(searchKey(saved), WHOLE_SEARCH, at) !== undefined) return;
    const scope =
      suppress === undefined || suppress.group === '' ? searchKey(saved) : `group;${saved.owner};${suppress.group}`;
    const key = suppress === undefined ? '' : suppressionKey(saved, result.rows[0]);
    if (suppress !== undefined && this.alerts.suppressedUntil(scope, key, at) !== undefined) return;
    if (suppress !== undefined && suppress.periodSeconds > 0)
      await this.alerts.suppress(scope, key, at + suppress.periodSeconds);
    const { services } = this;
    const webhookHosts = listOf(services.conf.value('alert_actions', 'webhook', 'allowed_hosts'), ',');
    const actions = await runActions({ sid: job.sid, saved, result, serverName: services.serverName, webhookHosts });
    // A plain report: it triggers each time, and nobody asked for anything to be done.
    if (!saved.alert.isTracked && actions.length === 0) return;
    await this.alerts.fire({
      id: `${job.sid}_${randomUUID().slice(0, 8)}`,
      ...{ name: saved.name, app: saved.app, owner: saved.owner, sid: job.sid },
      time: at,
      expires: at + saved.alert.expiresSeconds,
      severity: saved.alert.severity,
      perResult: saved.alert.perResult,
      count: result.rows.length,
      actions,
      result: firstResult(result),
    });
  }
}

/** Throttling by fields goes with per-result alerts alone (savedsearches.conf.spec, alert.suppress.fields). */
function suppressionKey({ alert }: SavedSearch, row: Row | undefined): string {
  const fields = alert.perResult ? (alert.suppress?.fields ?? []) : [];
  return JSON.stringify(fields.map((field) => cellTexts(row?.[field])));
}
