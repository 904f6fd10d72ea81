import { parseTime } from '../../spl/time/modifier';
import { parseCron, runDays, runsInDay } from '../cron';
import type { Schedule } from '../detection';

/** What a schedule's runs look at, one after the other; the calendar is that of UTC, whose days all have 24 hours. */

/** A run and the range that it searches, epoch seconds. */
export interface RunWindow {
  readonly run: number;
  readonly from: number;
  readonly to: number;
}

/** A Monday in a leap year. */
const START = Date.UTC(2024, 0, 1) / 1000;
/** Over two years, so that each month follows each other one that it can follow. */
const DAYS = 800;

/** The range of a run; undefined where a time is none, is fixed, or follows real time. */
export function windowAt({ earliest, latest }: Schedule, run: number): RunWindow | undefined {
  const from = earliest === '' || earliest === '0' ? -Infinity : relativeTime(earliest, run);
  const to = latest === '' ? run : relativeTime(latest, run);
  return from === undefined || to === undefined ? undefined : { run, from, to };
}

function relativeTime(text: string, run: number): number | undefined {
  if (/^\d/.test(text.trim())) return undefined;
  const result = parseTime(text, { now: run, timeZone: 'UTC' });
  return result.kind === 'time' ? result.epoch : undefined;
}

type Pair = readonly [RunWindow, RunWindow];

const MOST_CACHED = 50;
/** Most detections share the schedule of their type. */
const cache = new Map<string, readonly Pair[]>();

/** Pairs of runs that follow each other: those of a day, and the last of each day with the first of the next one. */
export function followingWindows(schedule: Schedule): readonly Pair[] {
  const key = [schedule.cron, schedule.earliest, schedule.latest].join('\n');
  const known = cache.get(key);
  if (known !== undefined) return known;
  if (cache.size >= MOST_CACHED) cache.clear();
  const pairs = pairsOf(schedule);
  cache.set(key, pairs);
  return pairs;
}

function pairsOf(schedule: Schedule): readonly Pair[] {
  const cron = parseCron(schedule.cron);
  if (cron === undefined) return [];
  const days = runDays(cron, START, DAYS);
  const inDay = runsInDay(cron);
  const [first = START] = days;
  const within = inDay.slice(1).map((time, index): [number, number] => [first + (inDay[index] ?? 0), first + time]);
  const [opening = 0] = inDay;
  const closing = inDay.at(-1) ?? 0;
  const between = days
    .slice(1)
    .map((day, index): [number, number] => [(days[index] ?? first) + closing, day + opening]);
  return [...within, ...between].flatMap(([run, next]) => {
    const [window, following] = [windowAt(schedule, run), windowAt(schedule, next)];
    return window === undefined || following === undefined ? [] : [[window, following] as const];
  });
}

/** Seconds in words: `90 s`, `10 min`, `2 h`, `3 days`. */
export function inWords(seconds: number): string {
  const units = [
    [86_400, 'days'],
    [3600, 'h'],
    [60, 'min'],
  ] as const;
  const [size, name] = units.find(([size]) => seconds >= 2 * size || seconds === size) ?? [1, 's'];
  return `${Math.round((seconds / size) * 10) / 10} ${name === 'days' && seconds === size ? 'day' : name}`;
}
