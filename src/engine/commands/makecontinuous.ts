import { binStart, nextBin, timeSpanOf } from '../binning/time_bins';
import type { Row } from '../types';
import { addFields, fieldOf, withField } from '../values/row';
import { numberOf } from '../values/value';
import { mapTable, reportRowLimit, type CommandContext, type Runner } from './command';

/** `makecontinuous`: times become the starts of their bins, and a bin without rows gets one of its own; rows without a time come last. */
export const runMakecontinuous: Runner<'makecontinuous'> = ({ binning }, context) =>
  mapTable(context, ({ fields, rows }) => {
    const span = timeSpanOf(binning);
    if (span === undefined) return { fields, rows };
    const zone = context.clock.timeZone;
    const timeOf = (row: Row): number | undefined => numberOf(fieldOf(row, '_time'));
    const binned = rows.flatMap((row) => {
      const time = timeOf(row);
      return time === undefined ? [] : [{ start: binStart(time, span, zone), row }];
    });
    const sorted = binned.sort((a, b) => a.start - b.start);
    const next = (start: number): number => nextBin(start, span, zone);
    const timeless = rows.filter((row) => timeOf(row) === undefined);
    return { fields: addFields(fields, ['_time']), rows: [...withGaps(sorted, next, context), ...timeless] };
  });

interface Binned {
  readonly start: number;
  readonly row: Row;
}

function withGaps(sorted: readonly Binned[], next: (start: number) => number, context: CommandContext): readonly Row[] {
  const rows: Row[] = [];
  let expected = sorted[0]?.start ?? 0;
  for (const { start, row } of sorted) {
    for (; expected < start; expected = next(expected)) {
      if (rows.length >= context.limits.maxResultRows) {
        reportRowLimit(context);
        return rows;
      }
      rows.push({ _time: expected });
    }
    rows.push(withField(row, '_time', start));
    expected = next(start);
  }
  return rows;
}
