import type { BinOptions } from '../../spl/ast';
import type { SearchContext } from '../context';
import type { Row } from '../types';
import { fieldOf, withField } from '../values/row';
import { numberOf } from '../values/value';
import { autoNumberSpan, numberBin, type NumberSpan } from './number_bins';
import { binStart, timeSpanOf } from './time_bins';

/** Rows with a split column binned, where its options ask for bins. */
export function binnedColumn(
  rows: readonly Row[],
  name: string,
  options: BinOptions,
  { clock }: SearchContext,
): readonly Row[] {
  if (options.span === undefined && options.bins === undefined) return rows;
  const time = name === '_time' && options.span !== undefined ? timeSpanOf(options.span) : undefined;
  const numbers = time === undefined ? numberSpanOf(rows, name, options) : undefined;
  return rows.map((row) => {
    const value = numberOf(fieldOf(row, name));
    if (value === undefined) return row;
    if (time !== undefined) return withField(row, name, binStart(value, time, clock.timeZone));
    return numbers === undefined ? row : withField(row, name, numberBin(value, numbers));
  });
}

function numberSpanOf(rows: readonly Row[], name: string, { span, bins }: BinOptions): NumberSpan | undefined {
  if (span?.kind === 'log') return span;
  if (span?.kind === 'number') return { kind: 'number', size: span.size };
  if (span?.kind === 'time') return { kind: 'number', size: span.amount };
  const values = rows.flatMap((row) => numberOf(fieldOf(row, name)) ?? []);
  if (values.length === 0) return undefined;
  const low = values.reduce((a, b) => Math.min(a, b));
  const high = values.reduce((a, b) => Math.max(a, b));
  return { kind: 'number', size: autoNumberSpan(low, high, bins ?? 100) };
}
