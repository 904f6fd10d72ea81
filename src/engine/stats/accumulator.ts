import type { AggregateName } from '../../spl/ast';
import { compareText } from '../values/compare';
import { fromList, listOf, numberOf, scalarText, type Scalar } from '../values/value';
import { fieldOf } from '../values/row';
import type { FieldValue, Row } from '../types';

/** The statistical functions of stats and its like: each takes values one by one and says its result so far. */

export interface Accumulator {
  /** One event's value of the aggregated field; null is never given. */
  readonly add: (value: FieldValue, row: Row) => void;
  readonly result: () => FieldValue;
}

/** Most values that `list` keeps; limits.conf [stats] list_maxsize. */
const LIST_MOST = 100;

/** Told of bytes that an accumulator keeps for each value, or each different one; sums and extremes keep none. */
export type Hold = (bytes: number) => void;

type Make = (percentile: number, hold: Hold) => Accumulator;

const NUMBER_BYTES = 8;

/** A value's text in a set or a map. */
const entryBytes = (text: string): number => 48 + 2 * text.length;

function overNumbers(result: (numbers: readonly number[]) => FieldValue): Make {
  return (_, hold) => {
    const numbers: number[] = [];
    return {
      add: (value) => {
        for (const one of listOf(value)) {
          const number = numberOf(one);
          if (number === undefined) continue;
          numbers.push(number);
          hold(NUMBER_BYTES);
        }
      },
      result: () => (numbers.length === 0 ? null : result(numbers)),
    };
  };
}

interface Moments {
  count: number;
  sum: number;
  squares: number;
  mean: number;
  deviation: number;
}

/** Sums that need no list; the deviation is Welford's, which does not lose small differences of large numbers. */
function overMoments(result: (moments: Moments) => FieldValue): Make {
  return () => {
    const moments: Moments = { count: 0, sum: 0, squares: 0, mean: 0, deviation: 0 };
    return {
      add: (value) => {
        for (const one of listOf(value)) {
          const number = numberOf(one);
          if (number !== undefined) addMoment(moments, number);
        }
      },
      result: () => (moments.count === 0 ? null : result(moments)),
    };
  };
}

function addMoment(moments: Moments, x: number): void {
  moments.count += 1;
  moments.sum += x;
  moments.squares += x * x;
  const before = x - moments.mean;
  moments.mean += before / moments.count;
  moments.deviation += before * (x - moments.mean);
}

function distinctCount(_: number, hold: Hold): Accumulator {
  const seen = new Set<string>();
  return {
    add: (value) => {
      for (const one of listOf(value)) {
        const text = scalarText(one);
        if (seen.has(text)) continue;
        seen.add(text);
        hold(entryBytes(text));
      }
    },
    result: () => seen.size,
  };
}

/** Numbers when all values are numbers, else the text order. */
function extreme(sign: 1 | -1): Make {
  return () => {
    let number: Scalar | undefined;
    let text: string | undefined;
    let allNumbers = true;
    return {
      add: (value) => {
        for (const one of listOf(value)) {
          const x = numberOf(one);
          allNumbers &&= x !== undefined;
          if (x !== undefined && (number === undefined || sign * (x - Number(number)) > 0)) number = one;
          const shown = scalarText(one);
          if (text === undefined || sign * compareText(shown, text) > 0) text = shown;
        }
      },
      result: () => (allNumbers ? (number ?? null) : (text ?? null)),
    };
  };
}

/** The value of the earliest or latest event; without times the order of arrival decides. */
function byTime(sign: 1 | -1, result: (value: FieldValue, time: number) => FieldValue): Make {
  return () => {
    let best: { readonly value: FieldValue; readonly time: number } | undefined;
    return {
      add: (value, row) => {
        const time = numberOf(fieldOf(row, '_time'));
        if (time === undefined) return;
        // Events arrive newest first: of two at one time the later arrival is the earlier event.
        if (best === undefined || (sign === 1 ? time > best.time : time <= best.time)) best = { value, time };
      },
      result: () => (best === undefined ? null : result(best.value, best.time)),
    };
  };
}

function first(): Accumulator {
  let found: FieldValue = null;
  return {
    add: (value) => {
      found ??= value;
    },
    result: () => found,
  };
}

function last(): Accumulator {
  let found: FieldValue = null;
  return {
    add: (value) => {
      found = value;
    },
    result: () => found,
  };
}

function list(): Accumulator {
  const values: Scalar[] = [];
  return {
    add: (value) => {
      values.push(...listOf(value).slice(0, LIST_MOST - values.length));
    },
    result: () => fromList([...values]),
  };
}

