import type { BinSpan, TimeUnit } from '../../spl/ast';
import { timeUnit } from '../../spl/time_units';
import { addUnits, snapTo, unitSeconds } from '../../spl/time/units';
import { epochOf, wallClock } from '../../spl/time/zone';

/** Bins of time: seconds to hours are counted from the epoch, days and more by the calendar of the user's zone. */
export interface TimeSpan {
  readonly amount: number;
  readonly unit: TimeUnit;
  /** Seconds into the unit at which bins begin (`aligntime`). */
  readonly offset: number;
}

/** A span of time, or undefined for one of numbers. */
export function timeSpanOf(span: BinSpan): TimeSpan | undefined {
  if (span.kind === 'time') return { amount: span.amount, unit: timeUnit(span.unit) ?? 's', offset: 0 };
  return span.kind === 'number' ? { amount: span.size, unit: 's', offset: 0 } : undefined;
}

/** The start of the bin in which an instant lies. */
export function binStart(epoch: number, { amount, unit, offset }: TimeSpan, zone: string): number {
  const seconds = unitSeconds(unit);
  if (seconds !== undefined && seconds < 86400) {
    const size = seconds * amount;
    return rounded(Math.floor((epoch - offset) / size) * size + offset);
  }
  return calendarStart(epoch - offset, amount, unit, zone) + offset;
}

/** Binary fractions of milliseconds would show; no bin is finer than a microsecond. */
function rounded(epoch: number): number {
  return Math.round(epoch * 1e6) / 1e6;
}

function calendarStart(epoch: number, amount: number, unit: TimeUnit, zone: string): number {
  if (amount === 1) return snapTo(epoch, unit, zone);
  const wall = wallClock(epoch, zone);
  const midnight = { ...wall, hour: 0, minute: 0, second: 0 };
  if (unit === 'd' || unit === 'w') {
    const days = Math.floor(epochOf(midnight, 'UTC') / 86400);
    const size = unit === 'w' ? 7 * amount : amount;
    const origin = unit === 'w' ? 3 : 0;
    const behind = (((days - origin) % size) + size) % size;
    return epochOf({ ...midnight, day: midnight.day - behind }, zone);
  }
  const size = amount * (unit === 'y' ? 12 : unit === 'q' ? 3 : 1);
  const months = (wall.year - 1970) * 12 + wall.month - 1;
  return epochOf({ ...midnight, day: 1, month: Math.floor(months / size) * size + 1, year: 1970 }, zone);
}

/** The start of the next bin. */
export function nextBin(start: number, { amount, unit }: TimeSpan, zone: string): number {
  return rounded(addUnits(start, amount, unit, zone));
}

/** The spans that `bins=N` chooses from, smallest first. */
const spans: readonly (readonly [number, TimeUnit])[] = [
  [1, 's'], [5, 's'], [10, 's'], [30, 's'], [1, 'm'], [5, 'm'], [10, 'm'], [30, 'm'], [1, 'h'], [1, 'd'], [1, 'mon'], [1, 'y'],
]; // prettier-ignore

const roughSeconds = (amount: number, unit: TimeUnit): number =>
  amount * (unitSeconds(unit) ?? (unit === 'mon' ? 30 : 365) * 86400);

/** The finest span, not shorter than `least` seconds, that needs no more than so many bins between two instants. */
export function autoSpan(from: number, to: number, bins: number, least = 0): TimeSpan {
  const isCoarse = (seconds: number): boolean => seconds >= least && (to - from) / seconds <= bins;
  const found = spans.find(([amount, unit]) => isCoarse(roughSeconds(amount, unit))) ?? [1, 'y'];
  return { amount: found[0], unit: found[1], offset: 0 };
}
