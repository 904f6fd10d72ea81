import { dayOfYear, offsetAt, wallClock, weekday, type WallClock } from '../../spl/time/zone';

/** `strftime`: the format variables of Splunk's "Date and time format variables" page. */

export const dayNames = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;
export const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

interface Moment {
  readonly epoch: number;
  readonly wall: WallClock;
  readonly zone: string;
}

const pad = (value: number, width = 2, fill = '0'): string => String(value).padStart(width, fill);
const dayName = ({ wall }: Moment): string => dayNames[weekday(wall)] ?? '';
const monthName = ({ wall }: Moment): string => monthNames[wall.month - 1] ?? '';
const hour12 = ({ wall }: Moment): number => wall.hour % 12 || 12;

const variables: Readonly<Record<string, (moment: Moment) => string>> = {
  A: dayName,
  a: (m) => dayName(m).slice(0, 3),
  B: monthName,
  b: (m) => monthName(m).slice(0, 3),
  h: (m) => monthName(m).slice(0, 3),
  C: ({ wall }) => pad(Math.floor(wall.year / 100)),
  c: (m) => formatted('%a %b %e %H:%M:%S %Y', m),
  '+': (m) => formatted('%a %b %e %H:%M:%S %Z %Y', m),
  D: (m) => formatted('%m/%d/%y', m),
  d: ({ wall }) => pad(wall.day),
  e: ({ wall }) => pad(wall.day, 2, ' '),
  F: (m) => formatted('%Y-%m-%d', m),
  f: (m) => subseconds(m.epoch, 6),
  G: ({ wall }) => pad(isoWeek(wall).year, 4),
  g: ({ wall }) => pad(isoWeek(wall).year % 100),
  H: ({ wall }) => pad(wall.hour),
  I: (m) => pad(hour12(m)),
  j: ({ wall }) => pad(dayOfYear(wall), 3),
  k: ({ wall }) => pad(wall.hour, 2, ' '),
  l: (m) => pad(hour12(m), 2, ' '),
  M: ({ wall }) => pad(wall.minute),
  m: ({ wall }) => pad(wall.month),
  n: () => '\n',
  p: ({ wall }) => (wall.hour < 12 ? 'AM' : 'PM'),
  R: (m) => formatted('%H:%M', m),
  r: (m) => formatted('%I:%M:%S %p', m),
  S: ({ wall }) => pad(wall.second),
  s: ({ epoch }) => String(Math.floor(epoch)),
  T: (m) => formatted('%H:%M:%S', m),
  t: () => '\t',
  U: ({ wall }) => pad(Math.floor((dayOfYear(wall) + 6 - weekday(wall)) / 7)),
  u: ({ wall }) => String(weekday(wall) || 7),
  V: ({ wall }) => pad(isoWeek(wall).week),
  W: ({ wall }) => pad(Math.floor((dayOfYear(wall) + 6 - ((weekday(wall) + 6) % 7)) / 7)),
  w: ({ wall }) => String(weekday(wall)),
  X: (m) => formatted('%H:%M:%S', m),
  x: (m) => formatted('%m/%d/%Y', m),
  Y: ({ wall }) => pad(wall.year, 4),
  y: ({ wall }) => pad(wall.year % 100),
  Z: ({ epoch, zone }) => zoneName(epoch, zone),
  z: (m) => offsetText(m, ''),
  '%': () => '%',
};

const pattern = /%(?:([369])([NQ])|([NQ])|(:{0,3})z|E([a-zA-Z])|([-_0^#]?)([A-Za-z%+]))/g;

/** Text of an instant (epoch seconds) in a zone; an unknown variable stays as it stands. */
export function strftime(epoch: number, format: string, zone: string): string {
  return formatted(format, { epoch, zone, wall: wallClock(epoch, zone) });
}

function formatted(format: string, moment: Moment): string {
  return format.replace(
    pattern,
    (
      all,
      digits?: string,
      _1?: string,
      plain?: string,
      colons?: string,
      extended?: string,
      flag?: string,
      name?: string,
    ) => {
      if (digits !== undefined) return subseconds(moment.epoch, Number(digits));
      if (plain !== undefined) return subseconds(moment.epoch, plain === 'Q' ? 3 : 9);
      if (colons !== undefined) return offsetText(moment, colons);
      if (extended !== undefined)
        return extended === 'z' ? minutesText(moment) : (variables[extended]?.(moment) ?? all);
      return flagged(flag ?? '', variables[name ?? '']?.(moment)) ?? all;
    },
  );
}

function flagged(flag: string, text: string | undefined): string | undefined {
  if (text === undefined || flag === '') return text;
  if (flag === '-') return text.replace(/^[0 ]+(?=.)/, '');
  if (flag === '_') return text.replace(/^0+(?=.)/, (zeros) => ' '.repeat(zeros.length));
  return flag === '0' ? text.replace(/^ +/, (blanks) => '0'.repeat(blanks.length)) : text.toUpperCase();
}

function subseconds(epoch: number, digits: number): string {
  const micros = Math.floor((epoch - Math.floor(epoch)) * 1e6 + 0.5);
  return pad(Math.min(micros, 999_999), 6).padEnd(9, '0').slice(0, digits);
}

function offsetText({ epoch, zone }: Moment, colons: string): string {
  const offset = offsetAt(epoch, zone);
  const [hours, minutes, seconds] = [3600, 60, 1].map((unit, i) =>
    pad(Math.floor(Math.abs(offset) / unit) % (i === 0 ? 100 : 60)),
  );
  const sign = offset < 0 ? '-' : '+';
  if (colons === ':::') return `${sign}${hours ?? ''}`;
  const by = colons === '' ? '' : ':';
  return `${sign}${hours ?? ''}${by}${minutes ?? ''}${colons === '::' ? `:${seconds ?? ''}` : ''}`;
}

function minutesText({ epoch, zone }: Moment): string {
  const minutes = Math.round(offsetAt(epoch, zone) / 60);
  return `${minutes < 0 ? '-' : '+'}${Math.abs(minutes)}`;
}

function zoneName(epoch: number, zone: string): string {
  const parts = new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'short' }).formatToParts(
    new Date(epoch * 1000),
  );
  return parts.find((part) => part.type === 'timeZoneName')?.value ?? zone;
}

/** ISO 8601 week and the year it belongs to. */
function isoWeek(wall: WallClock): { readonly year: number; readonly week: number } {
  const week = Math.floor((dayOfYear(wall) - (weekday(wall) || 7) + 10) / 7);
  if (week < 1) return isoWeek({ ...wall, year: wall.year - 1, month: 12, day: 31 });
  const lastDay = weekday({ ...wall, month: 12, day: 31 });
  const belongsToNext = week === 53 && lastDay >= 1 && lastDay <= 3;
  return belongsToNext ? { year: wall.year + 1, week: 1 } : { year: wall.year, week };
}
