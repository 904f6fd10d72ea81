/** Wall clocks of IANA time zones, from the runtime's own zone data. */

/** A wall-clock time; `month` is 1 to 12. */
export interface WallClock {
  readonly year: number;
  readonly month: number;
  readonly day: number;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
}

const formats = new Map<string, Intl.DateTimeFormat>();
const offsets = new Map<string, Map<number, number>>();
/** No zone changes its offset inside a quarter of an hour. */
const QUARTER = 900;
const MOST_CACHED = 100_000;

/** True when the runtime knows the zone. */
export function isTimeZone(zone: string): boolean {
  try {
    formatOf(zone);
    return true;
  } catch {
    return false;
  }
}

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
    era: 'short',
  });
  formats.set(zone, made);
  return made;
}

/** Seconds that the zone's wall clock is ahead of UTC at an instant (epoch seconds). */
export function offsetAt(epoch: number, zone: string): number {
  if (zone === 'UTC') return 0;
  const bucket = Math.floor(epoch / QUARTER);
  let cache = offsets.get(zone);
  if (cache === undefined || cache.size > MOST_CACHED) offsets.set(zone, (cache = new Map<number, number>()));
  const known = cache.get(bucket);
  if (known !== undefined) return known;
  const offset = computeOffset(bucket * QUARTER, zone);
  cache.set(bucket, offset);
  return offset;
}

function computeOffset(epoch: number, zone: string): number {
  const parts = new Map(
    formatOf(zone)
      .formatToParts(new Date(epoch * 1000))
      .map((part) => [part.type, part.value]),
  );
  const of = (type: Intl.DateTimeFormatPartTypes): number => Number(parts.get(type) ?? 0);
  const year = parts.get('era') === 'BC' ? 1 - of('year') : of('year');
  const wall = epochAsIfUtc({
    year,
    month: of('month'),
    day: of('day'),
    hour: of('hour'),
    minute: of('minute'),
    second: of('second'),
  });
  return Math.round(wall - epoch);
}

/** The wall clock of a zone at an instant, whole seconds. */
export function wallClock(epoch: number, zone: string): WallClock {
  const date = new Date((Math.floor(epoch) + offsetAt(epoch, zone)) * 1000);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    second: date.getUTCSeconds(),
  };
}

/** Epoch seconds of a wall clock; parts may overflow (month 13, day 0). A time that a zone skips moves forward. */
export function epochOf(wall: WallClock, zone: string): number {
  const naive = epochAsIfUtc(wall);
  if (zone === 'UTC') return naive;
  const first = naive - offsetAt(naive, zone);
  return naive - offsetAt(first, zone);
}

function epochAsIfUtc({ year, month, day, hour, minute, second }: WallClock): number {
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  date.setUTCHours(hour, minute, second, 0);
  return date.getTime() / 1000;
}

/** 0 Sunday to 6 Saturday. */
export function weekday({ year, month, day }: WallClock): number {
  return new Date(epochAsIfUtc({ year, month, day, hour: 0, minute: 0, second: 0 }) * 1000).getUTCDay();
}

/** 1 to 366. */
export function dayOfYear(wall: WallClock): number {
  const midnight = { ...wall, hour: 0, minute: 0, second: 0 };
  return Math.round((epochAsIfUtc(midnight) - epochAsIfUtc({ ...midnight, month: 1, day: 1 })) / 86400) + 1;
}

/** Days of a month, 1 to 12. */
export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Whether the day is in the calendar and the time on the clock: 25/12/2025 is no month, 30 February no day. */
export function isOnClock({ year, month, day, hour, minute, second }: WallClock): boolean {
  if (month < 1 || month > 12 || day < 1 || day > daysInMonth(year, month)) return false;
  return hour < 24 && minute < 60 && second < 60;
}
