import type { Clock } from '../../spl/time/modifier';
import { dayNames, monthNames } from './strftime';
import { epochOf, isTimeZone, wallClock, type WallClock } from '../../spl/time/zone';

/**
 * `strptime`: reads a text by a format. A time of day without a date is one of today, a date without a year one of this
 * year; a date without its day is none.
 */

interface Parts {
  year?: number;
  month?: number;
  day?: number;
  dayOfYear?: number;
  hour?: number;
  hour12?: number;
  afternoon?: boolean;
  minute?: number;
  second?: number;
  fraction?: number;
  epoch?: number;
  offset?: number;
  zone?: string;
}

interface Reader {
  readonly pattern: string;
  readonly take: (text: string, into: Parts) => void;
}

const number = (
  pattern: string,
  key: 'year' | 'month' | 'day' | 'dayOfYear' | 'hour' | 'hour12' | 'minute' | 'second' | 'epoch',
): Reader => ({
  pattern,
  take: (text, into) => {
    into[key] = Number(text);
  },
});
const ignored = (pattern: string): Reader => ({ pattern, take: () => undefined });
const names = (all: readonly string[]): string => all.map((name) => `${name}|${name.slice(0, 3)}`).join('|');
const month: Reader = {
  pattern: names(monthNames),
  take: (text, into) => {
    into.month = monthNames.findIndex((name) => name.slice(0, 3).toLowerCase() === text.slice(0, 3).toLowerCase()) + 1;
  },
};
const fraction: Reader = {
  pattern: '\\d{1,9}',
  take: (text, into) => {
    into.fraction = Number(`0.${text}`);
  },
};
const offset: Reader = {
  pattern: 'Z|[+-]\\d{2}:?\\d{2}(?::?\\d{2})?|[+-]\\d{2}',
  take: (text, into) => {
    const [hours = '0', minutes = '0', seconds = '0'] = text.replace(/[Z+:-]/gi, '').match(/\d\d/g) ?? [];
    into.offset = (text.startsWith('-') ? -1 : 1) * (Number(hours) * 3600 + Number(minutes) * 60 + Number(seconds));
  },
};

const abbreviations: Readonly<Record<string, number>> = {
  UTC: 0, GMT: 0, Z: 0, EST: -5, EDT: -4, CST: -6, CDT: -5, MST: -7, MDT: -6, PST: -8, PDT: -7, CET: 1, CEST: 2, BST: 1,
}; // prettier-ignore

const readers: Readonly<Record<string, Reader>> = {
  A: ignored(names(dayNames)),
  a: ignored(names(dayNames)),
  B: month,
  b: month,
  h: month,
  d: number(' ?\\d{1,2}', 'day'),
  e: number(' ?\\d{1,2}', 'day'),
  f: fraction,
  H: number(' ?\\d{1,2}', 'hour'),
  I: number(' ?\\d{1,2}', 'hour12'),
  j: number('\\d{1,3}', 'dayOfYear'),
  k: number(' ?\\d{1,2}', 'hour'),
  l: number(' ?\\d{1,2}', 'hour12'),
  M: number('\\d{1,2}', 'minute'),
  m: number('\\d{1,2}', 'month'),
  N: fraction,
  Q: fraction,
  p: {
    pattern: '[AaPp][Mm]',
    take: (text, into) => {
      into.afternoon = /^p/i.test(text);
    },
  },
  S: number('\\d{1,2}', 'second'),
  s: number('-?\\d+(?:\\.\\d+)?', 'epoch'),
  U: ignored('\\d{1,2}'),
  u: ignored('\\d'),
  V: ignored('\\d{1,2}'),
  w: ignored('\\d'),
  Y: number('\\d{4}', 'year'),
  y: {
    pattern: '\\d{2}',
    take: (text, into) => {
      into.year = Number(text) + (Number(text) < 69 ? 2000 : 1900);
    },
  },
  Z: {
    pattern: '[A-Za-z]+(?:/[A-Za-z_]+)*',
    take: (text, into) => {
      const hours = abbreviations[text.toUpperCase()];
      if (hours !== undefined) into.offset = hours * 3600;
      else into.zone = text;
    },
  },
  z: offset,
};