function values(_: number, hold: Hold): Accumulator {
  const seen = new Map<string, Scalar>();
  return {
    add: (value) => {
      for (const one of listOf(value)) {
        const text = scalarText(one);
        if (!seen.has(text)) hold(entryBytes(text));
        seen.set(text, one);
      }
    },
    result: () => fromList([...seen].sort(([a], [b]) => compareText(a, b)).map(([, value]) => value)),
  };
}

function mode(_: number, hold: Hold): Accumulator {
  const counts = new Map<string, { readonly value: Scalar; count: number }>();
  return {
    add: (value) => {
      for (const one of listOf(value)) {
        const text = scalarText(one);
        const entry = counts.get(text);
        if (entry === undefined) hold(entryBytes(text));
        if (entry === undefined) counts.set(text, { value: one, count: 1 });
        else entry.count += 1;
      }
    },
    result: () =>
      [...counts.values()].reduce<{ value: FieldValue; count: number }>(
        (best, one) => (one.count > best.count ? one : best),
        { value: null, count: 0 },
      ).value,
  };
}

function count(): Accumulator {
  let counted = 0;
  return {
    add: (value) => {
      counted += listOf(value).length;
    },
    result: () => counted,
  };
}

/** The change of a counter per second between the earliest and the latest event. */
function rate(_: number, hold: Hold): Accumulator {
  const points: { readonly time: number; readonly value: number }[] = [];
  return {
    add: (value, row) => {
      const time = numberOf(fieldOf(row, '_time'));
      const number = numberOf(value);
      if (time === undefined || number === undefined) return;
      points.push({ time, value: number });
      hold(4 * NUMBER_BYTES);
    },
    result: () => {
      const sorted = [...points].sort((a, b) => a.time - b.time);
      const start = sorted[0];
      const end = sorted.at(-1);
      if (start === undefined || end === undefined || start.time === end.time) return null;
      return (end.value - start.value) / (end.time - start.time);
    },
  };
}

/** Nearest rank: of an even number of values the median is the higher of the two in the middle. */
export function percentileOf(numbers: readonly number[], percentile: number): number | null {
  const sorted = [...numbers].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor((percentile / 100) * sorted.length))] ?? null;
}

const percentile: Make = (wanted, hold) => overNumbers((numbers) => percentileOf(numbers, wanted))(wanted, hold);
const earliest = byTime(-1, (value) => value);
const latest = byTime(1, (value) => value);
const perSeconds = (seconds: number): Make => overMoments(({ sum }) => sum / seconds);

/** Functions that compute with numbers and pass over everything else. */
const numerical: ReadonlySet<AggregateName> = new Set([
  ...(['avg', 'exactperc', 'median', 'per_day', 'per_hour', 'per_minute', 'per_second', 'perc', 'range'] as const),
  ...(['stdev', 'stdevp', 'sum', 'sumsq', 'upperperc', 'var', 'varp'] as const),
]);

/** The accumulator under `allnum=true`: a function of numbers has no result once a value has come that is none. */
export function onlyOfNumbers(name: AggregateName, accumulator: Accumulator): Accumulator {
  if (!numerical.has(name)) return accumulator;
  let isSpoilt = false;
  return {
    add: (value, row) => {
      isSpoilt ||= listOf(value).some((one) => numberOf(one) === undefined);
      accumulator.add(value, row);
    },
    result: () => (isSpoilt ? null : accumulator.result()),
  };
}

/** One accumulator a function. `per_hour` and its like are divided by the span where there is one (timechart.ts). */
export const accumulators: Readonly<Record<AggregateName, Make>> = {
  avg: overMoments(({ sum, count: n }) => sum / n),
  count,
  dc: distinctCount,
  earliest,
  earliest_time: byTime(-1, (_, time) => time),
  estdc: distinctCount,
  estdc_error: () => ({ add: () => undefined, result: () => 0 }),
  exactperc: percentile,
  first,
  last,
  latest,
  latest_time: byTime(1, (_, time) => time),
  list,
  max: extreme(1),
  median: (_, hold) => percentile(50, hold),
  min: extreme(-1),
  mode,
  per_day: perSeconds(1),
  per_hour: perSeconds(1),
  per_minute: perSeconds(1),
  per_second: perSeconds(1),
  perc: percentile,
  range: overNumbers((numbers) => numbers.reduce((a, b) => Math.max(a, b)) - numbers.reduce((a, b) => Math.min(a, b))),
  rate,
  stdev: overMoments(({ deviation, count: n }) => (n < 2 ? 0 : Math.sqrt(deviation / (n - 1)))),
  stdevp: overMoments(({ deviation, count: n }) => Math.sqrt(deviation / n)),
  sum: overMoments(({ sum }) => sum),
  sumsq: overMoments(({ squares }) => squares),
  upperperc: percentile,
  values,
  var: overMoments(({ deviation, count: n }) => (n < 2 ? 0 : deviation / (n - 1))),
  varp: overMoments(({ deviation, count: n }) => deviation / n),
};
