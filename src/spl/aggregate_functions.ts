import type { AggregateName } from './ast';

/** The aggregation functions, the names each goes by, and what it takes. */

export interface AggregateFunction {
  /** How it may be written; the percentile functions carry a number behind the name. */
  readonly names: readonly string[];
  readonly percentile: boolean;
  /** A bare name without parentheses will do. */
  readonly bare: boolean;
}

const named = (...names: readonly string[]): AggregateFunction => ({ names, percentile: false, bare: false });
const percentile = (...names: readonly string[]): AggregateFunction => ({ names, percentile: true, bare: false });

export const aggregateFunctions: Readonly<Record<AggregateName, AggregateFunction>> = {
  avg: named('avg', 'mean'),
  count: { names: ['count', 'c'], percentile: false, bare: true },
  dc: named('dc', 'distinct_count'),
  earliest: named('earliest'),
  earliest_time: named('earliest_time'),
  estdc: named('estdc'),
  estdc_error: named('estdc_error'),
  exactperc: percentile('exactperc'),
  first: named('first'),
  last: named('last'),
  latest: named('latest'),
  latest_time: named('latest_time'),
  list: named('list'),
  max: named('max'),
  median: named('median'),
  min: named('min'),
  mode: named('mode'),
  per_day: named('per_day'),
  per_hour: named('per_hour'),
  per_minute: named('per_minute'),
  per_second: named('per_second'),
  perc: percentile('perc', 'percentile', 'p'),
  range: named('range'),
  rate: named('rate'),
  stdev: named('stdev'),
  stdevp: named('stdevp'),
  sum: named('sum'),
  sumsq: named('sumsq'),
  upperperc: percentile('upperperc'),
  values: named('values'),
  var: named('var'),
  varp: named('varp'),
};

const aggregateNames = new Map<string, AggregateName>();
for (const name of objectKeys(aggregateFunctions))
  for (const written of aggregateFunctions[name].names) aggregateNames.set(written, name);

function objectKeys<K extends string>(table: Readonly<Record<K, unknown>>): readonly K[] {
  return Object.keys(table).filter((key): key is K => Object.hasOwn(table, key));
}

/** Every way to write an aggregation function, for did-you-mean. */
export function aggregateFunctionNames(): readonly string[] {
  return [...aggregateNames.keys()];
}

/** The function that a name, in any case, stands for, with its percentile; undefined for an unknown one. */
export function aggregateNamed(
  written: string,
): { readonly name: AggregateName; readonly percentile: number | null } | undefined {
  const lower = written.toLowerCase();
  const match = /^([a-z_]+?)(\d+(?:\.\d+)?)$/.exec(lower);
  const name = aggregateNames.get(match?.[1] ?? lower);
  if (name === undefined) return undefined;
  if (!aggregateFunctions[name].percentile) return match === null ? { name, percentile: null } : undefined;
  const value = match === null ? 95 : Number(match[2]);
  return value <= 100 ? { name, percentile: value } : undefined;
}
