import type { BinOptions } from '../../spl/ast';
import { alignedSpan, leastSeconds } from '../binning/alignment';
import { autoSpan, binStart, type TimeSpan } from '../binning/time_bins';
import { autoNumberSpan, numberBin, type NumberSpan } from '../binning/number_bins';
import type { CommandContext } from './command';
import { mapTable, mapRows, type Runner } from './command';
import type { FieldValue, Row } from '../types';
import { addFields, fieldOf, withField } from '../values/row';
import { numberOf } from '../values/value';

/** `bin`: a field's value becomes the bin it lies in: the start for times, `low-high` for other numbers. */
export const runBin: Runner<'bin'> = (command, context) => {
  const name = command.field.name;
  const to = command.as?.name ?? name;
  const change = (binning: (value: number) => FieldValue): ((row: Row) => Row) => {
    return (row) => {
      const value = numberOf(fieldOf(row, name));
      return value === undefined
        ? to === name
          ? row
          : withField(row, to, fieldOf(row, name))
        : withField(row, to, binning(value));
    };
  };
  const fixed = name === '_time' ? timeBinning(command.options, context) : numberBinning(command.options);
  if (fixed !== undefined) return mapRows(change(fixed), [to]);
  return mapTable(context, ({ fields, rows }) => {
    const binning = automatic(name, rows, command.options, context);
    return { fields: addFields(fields, [to]), rows: rows.map(change(binning)) };
  });
};

function timeBinning(options: BinOptions, context: CommandContext): ((value: number) => number) | undefined {
  const span = alignedSpan(options, context);
  return span === undefined ? undefined : (value) => binStart(value, span, context.clock.timeZone);
}

function numberBinning({ span }: BinOptions): ((value: number) => string) | undefined {
  if (span === undefined || span.kind === 'auto') return undefined;
  const size: NumberSpan =
    span.kind === 'log' ? span : { kind: 'number', size: span.kind === 'number' ? span.size : span.amount };
  return (value) => numberBin(value, size);
}

function automatic(
  name: string,
  rows: readonly Row[],
  options: BinOptions,
  { clock }: CommandContext,
): (value: number) => FieldValue {
  const values = rows.flatMap((row) => numberOf(fieldOf(row, name)) ?? []);
  const low = options.start ?? values.reduce((a, b) => Math.min(a, b), Infinity);
  const high = options.end ?? values.reduce((a, b) => Math.max(a, b), -Infinity);
  const bins = options.bins ?? 100;
  if (name === '_time') {
    const span: TimeSpan = autoSpan(low, high, bins, leastSeconds(options));
    return (value) => binStart(value, span, clock.timeZone);
  }
  const size = Math.max(autoNumberSpan(low, high, bins), options.minspan?.kind === 'number' ? options.minspan.size : 0);
  return (value) => numberBin(value, { kind: 'number', size });
}