const compound: Readonly<Record<string, string>> = {
  T: '%H:%M:%S',
  X: '%H:%M:%S',
  R: '%H:%M',
  r: '%I:%M:%S %p',
  F: '%Y-%m-%d',
  D: '%m/%d/%y',
  x: '%m/%d/%Y',
  c: '%a %b %d %H:%M:%S %Y',
  '+': '%a %b %d %H:%M:%S %Z %Y',
};

interface CompiledFormat {
  readonly regex: RegExp;
  readonly readers: readonly Reader[];
}

const cache = new Map<string, CompiledFormat>();

/** Epoch seconds of a text in a format, or undefined when it does not fit. Text behind the format is ignored. */
export function strptime(text: string, format: string, clock: Clock): number | undefined {
  const { regex, readers: order } = compiled(format);
  const match = regex.exec(text);
  if (match === null) return undefined;
  const parts: Parts = {};
  order.forEach((reader, i) => reader.take((match[i + 1] ?? '').trim(), parts));
  return epochOfParts(parts, clock);
}

function compiled(format: string): CompiledFormat {
  const known = cache.get(format);
  if (known !== undefined) return known;
  const order: Reader[] = [];
  const full = format.replace(/%([TXRrFDxc+])/g, (_, name: string) => compound[name] ?? '');
  const pattern = full.replace(
    /%(?:\d?([NQ])|:{0,3}(z)|E(z)|[-_0]?([A-Za-z%]))|(\s+)|([\s\S])/g,
    (...groups: (string | undefined)[]) => {
      const name = groups.slice(1, 5).find((group) => group !== undefined);
      const reader = readers[name ?? ''];
      if (reader !== undefined) return `(${order.push(reader) && reader.pattern})`;
      if (name === undefined) return groups[5] === undefined ? escapeRegex(groups[6] ?? '') : '\\s*';
      return name === '%' ? '%' : name === 'n' || name === 't' ? '\\s*' : '';
    },
  );
  const made = { regex: new RegExp(`^\\s*${pattern}`, 'i'), readers: order };
  cache.set(format, made);
  return made;
}

function escapeRegex(character: string): string {
  return character.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

function epochOfParts(parts: Parts, clock: Clock): number | undefined {
  if (parts.epoch !== undefined) return parts.epoch + (parts.fraction ?? 0);
  if (!inRange(parts)) return undefined;
  const date = dateOf(parts, wallClock(clock.now, clock.timeZone));
  if (date === undefined) return undefined;
  const wall = {
    ...date,
    hour: hourOf(parts),
    minute: parts.minute ?? 0,
    second: parts.second ?? 0,
  };
  const zone = parts.zone !== undefined && isTimeZone(parts.zone) ? parts.zone : clock.timeZone;
  const epoch = parts.offset === undefined ? epochOf(wall, zone) : epochOf(wall, 'UTC') - parts.offset;
  return epoch + (parts.fraction ?? 0);
}

type WallDate = Pick<WallClock, 'year' | 'month' | 'day'>;

/** Undefined for a date that lacks its month or its day. */
function dateOf({ year, month, day, dayOfYear }: Parts, today: WallClock): WallDate | undefined {
  if (dayOfYear !== undefined) return { year: year ?? today.year, month: 1, day: dayOfYear };
  if (month !== undefined && day !== undefined) return { year: year ?? today.year, month, day };
  return [year, month, day].every((part) => part === undefined) ? today : undefined;
}

function hourOf({ hour, hour12, afternoon }: Parts): number {
  if (hour12 !== undefined) return (hour12 % 12) + (afternoon === true ? 12 : 0);
  return hour ?? 0;
}

function inRange({ month, day, hour, hour12, minute, second }: Parts): boolean {
  const within = (value: number | undefined, low: number, high: number): boolean =>
    value === undefined || (value >= low && value <= high);
  return (
    within(month, 1, 12) &&
    within(day, 1, 31) &&
    within(hour, 0, 24) &&
    within(hour12, 1, 12) &&
    within(minute, 0, 59) &&
    within(second, 0, 60)
  );
}
