import { summaryColumns } from '../../spl/commands/fieldsummary';
import { accumulators, type Accumulator } from '../stats/accumulator';
import type { Row } from '../types';
import { compareText } from '../values/compare';
import { fieldOf } from '../values/row';
import { listOf, numberOf, scalarText } from '../values/value';
import { summedFields } from './column_totals';
import { mapTable, type Runner } from './command';

/** Values that are listed of a field when nobody says otherwise. */
const DEFAULT_VALUES = 100;

/** `fieldsummary`: a row a field: how often it is there, its numbers and its commonest values. */
export const runFieldsummary: Runner<'fieldsummary'> = ({ options: { maxvals = DEFAULT_VALUES }, fields }, context) =>
  mapTable(context, (table) => {
    const isWanted = summedFields(fields);
    const names = table.fields.filter(isWanted).sort(compareText);
    return { fields: summaryColumns, rows: names.map((name) => summary(name, table.rows, maxvals)) };
  });

/** The rows are in memory already: what is computed from them is bounded by them. */
const unmeasured = (): void => undefined;

function summary(name: string, rows: readonly Row[], maxvals: number): Row {
  const counts = new Map<string, number>();
  const ofNumbers: Readonly<Record<'max' | 'mean' | 'min' | 'numeric_count' | 'stdev', Accumulator>> = {
    max: accumulators.max(0, unmeasured),
    mean: accumulators.avg(0, unmeasured),
    min: accumulators.min(0, unmeasured),
    numeric_count: accumulators.count(0, unmeasured),
    stdev: accumulators.stdev(0, unmeasured),
  };
  let count = 0;
  for (const row of rows) {
    const values = listOf(fieldOf(row, name));
    if (values.length > 0) count += 1;
    for (const value of values) {
      counts.set(scalarText(value), (counts.get(scalarText(value)) ?? 0) + 1);
      if (numberOf(value) !== undefined) for (const one of Object.values(ofNumbers)) one.add(value, row);
    }
  }
  const commonest = [...counts].sort(([a, x], [b, y]) => y - x || compareText(a, b));
  const shown = maxvals === 0 ? commonest : commonest.slice(0, maxvals);
  return {
    field: name,
    count,
    distinct_count: counts.size,
    is_exact: shown.length === counts.size ? 1 : 0,
    ...Object.fromEntries(Object.entries(ofNumbers).map(([column, one]) => [column, one.result()])),
    values: JSON.stringify(shown.map(([value, times]) => ({ value, count: times }))),
  };
}
