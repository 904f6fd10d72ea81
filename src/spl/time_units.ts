import type { TimeUnit } from './ast';

/** The words for units of time (Splunk's "Time modifiers" page). */
const words: Readonly<Record<TimeUnit, readonly string[]>> = {
  us: ['us'],
  ms: ['ms'],
  cs: ['cs'],
  ds: ['ds'],
  s: ['s', 'sec', 'secs', 'second', 'seconds'],
  m: ['m', 'min', 'mins', 'minute', 'minutes'],
  h: ['h', 'hr', 'hrs', 'hour', 'hours'],
  d: ['d', 'day', 'days'],
  w: ['w', 'week', 'weeks'],
  mon: ['mon', 'month', 'months'],
  q: ['q', 'qtr', 'qtrs', 'quarter', 'quarters'],
  y: ['y', 'yr', 'yrs', 'year', 'years'],
};

const unitByWord: ReadonlyMap<string, TimeUnit> = new Map(
  (Object.entries(words) as [TimeUnit, readonly string[]][]).flatMap(([unit, all]) => all.map((word) => [word, unit])),
);

/** The unit of a word as it is written (`hrs`, `mon`), case not regarded; undefined for any other word. */
export function timeUnit(word: string): TimeUnit | undefined {
  return unitByWord.get(word.toLowerCase());
}
