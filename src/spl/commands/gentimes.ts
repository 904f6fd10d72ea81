import type { GentimesCommand, GentimesTime } from '../ast';
import type { CommandSyntax } from '../command_syntax';
import { closed } from '../field_set';
import { OptionReader, type OptionTable } from '../options';
import { isOnClock } from '../time/zone';

/** The columns of its result. */
export const gentimesColumns = ['starttime', 'starthuman', 'endtime', 'endhuman'] as const;

type Increment = GentimesCommand['increment'];

interface Options {
  readonly start?: GentimesTime;
  readonly end?: GentimesTime;
  readonly increment?: Increment;
}

const what = 'a date such as 12/31/2025 or 12/31/2025:23:59:59, or days such as -7';

const table: OptionTable<Options> = {
  start: { what, read: readTime },
  end: { what, read: readTime },
  increment: { what: 'a number with s, m, h or d', read: readIncrement },
};

function readTime(text: string): GentimesTime | undefined {
  if (/^-?\d+$/.test(text)) return { kind: 'days', days: Number(text) };
  const match = /^(\d{1,2})\/(\d{1,2})\/(\d{4}|\d{2})(?::(\d{1,2}):(\d{1,2}):(\d{1,2}))?$/.exec(text);
  if (match === null) return undefined;
  const [month = 0, day = 0, year = 0, hours = 0, minutes = 0, seconds = 0] = match
    .slice(1)
    .map((one) => Number(one || 0));
  const fullYear = year < 100 ? 2000 + year : year;
  if (!isOnClock({ year: fullYear, month, day, hour: hours, minute: minutes, second: seconds })) return undefined;
  return {
    kind: 'date',
    month,
    day,
    year: fullYear,
    seconds: 3600 * hours + 60 * minutes + seconds,
  };
}

function readIncrement(text: string): Increment | undefined {
  const match = /^(\d+)([smhd]?)$/.exec(text);
  const amount = Number(match?.[1]);
  return amount > 0 ? { amount, unit: unitOf(match?.[2]) } : undefined;
}

function unitOf(letter: string | undefined): Increment['unit'] {
  switch (letter) {
    case 's':
    case 'm':
    case 'h':
      return letter;
    default:
      return 'd';
  }
}

function writeTime(time: GentimesTime): string {
  if (time.kind === 'days') return String(time.days);
  const { month, day, year, seconds } = time;
  const clock = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  return `${month}/${day}/${year}${seconds === 0 ? '' : `:${clock.join(':')}`}`;
}

/** `gentimes start=time [end=time] [increment=number(s | m | h | d)]` */
export const gentimesSyntax: CommandSyntax<'gentimes'> = {
  names: ['gentimes'],
  parse(cursor, start) {
    const reader = new OptionReader('gentimes', table);
    reader.takeAll(cursor);
    reader.refuseUnknown(cursor);
    const { start: from, end: until = null, increment = { amount: 1, unit: 'd' } } = reader.options;
    if (from === undefined) throw cursor.problem('WW0303', 'Expected start= here', `write start= and ${what}`);
    return { kind: 'gentimes', from, until, increment, span: cursor.spanFrom(start) };
  },
  output: () => closed(gentimesColumns),
  print: ({ from, until, increment }) =>
    `gentimes start=${writeTime(from)}${until === null ? '' : ` end=${writeTime(until)}`} increment=${increment.amount}${increment.unit}`,
};
