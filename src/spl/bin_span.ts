import type { BinSpan, TimeUnit } from './ast';

/** Spans of `bin`, `timechart` and `by _time span=`: `5m`, `1d@w1`, `10`, `2log10`. */

const UNITS: Readonly<Record<TimeUnit, readonly string[]>> = {
  us: ['us'],
  ms: ['ms'],
  cs: ['cs'],
  ds: ['ds'],
  s: ['s', 'sec', 'secs', 'second', 'seconds'],
  m: ['m', 'min', 'mins', 'minute', 'minutes'],
  h: ['h', 'hr', 'hrs', 'hour', 'hours'],
  d: ['d', 'day', 'days'],
  w: ['w', 'week', 'weeks'],
  mon: ['mon', 'month', 'months'],
  q: ['q', 'qtr', 'qtrs', 'quarter', 'quarters'],
  y: ['y', 'yr', 'yrs', 'year', 'years'],
};

const unitByWord: ReadonlyMap<string, TimeUnit> = new Map(unitWords());

function unitWords(): readonly (readonly [string, TimeUnit])[] {
  return unitNames().flatMap((unit) => UNITS[unit].map((word): readonly [string, TimeUnit] => [word, unit]));
}

function unitNames(): readonly TimeUnit[] {
  return ['us', 'ms', 'cs', 'ds', 's', 'm', 'h', 'd', 'w', 'mon', 'q', 'y'];
}

/** The span that a text says, or undefined. */
export function parseBinSpan(text: string): BinSpan | undefined {
  if (text === 'auto') return { kind: 'auto' };
  const log = /^(\d+(?:\.\d+)?)?log(\d+(?:\.\d+)?)?$/.exec(text);
  if (log !== null) return { kind: 'log', coefficient: Number(log[1] ?? 1), base: Number(log[2] ?? 10) };
  if (/^(?:\d+\.?\d*|\.\d+)$/.test(text)) return { kind: 'number', size: Number(text) };
  const time = /^(\d*)([a-z]+)(?:@(\w+))?$/i.exec(text);
  const unit = unitByWord.get(time?.[2]?.toLowerCase() ?? '');
  if (time === null || unit === undefined) return undefined;
  return { kind: 'time', amount: time[1] === '' ? 1 : Number(time[1]), unit, snap: time[3] ?? null };
}

/** A span as SPL writes it. */
export function writeBinSpan(span: BinSpan): string {
  switch (span.kind) {
    case 'auto':
      return 'auto';
    case 'log':
      return `${span.coefficient}log${span.base}`;
    case 'number':
      return String(span.size);
    case 'time':
      return `${span.amount}${span.unit}${span.snap === null ? '' : `@${span.snap}`}`;
  }
}
