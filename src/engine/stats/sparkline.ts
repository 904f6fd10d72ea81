import type { BinSpan } from '../../spl/ast';
import { autoSpan, binStart, nextBin, timeSpanOf, type TimeSpan } from '../binning/time_bins';
import type { SearchContext } from '../context';
import { engineMessage } from '../problem';
import type { FieldValue, Row } from '../types';
import { fieldOf } from '../values/row';
import { listOf, numberOf, textOf, type Scalar } from '../values/value';
import { nowhere } from '../commands/command';
import type { Accumulator, Hold } from './accumulator';
import type { Cell } from './cell';

/** `sparkline(…)`: the results of a function over bins of time, as the several values that Splunk Web draws. */

/** What Splunk puts before the numbers, so that pages know what to draw. */
const MARK = '##__SPARKLINE__##';

/** limits.conf [stats] sparkline_maxsize, which is list_maxsize. */
const MOST_BINS = 100;

/** What a bin, and a value that waits for one, take in memory, roughly. */
const BIN_BYTES = 200;
const POINT_BYTES = 64;

export interface SparklineColumn {
  readonly binning: BinSpan | null;
  readonly value: (row: Row) => FieldValue;
  readonly make: () => Accumulator;
  readonly hold: Hold;
}

interface Seen {
  first: number;
  last: number;
}

/** Makes the cells of one column; all of them show the same time: that of the search, or else that of the rows. */
export function sparklineCells(column: SparklineColumn, context: SearchContext): () => Cell {
  const seen: Seen = { first: Infinity, last: -Infinity };
  const span = knownSpan(column, context);
  return () => (span === undefined ? waitingCell(column, seen, context) : binnedCell(column, span, seen, context));
}

/** The length of the bins when it does not depend on the rows. */
function knownSpan({ binning }: SparklineColumn, { range }: SearchContext): TimeSpan | undefined {
  if (binning !== null) return timeSpanOf(binning);
  const { earliest, latest } = range;
  return earliest === undefined || latest === undefined ? undefined : autoSpan(earliest, latest, MOST_BINS - 1);
}

function binnedCell({ value, make, hold }: SparklineColumn, span: TimeSpan, seen: Seen, context: SearchContext): Cell {
  const bins = new Map<number, Accumulator>();
  const zone = context.clock.timeZone;
  return {
    add: (row) => {
      const time = numberOf(fieldOf(row, '_time'));
      const one = value(row);
      if (time === undefined || one === null) return;
      see(seen, time);
      const start = binStart(time, span, zone);
      let bin = bins.get(start);
      if (bin === undefined) {
        bins.set(start, (bin = make()));
        hold(BIN_BYTES);
      }
      bin.add(one, row);
    },
    result: () => {
      if (seen.last === -Infinity) return null;
      const starts = binsBetween(context.range.earliest ?? seen.first, endOf(seen, context), span, context);
      return [MARK, ...starts.map((start): Scalar => listOf(bins.get(start)?.result() ?? null)[0] ?? 0)];
    },
  };
}

/** Keeps times and values until the end, when the time that all rows take up is known. */
function waitingCell(column: SparklineColumn, seen: Seen, context: SearchContext): Cell {
  const points: (readonly [number, FieldValue])[] = [];
  return {
    add: (row) => {
      const time = numberOf(fieldOf(row, '_time'));
      const one = column.value(row);
      if (time === undefined || one === null) return;
      see(seen, time);
      points.push([time, one]);
      column.hold(POINT_BYTES + 2 * (textOf(one)?.length ?? 0));
    },
    result: () => {
      if (seen.last === -Infinity) return null;
      const span = autoSpan(context.range.earliest ?? seen.first, endOf(seen, context), MOST_BINS - 1);
      const cell = binnedCell({ ...column, value: (row) => fieldOf(row, 'value') }, span, seen, context);
      for (const [time, value] of points) cell.add({ _time: time, value });
      return cell.result();
    },
  };
}

function see(seen: Seen, time: number): void {
  seen.first = Math.min(seen.first, time);
  seen.last = Math.max(seen.last, time);
}

function endOf({ last }: Seen, { range }: SearchContext): number {
  return range.latest ?? last;
}

function binsBetween(from: number, to: number, span: TimeSpan, context: SearchContext): readonly number[] {
  const zone = context.clock.timeZone;
  const starts: number[] = [];
  for (let at = binStart(from, span, zone); at <= to; at = nextBin(at, span, zone)) {
    if (starts.length === MOST_BINS) {
      sayLimit(context);
      break;
    }
    // The end of a search's range is no part of it.
    if (at === to && at === context.range.latest) break;
    starts.push(at);
  }
  return starts;
}

function sayLimit({ report }: SearchContext): void {
  report(
    engineMessage('rowLimit', 'warning', nowhere, {
      message: `A sparkline shows its first ${MOST_BINS} bins (limits.conf [stats] sparkline_maxsize)`,
      hint: 'Give it a longer span, or narrow the time range.',
    }),
  );
}
