import type { AggregateName } from '../../spl/ast';
import { numeric, timeColumn, type FieldSource } from './field_source';
import { fragment, sql, type Fragment } from './fragment';

/** The statistical functions of tstats as SQL aggregates; the same results as stats/accumulator.ts gives for rows. */

interface Subject {
  /** The value: text, or the time as a number. */
  readonly value: Fragment;
  readonly number: Fragment;
  readonly isTime: boolean;
}

type Make = (subject: Subject, percentile: number) => Fragment;

const seq = sql('seq');

function overNumbers(name: string): Make {
  return ({ number }) => fragment`${sql(name)}(${number})`;
}

/** Numbers by size when all values are numbers, else texts. */
function extreme(name: 'min' | 'max'): Make {
  const call = sql(name);
  return ({ value, number, isTime }) => {
    if (isTime) return fragment`${call}(${value})`;
    const whole = fragment`arg_${call}(${value}, ${number})`;
    return fragment`CASE WHEN count(${value}) = count(${number}) THEN ${whole} ELSE ${call}(${value}) END`;
  };
}

function byTime(name: 'arg_min' | 'arg_max'): Make {
  return ({ value }) => fragment`${sql(name)}(${value}, struct_pack(t := ${timeColumn}, s := ${seq}))`;
}

const percentile: Make = ({ number }, wanted) => {
  const sorted = fragment`list_sort(list(${number}) FILTER (${number} IS NOT NULL))`;
  return fragment`list_extract(${sorted}, least(count(${number}), CAST(floor(${wanted / 100} * count(${number})) AS BIGINT) + 1))`;
};

const variance = (name: string): Make => {
  return ({ number }) => fragment`CASE WHEN count(${number}) = 1 THEN 0 ELSE ${sql(name)}(${number}) END`;
};

const earliest = byTime('arg_min');
const latest = byTime('arg_max');
const distinct: Make = ({ value }) => fragment`count(DISTINCT ${value})`;

const aggregates: Readonly<Record<AggregateName, Make>> = {
  avg: overNumbers('avg'),
  count: ({ value }) => fragment`count(${value})`,
  dc: distinct,
  earliest,
  earliest_time: ({ value }) => fragment`min(${timeColumn}) FILTER (${value} IS NOT NULL)`,
  estdc: distinct,
  estdc_error: () => sql('0'),
  exactperc: percentile,
  // The order in which tstats meets events is newest first, as everywhere else.
  first: latest,
  last: earliest,
  latest,
  latest_time: ({ value }) => fragment`max(${timeColumn}) FILTER (${value} IS NOT NULL)`,
  list: ({ value }) =>
    fragment`list_slice(list(${value} ORDER BY ${timeColumn} DESC, ${seq} DESC) FILTER (${value} IS NOT NULL), 1, 100)`,
  max: extreme('max'),
  median: (subject) => percentile(subject, 50),
  min: extreme('min'),
  mode: ({ value }) => fragment`mode(${value})`,
  per_day: overNumbers('sum'),
  per_hour: overNumbers('sum'),
  per_minute: overNumbers('sum'),
  per_second: overNumbers('sum'),
  perc: percentile,
  range: ({ number }) => fragment`max(${number}) - min(${number})`,
  rate: ({ number }) =>
    fragment`(arg_max(${number}, ${timeColumn}) - arg_min(${number}, ${timeColumn})) / nullif(max(${timeColumn}) FILTER (${number} IS NOT NULL) - min(${timeColumn}) FILTER (${number} IS NOT NULL), 0)`,
  stdev: variance('stddev_samp'),
  stdevp: variance('stddev_pop'),
  sum: overNumbers('sum'),
  sumsq: ({ number }) => fragment`sum(${number} * ${number})`,
  upperperc: percentile,
  values: ({ value, isTime }) =>
    fragment`list_sort(list(DISTINCT ${isTime ? fragment`CAST(${value} AS VARCHAR)` : value}) FILTER (${value} IS NOT NULL))`,
  var: variance('var_samp'),
  varp: variance('var_pop'),
};

/** The aggregate of a field; a field that no event has gives what no values give. */
export function sqlAggregate(name: AggregateName, source: FieldSource, percentileWanted: number): Fragment {
  return aggregates[name](subjectOf(source), percentileWanted);
}

function subjectOf(source: FieldSource): Subject {
  switch (source.kind) {
    case 'time':
      return { value: timeColumn, number: timeColumn, isTime: true };
    case 'text':
      return { value: source.value, number: numeric(source.value), isTime: false };
    case 'constant':
      return {
        value: fragment`CAST(${source.values[0] ?? ''} AS VARCHAR)`,
        number: sql('CAST(NULL AS DOUBLE)'),
        isTime: false,
      };
    case 'nothing':
      return { value: sql('CAST(NULL AS VARCHAR)'), number: sql('CAST(NULL AS DOUBLE)'), isTime: false };
  }
}
