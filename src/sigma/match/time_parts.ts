import type { TimePart } from '../value';

/** A part of a time as Windows logs and ISO 8601 write it; UTC where the text has no zone. Undefined: no time at all. */
export function timePartOf(text: string, part: TimePart): number | undefined {
  const found = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d(?::\d\d(?:\.\d+)?)?)\s*(Z|[+-]\d\d:?\d\d)?$/.exec(text.trim());
  if (found === null) return undefined;
  const [, day = '', clock = '', zone = 'Z'] = found;
  const date = new Date(`${day}T${clock}${zone}`);
  return Number.isNaN(date.getTime()) ? undefined : parts[part](date);
}

const parts: Record<TimePart, (date: Date) => number> = {
  minute: (date) => date.getUTCMinutes(),
  hour: (date) => date.getUTCHours(),
  day: (date) => date.getUTCDate(),
  week: isoWeek,
  month: (date) => date.getUTCMonth() + 1,
  year: (date) => date.getUTCFullYear(),
};

const DAY = 86_400_000;

/** ISO 8601: weeks start on Monday, week 1 holds the year's first Thursday. */
function isoWeek(date: Date): number {
  const midnight = Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate());
  const thursday = new Date(midnight + (3 - ((date.getUTCDay() + 6) % 7)) * DAY);
  const newYear = Date.UTC(thursday.getUTCFullYear(), 0, 1);
  return Math.floor((thursday.getTime() - newYear) / (7 * DAY)) + 1;
}
