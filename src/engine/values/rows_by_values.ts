import type { Row } from '../types';
import { fieldOf } from './row';
import { valueKey } from './value';

/** The same text for rows with the same values of these fields; undefined where one of them is missing: it equals nothing. */
export function keyOfValues(row: Row, names: readonly string[]): string | undefined {
  const values = names.map((name) => fieldOf(row, name));
  return values.some((value) => value === null) ? undefined : values.map(valueKey).join('\u0001');
}

/** Rows with the same values, in their order; a row without one of the fields is in no group. */
export function rowsByValues(rows: readonly Row[], names: readonly string[]): ReadonlyMap<string, readonly Row[]> {
  const groups = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOfValues(row, names);
    if (key === undefined) continue;
    const same = groups.get(key) ?? [];
    groups.set(key, same);
    same.push(row);
  }
  return groups;
}
