import { ownValue } from '../../core/own_value';
import { SYSTEM_USER } from '../auth/users';
import type { Job, JobSpec } from '../jobs/job';
import type { Services } from '../services';
import { qualifiedSearch, type SavedSearch } from './saved_search';
import { nextTime } from './schedule';

export interface DispatchOptions {
  readonly user: string;
  /** Epoch milliseconds that `now` means; absent: the clock. */
  readonly now?: number;
  readonly isScheduled: boolean;
  /** `dispatch.*` of the request over those of the search. */
  readonly overrides: Readonly<Record<string, string>>;
  /** `args.x` stand for `$args.x$` in the search. */
  readonly args: Readonly<Record<string, string>>;
}

const DEFAULT_TTL = 600;

/** Starts a saved search as a job; its owner runs it when it is scheduled, else the caller. */
export function dispatchSaved(saved: SavedSearch, options: DispatchOptions, services: Services): Job {
  return services.jobs.create(specOf(saved, options, services));
}

function specOf(saved: SavedSearch, options: DispatchOptions, services: Services): JobSpec {
  const { overrides, args } = options;
  const over = (name: string, fallback: string): string => ownValue(overrides, `dispatch.${name}`) ?? fallback;
  const owner = options.isScheduled ? (saved.owner === 'nobody' ? SYSTEM_USER : saved.owner) : options.user;
  const zone = services.users.find(owner)?.tz ?? '';
  const timeZone = zone === '' ? services.timeZone : zone;
  return {
    search: qualifiedSearch(withArgs(saved.search, args)),
    earliest: over('earliest_time', saved.earliest),
    latest: over('latest_time', saved.latest),
    owner,
    app: saved.app,
    timeZone,
    ttlSeconds: ttlSeconds(over('ttl', saved.ttl), saved, options.now ?? services.now(), timeZone),
    maxCount: Number(over('max_count', '')) || saved.maxCount,
    statusBuckets: Number(over('buckets', '')) || 0,
    autoCancelSeconds: 0,
    maxTimeSeconds: Number(over('max_time', '')) || saved.maxTimeSeconds,
    label: saved.name,
    savedSearch: { name: saved.name, app: saved.app, owner: saved.owner },
    isScheduled: options.isScheduled,
    request: {},
    sid: undefined,
    ...(options.now === undefined ? {} : { now: options.now }),
  };
}

/** How long the results are kept: so many seconds, or so many periods of the schedule (savedsearches.conf.spec, dispatch.ttl). */
function ttlSeconds(text: string, { cron, isScheduled }: SavedSearch, now: number, timeZone: string): number {
  const periods = /^(\d+)p$/.exec(text)?.[1];
  if (periods === undefined) return Number(text) || DEFAULT_TTL;
  const next = isScheduled ? nextTime(cron, now / 1000, timeZone) : undefined;
  const afterNext = next === undefined ? undefined : nextTime(cron, next, timeZone);
  if (next === undefined || afterNext === undefined) return DEFAULT_TTL;
  return Number(periods) * (afterNext - next) || DEFAULT_TTL;
}

function withArgs(search: string, args: Readonly<Record<string, string>>): string {
  return search.replace(/\$args\.(\w+)\$/g, (whole, name: string) => ownValue(args, name) ?? whole);
}

/** The key under which the scheduler and the alerts know a search. */
export function searchKey({ owner, app, name }: Pick<SavedSearch, 'owner' | 'app' | 'name'>): string {
  return `${owner};${app};${name}`;
}
