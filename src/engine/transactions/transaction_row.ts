import type { FieldValue, Row } from '../types';
import { compareText } from '../values/compare';
import { fieldOf } from '../values/row';
import { fromList, listOf, scalarText, textOf, type Scalar } from '../values/value';
import type { Transaction } from './open_transactions';

/** How the fields of a transaction's events are shown in its row. */
export interface Rendering {
  /** All values in the order of the events, instead of each once in the order of the alphabet. */
  readonly isList: (field: string) => boolean;
  /** Stands in a list for an event that lacks the field. */
  readonly nullText: string;
  /** The fields in which the events agree: one value, never a list. */
  readonly by: readonly string[];
}

/** The row of a transaction: the time of its first event, the text of all, and the values of their fields. */
export function transactionRow(transaction: Transaction, fields: readonly string[], how: Rendering): Row {
  const events = [...transaction.events].reverse();
  const result: Record<string, FieldValue> = {};
  for (const field of fields) result[field] = fieldIn(field, events, how);
  return {
    ...result,
    _time: transaction.first,
    duration: rounded(transaction.last - transaction.first),
    eventcount: events.length,
    closed_txn: transaction.isClosed ? 1 : 0,
  };
}

function fieldIn(field: string, events: readonly Row[], { isList, nullText, by }: Rendering): FieldValue {
  if (field === '_raw') {
    const texts = events.flatMap((row) => textOf(fieldOf(row, field)) ?? []);
    return texts.length === 0 ? null : texts.join('\n');
  }
  if (isList(field) && !by.includes(field)) {
    const values = events.map((row) => listOf(fieldOf(row, field)));
    return values.every((one) => one.length === 0)
      ? null
      : fromList(values.flatMap((one): readonly Scalar[] => (one.length === 0 ? [nullText] : one)));
  }
  const seen = new Map<string, Scalar>();
  for (const row of events) for (const value of listOf(fieldOf(row, field))) seen.set(scalarText(value), value);
  return fromList([...seen].sort(([a], [b]) => compareText(a, b)).map(([, value]) => value));
}

/** Differences of times carry binary fractions; times are no finer than a microsecond. */
function rounded(seconds: number): number {
  return Math.round(seconds * 1e6) / 1e6;
}
