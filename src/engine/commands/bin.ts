import type { BinOptions } from '../../spl/ast';
import { autoSpan, binStart, timeSpanOf, type TimeSpan } from '../binning/time_bins';
import { autoNumberSpan, numberBin, type NumberSpan } from '../binning/number_bins';
import type { CommandContext } from './command';
import { mapTable, mapRows, type Runner } from './command';
import type { FieldValue, Row } from '../types';
import { parseTime } from '../../spl/time/modifier';
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

function timeBinning(
  { span, aligntime }: BinOptions,
  { clock, range }: CommandContext,
): ((value: number) => number) | undefined {
  const size = span === undefined ? undefined : timeSpanOf(span);
  if (size === undefined) return undefined;
  const offset = alignment(aligntime, clock, range.earliest);
  return (value) => binStart(value, { ...size, offset }, clock.timeZone);
}

/** Seconds into the unit at which bins begin, from `aligntime=earliest`, `@d+3h` or epoch seconds. */
function alignment(text: string | undefined, clock: CommandContext['clock'], earliest: number | undefined): number {
  if (text === undefined || text === 'latest') return 0;
  if (text === 'earliest') return earliest ?? 0;
  const result = parseTime(text, clock);
  return result.kind === 'time' ? result.epoch : 0;
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
    const span: TimeSpan = autoSpan(low, high, bins);
    return (value) => binStart(value, span, clock.timeZone);
  }
  const size = Math.max(autoNumberSpan(low, high, bins), options.minspan?.kind === 'number' ? options.minspan.size : 0);
  return (value) => numberBin(value, { kind: 'number', size });
}
