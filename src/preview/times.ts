import { ownValue } from '../core/own_value';
import { parseTime } from '../spl/time/modifier';

/** Epoch seconds of a time modifier, relative to `now` (epoch seconds); undefined when it is none. */
export function epochSeconds(modifier: string, now: number, timeZone: string): number | undefined {
  const parsed = parseTime(modifier, { now, timeZone });
  return parsed.kind === 'time' ? parsed.epoch : undefined;
}

/** Seconds of a length of time as conf files write it: `24h`, `10m`, `2d`, `90` (seconds); undefined when it is none. */
export function durationSeconds(text: string): number | undefined {
  const match = /^\s*(\d+(?:\.\d+)?)\s*([a-z]*)\s*$/i.exec(text);
  if (match === null) return undefined;
  const unit = ownValue(units, (match[2] ?? '').toLowerCase());
  return unit === undefined ? undefined : Number(match[1]) * unit;
}

const units: Readonly<Record<string, number>> = {
  '': 1,
  s: 1,
  sec: 1,
  secs: 1,
  second: 1,
  seconds: 1,
  m: 60,
  min: 60,
  mins: 60,
  minute: 60,
  minutes: 60,
  h: 3600,
  hr: 3600,
  hrs: 3600,
  hour: 3600,
  hours: 3600,
  d: 86_400,
  day: 86_400,
  days: 86_400,
  w: 604_800,
  week: 604_800,
  weeks: 604_800,
};
