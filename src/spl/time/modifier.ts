import { timeUnit } from '../time_units';
import { addUnits, snapTo } from './units';
import { epochOf, isOnClock } from './zone';

/** Time modifiers: `-7d@d`, `@w1`, `now`, epoch seconds, absolute dates; relative to a clock, in a zone. */

export interface Clock {
  /** Epoch seconds. */
  readonly now: number;
  /** IANA name. */
  readonly timeZone: string;
}

/** Why a text is no time, and what would be. */
export interface TimeProblem {
  readonly message: string;
  readonly hint: string;
}

export type TimeResult =
  { readonly kind: 'time'; readonly epoch: number } | { readonly kind: 'problem'; readonly problem: TimeProblem };

/** Epoch seconds of a time modifier, or what is wrong with it. Real-time modifiers are refused. */
export function parseTime(text: string, clock: Clock): TimeResult {
  const trimmed = text.trim();
  if (/^rt/i.test(trimmed))
    return problem(`"${text}" asks for a real-time search`, 'Give a range of the past, for example -15m to now.');
  const epoch = absolute(trimmed, clock) ?? relative(trimmed, clock);
  if (epoch !== undefined) return { kind: 'time', epoch };
  return problem(
    `"${text}" is no time`,
    'Write a modifier such as -7d@d, @w1 or now, epoch seconds, an ISO 8601 time, or MM/DD/YYYY:HH:MM:SS.',
  );
}

function problem(message: string, hint: string): TimeResult {
  return { kind: 'problem', problem: { message, hint } };
}

function absolute(text: string, clock: Clock): number | undefined {
  if (/^now(\(\))?$/i.test(text)) return clock.now;
  if (/^\d+(\.\d*)?$/.test(text)) return Number(text);
  return splunkDate(text, clock.timeZone) ?? isoDate(text, clock.timeZone);
}

/** `%m/%d/%Y:%H:%M:%S`, the default format of `earliest=` and `latest=`; the time of day may be left out. */
function splunkDate(text: string, zone: string): number | undefined {
  const match = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?::(\d{1,2}):(\d{1,2}):(\d{1,2}))?$/.exec(text);
  if (match === null) return undefined;
  const [month = 0, day = 0, year = 0, hour = 0, minute = 0, second = 0] = match
    .slice(1)
    .map((part) => Number(part || 0));
  const wall = { year, month, day, hour, minute, second };
  return isOnClock(wall) ? epochOf(wall, zone) : undefined;
}

function isoDate(text: string, zone: string): number | undefined {
  const pattern = /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(\.\d+)?)?)?(Z|[+-]\d{2}:?\d{2})?$/i;
  const match = pattern.exec(text);
  if (match === null) return undefined;
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, fraction = 0] = match
    .slice(1, 8)
    .map((part) => Number(part || 0));
  const wall = { year, month, day, hour, minute, second };
  if (!isOnClock(wall)) return undefined;
  const offset = match[8];
  return (offset === undefined ? epochOf(wall, zone) : epochOf(wall, 'UTC') - offsetSeconds(offset)) + fraction;
}

function offsetSeconds(text: string): number {
  const match = /^([+-])(\d{2}):?(\d{2})$/.exec(text);
  if (match === null) return 0;
  return (match[1] === '-' ? -1 : 1) * (Number(match[2]) * 3600 + Number(match[3]) * 60);
}

const step = /^(?:([+-])(\d*)([a-z]+)|(\d+)([a-z]+)|@([a-z]+)([0-7]?))/i;

/** `relative_time(epoch, modifier)`: undefined when the modifier is none. */
export function relative(text: string, clock: Clock): number | undefined {
  let rest = text.replace(/^now(\(\))?(?=[-+@])/i, '');
  if (rest === '') return undefined;
  let epoch = clock.now;
  while (rest !== '') {
    const match = step.exec(rest);
    const next = match === null ? undefined : applied(match, epoch, clock.timeZone);
    if (match === null || next === undefined) return undefined;
    epoch = next;
    rest = rest.slice(match[0].length);
  }
  return epoch;
}

function applied(match: RegExpExecArray, epoch: number, zone: string): number | undefined {
  const snapUnit = match[6];
  if (snapUnit !== undefined) return snappedBy(snapUnit, match[7] ?? '', epoch, zone);
  const unit = timeUnit(match[3] ?? match[5] ?? '');
  if (unit === undefined) return undefined;
  const digits = match[2] ?? match[4] ?? '';
  const count = (match[1] === '-' ? -1 : 1) * (digits === '' ? 1 : Number(digits));
  return addUnits(epoch, count, unit, zone);
}

function snappedBy(word: string, day: string, epoch: number, zone: string): number | undefined {
  const unit = timeUnit(word);
  if (unit === undefined || (day !== '' && unit !== 'w')) return undefined;
  return snapTo(epoch, unit, zone, day === '' ? 0 : Number(day) % 7);
}
