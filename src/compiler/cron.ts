/** Cron schedules as Splunk takes them: minute, hour, day of month, month, day of week. */

const FIELDS = [
  { name: 'minute', from: 0, to: 59, words: [] },
  { name: 'hour', from: 0, to: 23, words: [] },
  { name: 'day of month', from: 1, to: 31, words: [] },
  {
    name: 'month',
    from: 1,
    to: 12,
    words: ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'],
  },
  { name: 'day of week', from: 0, to: 7, words: ['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'] },
] as const;

type Field = (typeof FIELDS)[number];

/** When a schedule runs; days of the week are 0 Sunday to 6 Saturday. */
export interface Cron {
  readonly minutes: ReadonlySet<number>;
  readonly hours: ReadonlySet<number>;
  readonly days: ReadonlySet<number>;
  readonly months: ReadonlySet<number>;
  readonly weekdays: ReadonlySet<number>;
  /** Both the day of the month and that of the week are restricted: one of the two is then enough. */
  readonly eitherDay: boolean;
}

/** What is wrong with a schedule, or undefined. */
export function cronProblem(cron: string): string | undefined {
  const parts = partsOf(cron);
  if (parts.length !== FIELDS.length) return `it has ${parts.length} fields, not 5`;
  for (const [index, field] of FIELDS.entries()) {
    const list = (parts[index] ?? '').split(',');
    const wrong = list.find((part) => rangeOf(part, field) === undefined);
    if (wrong !== undefined) return `"${wrong}" is no ${field.name}: ${field.from} to ${field.to}`;
  }
  return neverComes(parts);
}

/** Days that none of the months has: the 31st of February. */
function neverComes(parts: readonly string[]): string | undefined {
  const [, , days = '', months = '', weekdays = ''] = parts;
  if (!weekdays.startsWith('*')) return undefined;
  const first = Math.min(...valuesOf(days, FIELDS[2]));
  const last = Math.max(...[...valuesOf(months, FIELDS[3])].map((month) => MOST_DAYS[month] ?? 31));
  return first > last ? `day ${first} never comes in month ${months}` : undefined;
}

/** Days of each month, January at 1. */
const MOST_DAYS: readonly number[] = [0, 31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

/** A schedule by its parts; undefined for one that cronProblem objects to. */
export function parseCron(cron: string): Cron | undefined {
  if (cronProblem(cron) !== undefined) return undefined;
  const parts = partsOf(cron);
  const [minutes, hours, days, months, weekdays] = FIELDS.map((field, index) => valuesOf(parts[index] ?? '', field));
  if (!minutes || !hours || !days || !months || !weekdays) return undefined;
  return {
    minutes,
    hours,
    days,
    months,
    weekdays: new Set([...weekdays].map((day) => day % 7)),
    eitherDay: [parts[2], parts[4]].every((part) => part !== undefined && !part.startsWith('*')),
  };
}

function partsOf(cron: string): readonly string[] {
  return cron
    .trim()
    .split(/\s+/)
    .filter((part) => part !== '');
}

function valuesOf(part: string, field: Field): ReadonlySet<number> {
  const values = new Set<number>();
  for (const { low, high, step } of part.split(',').flatMap((item) => rangeOf(item, field) ?? []))
    for (let value = low; value <= high; value += step) values.add(value);
  return values;
}

interface Range {
  readonly low: number;
  readonly high: number;
  readonly step: number;
}

/** range := ( * | value | value-value ) [ / step ]; `5/10` goes on to the field's end. */
function rangeOf(text: string, { from, to, words }: Field): Range | undefined {
  const match = /^(\*|\w+)(?:-(\w+))?(?:\/(\d+))?$/.exec(text);
  if (match === null) return undefined;
  const [, first = '', last, written] = match;
  const step = written === undefined ? 1 : Number(written);
  if (step < 1 || step > to) return undefined;
  if (first === '*') return last === undefined ? { low: from, high: to, step } : undefined;
  const low = numberOf(first, from, words);
  const high = last === undefined ? (written === undefined ? low : to) : numberOf(last, from, words);
  return low >= from && high <= to && low <= high ? { low, high, step } : undefined;
}

function numberOf(word: string, from: number, words: readonly string[]): number {
  const place = words.indexOf(word.toLowerCase());
  if (place >= 0) return place + from;
  return /^\d+$/.test(word) ? Number(word) : NaN;
}

const DAY = 86_400;

/** Whether a schedule runs on the day that begins at this instant (epoch seconds, UTC). */
export function runsOnDay({ days, months, weekdays, eitherDay }: Cron, midnight: number): boolean {
  const date = new Date(midnight * 1000);
  const byDay = days.has(date.getUTCDate());
  const byWeekday = weekdays.has(date.getUTCDay());
  return months.has(date.getUTCMonth() + 1) && (eitherDay ? byDay || byWeekday : byDay && byWeekday);
}

/** The days of a time (epoch seconds, UTC midnights) on which a schedule runs. */
export function runDays(cron: Cron, from: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => from + index * DAY).filter((day) => runsOnDay(cron, day));
}

/** The seconds after midnight at which it runs, on a day on which it does. */
export function runsInDay({ minutes, hours }: Cron): readonly number[] {
  const inHour = [...minutes].sort((a, b) => a - b);
  return [...hours].sort((a, b) => a - b).flatMap((hour) => inHour.map((minute) => hour * 3600 + minute * 60));
}
