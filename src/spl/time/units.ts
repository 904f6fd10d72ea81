import type { TimeUnit } from '../ast';
import { daysInMonth, epochOf, wallClock, weekday, type WallClock } from './zone';

/** Units of time and the arithmetic on them, in a zone's wall clock (Splunk's "Time modifiers" page). */

const fixedSeconds: Readonly<Partial<Record<TimeUnit, number>>> = {
  us: 1e-6,
  ms: 1e-3,
  cs: 1e-2,
  ds: 1e-1,
  s: 1,
  m: 60,
  h: 3600,
};

/** Seconds of a unit that always lasts as long; a day counts as 24 hours, longer units are undefined. */
export function unitSeconds(unit: TimeUnit): number | undefined {
  if (unit === 'd') return 86400;
  return unit === 'w' ? 604800 : fixedSeconds[unit];
}

/** An instant moved by so many units: hours and less by their seconds, days and more by the calendar. */
export function addUnits(epoch: number, count: number, unit: TimeUnit, zone: string): number {
  const seconds = fixedSeconds[unit];
  if (seconds !== undefined) return epoch + count * seconds;
  const wall = wallClock(epoch, zone);
  const fraction = epoch - Math.floor(epoch);
  return epochOf(moved(wall, count, unit), zone) + fraction;
}

function moved(wall: WallClock, count: number, unit: TimeUnit): WallClock {
  if (unit === 'd') return { ...wall, day: wall.day + count };
  if (unit === 'w') return { ...wall, day: wall.day + 7 * count };
  const months = wall.month - 1 + count * (unit === 'y' ? 12 : unit === 'q' ? 3 : 1);
  const year = wall.year + Math.floor(months / 12);
  const month = (((months % 12) + 12) % 12) + 1;
  return { ...wall, year, month, day: Math.min(wall.day, daysInMonth(year, month)) };
}

/** The start of the unit that an instant lies in; weeks start on `weekStart` (0 Sunday to 6 Saturday). */
export function snapTo(epoch: number, unit: TimeUnit, zone: string, weekStart = 0): number {
  const fixed = fixedSeconds[unit];
  if (fixed !== undefined && fixed <= 1) return Math.floor(epoch / fixed + 1e-9) * fixed;
  return epochOf(snapped(wallClock(epoch, zone), unit, weekStart), zone);
}

function snapped(wall: WallClock, unit: TimeUnit, weekStart: number): WallClock {
  const minute = { ...wall, second: 0 };
  if (unit === 'm') return minute;
  const hour = { ...minute, minute: 0 };
  if (unit === 'h') return hour;
  const day = { ...hour, hour: 0 };
  if (unit === 'd') return day;
  if (unit === 'w') return { ...day, day: day.day - ((weekday(day) - weekStart + 7) % 7) };
  const month = { ...day, day: 1 };
  if (unit === 'mon') return month;
  return { ...month, month: unit === 'q' ? Math.floor((month.month - 1) / 3) * 3 + 1 : 1 };
}
