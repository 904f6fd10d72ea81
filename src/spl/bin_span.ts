import type { BinSpan } from './ast';
import { timeUnit } from './time_units';

/** Spans of `bin`, `timechart` and `by _time span=`: `5m`, `1d@w1`, `10`, `2log10`. */

/** The span that a text says, or undefined; a bin must be wider than nothing. */
export function parseBinSpan(text: string): BinSpan | undefined {
  if (text === 'auto') return { kind: 'auto' };
  const log = /^(\d+(?:\.\d+)?)?log(\d+(?:\.\d+)?)?$/.exec(text);
  if (log !== null) return logSpan(Number(log[1] ?? 1), Number(log[2] ?? 10));
  if (/^(?:\d+\.?\d*|\.\d+)$/.test(text)) return Number(text) > 0 ? { kind: 'number', size: Number(text) } : undefined;
  const time = /^(\d*)([a-z]+)(?:@(\w+))?$/i.exec(text);
  const unit = timeUnit(time?.[2] ?? '');
  const amount = time?.[1] === '' ? 1 : Number(time?.[1]);
  if (time === null || unit === undefined || amount === 0) return undefined;
  return { kind: 'time', amount, unit, snap: time[3] ?? null };
}

/** Splunk's "bin": the coefficient is at least 1 and less than the base. */
function logSpan(coefficient: number, base: number): BinSpan | undefined {
  return coefficient >= 1 && coefficient < base ? { kind: 'log', coefficient, base } : undefined;
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
