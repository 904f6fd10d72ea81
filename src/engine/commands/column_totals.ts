import type { FieldName } from '../../spl/ast';
import type { Stream, Transform } from '../context';
import type { FieldValue, Row } from '../types';
import { addFields, fieldMatcher, fieldOf, isInternal } from '../values/row';
import { numberOf } from '../values/value';

/** Sums over fields, for addtotals and addcoltotals. */

/** Whether a field is summed: those that a list names, or all but the internal ones. */
export function summedFields(fields: readonly FieldName[]): (name: string) => boolean {
  if (fields.length === 0) return (name) => !isInternal(name);
  const matchers = fields.map(({ name }) => fieldMatcher(name));
  return (name) => matchers.some((matches) => matches(name));
}

export interface TotalsRow {
  readonly isSummed: (name: string) => boolean;
  /** The field that holds the label; none is added when it is undefined. */
  readonly labelField: string | undefined;
  readonly label: string;
}

/** The rows with one more behind them, which holds the sum of each field's numbers. */
export function withColumnTotals({ isSummed, labelField, label }: TotalsRow): Transform {
  return async function* (input): Stream {
    const sums = new Map<string, number>();
    let fields: readonly string[] = [];
    for await (const batch of input) {
      fields = addFields(fields, batch.fields);
      for (const row of batch.rows) addNumbers(sums, row, isSummed);
      yield batch;
    }
    const totals: Record<string, FieldValue> = Object.fromEntries(sums);
    if (labelField !== undefined) totals[labelField] = label;
    yield { fields: addFields(fields, labelField === undefined ? [] : [labelField]), rows: [totals] };
  };
}

function addNumbers(sums: Map<string, number>, row: Row, isSummed: (name: string) => boolean): void {
  for (const name of Object.keys(row)) {
    if (!isSummed(name)) continue;
    const number = numberOf(fieldOf(row, name));
    if (number !== undefined) sums.set(name, (sums.get(name) ?? 0) + number);
  }
}
