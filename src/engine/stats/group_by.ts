import type { FieldValue, Row } from '../types';
import { compareText } from '../values/compare';
import { fieldOf } from '../values/row';
import { listOf, scalarText, type Scalar } from '../values/value';

/** Splitting rows into groups by the values of fields. */

/** The groups a row belongs to: one for each combination of its values (each once, if `distinct`); none when it lacks a by-field. */
export function groupKeys(row: Row, by: readonly string[], distinct = false): readonly (readonly Scalar[])[] {
  let keys: (readonly Scalar[])[] = [[]];
  for (const name of by) {
    const all = listOf(fieldOf(row, name));
    const values = distinct && all.length > 1 ? [...new Map(all.map((one) => [scalarText(one), one])).values()] : all;
    const [first] = values;
    if (first === undefined) return [];
    keys =
      values.length === 1
        ? keys.map((key) => [...key, first])
        : keys.flatMap((key) => values.map((value) => [...key, value]));
  }
  return keys;
}

/** One text for a combination of values. */
export function keyText(values: readonly Scalar[]): string {
  return values.length === 1 && values[0] !== undefined ? scalarText(values[0]) : values.map(scalarText).join('\u0000');
}

/** The order in which groups come out: by their values, as text; times by size. */
export function compareKeys(a: readonly Scalar[], b: readonly Scalar[]): number {
  for (const [i, left] of a.entries()) {
    const right = b[i];
    if (right === undefined) return 1;
    const order =
      typeof left === 'number' && typeof right === 'number'
        ? left - right
        : compareText(scalarText(left), scalarText(right));
    if (order !== 0) return order;
  }
  return a.length - b.length;
}

/** By-fields with their values. */
export function keyRow(by: readonly string[], key: readonly Scalar[]): Readonly<Record<string, FieldValue>> {
  return Object.fromEntries(by.map((name, i) => [name, key[i] ?? null]));
}
