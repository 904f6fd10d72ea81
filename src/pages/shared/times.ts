import { fromWall, toWall, type Zone } from './zone';

/** Times as people read them: "Sat 21 Nov 14:05", the year only when it is another one. Epoch seconds in, text out. */

const days = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

const two = (value: number): string => String(value).padStart(2, '0');

/** What the texts depend on: the zone, and the instant that "this year" is measured from. */
export interface Clock {
  readonly zone: Zone;
  readonly now: number;
}

const yearSuffix = (clock: Clock, wall: Date): string =>
  wall.getUTCFullYear() === toWall(clock.zone, clock.now).getUTCFullYear() ? '' : ` ${wall.getUTCFullYear()}`;

/** "21 Nov", with the year when it is not this one. */
export function shortDate(clock: Clock, epoch: number): string {
  const wall = toWall(clock.zone, epoch);
  return `${wall.getUTCDate()} ${months[wall.getUTCMonth()] ?? ''}${yearSuffix(clock, wall)}`;
}

/** "Mon 16 Nov". */
export function dayText(clock: Clock, epoch: number): string {
  return `${days[toWall(clock.zone, epoch).getUTCDay()] ?? ''} ${shortDate(clock, epoch)}`;
}

/** "14:05". */
export function hourText(clock: Clock, epoch: number): string {
  const wall = toWall(clock.zone, epoch);
  return `${two(wall.getUTCHours())}:${two(wall.getUTCMinutes())}`;
}

/** "Sat 21 Nov 14:05". */
export const minuteText = (clock: Clock, epoch: number): string => `${dayText(clock, epoch)} ${hourText(clock, epoch)}`;

/** "14:05:15.272"; the fraction only when there is one. */
export function secondText(clock: Clock, epoch: number): string {
  const wall = toWall(clock.zone, Math.floor(epoch));
  const fraction = Math.round((epoch - Math.floor(epoch)) * 1000);
  const tail = fraction > 0 && fraction < 1000 ? `.${String(fraction).padStart(3, '0')}` : '';
  return `${two(wall.getUTCHours())}:${two(wall.getUTCMinutes())}:${two(wall.getUTCSeconds())}${tail}`;
}

/** "Sat 21 Nov 14:05:15 UTC", for details, where exactness matters. */
export const exactText = (clock: Clock, epoch: number): string =>
  `${dayText(clock, epoch)} ${secondText(clock, Math.floor(epoch))} ${clock.zone.name}`;

/** ISO 8601 with the zone's offset, for exports. */
export function isoText(clock: Clock, epoch: number): string {
  const offset = clock.zone.offsetAt(epoch);
  const sign = offset < 0 ? '-' : '+';
  const wall = toWall(clock.zone, epoch).toISOString().replace('Z', '');
  return `${wall}${sign}${two(Math.floor(Math.abs(offset) / 60))}:${two(Math.abs(offset) % 60)}`;
}

/** "58 min", "2 d 8 h", "12 s": at most two units, and no seconds beside minutes. */
export function durationText(seconds: number): string {
  const rough = Math.max(0, Math.round(seconds));
  const whole = rough < 600 ? rough : Math.round(rough / 60) * 60;
  const units = [
    [Math.floor(whole / 86_400), 'd'],
    [Math.floor((whole % 86_400) / 3600), 'h'],
    [Math.floor((whole % 3600) / 60), 'min'],
    [whole % 60, 's'],
  ] as const;
  const first = units.findIndex(([count]) => count > 0);
  if (first === -1) return '0 s';
  return units
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');
}

/** The start of the day that holds this instant, moved by whole days (daylight saving respected). */
export function startOfDay(zone: Zone, epoch: number, movedDays = 0): number {
  const wall = toWall(zone, epoch);
  return fromWall(zone, new Date(Date.UTC(wall.getUTCFullYear(), wall.getUTCMonth(), wall.getUTCDate() + movedDays)));
}

/** Monday 00:00 of the week that holds this instant. */
export function startOfWeek(zone: Zone, epoch: number): number {
  const weekday = (toWall(zone, epoch).getUTCDay() + 6) % 7;
  return startOfDay(zone, epoch, -weekday);
}

export { counted, numberText } from '../../core/counted';
