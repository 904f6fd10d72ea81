import type { Row } from '../types';
import { textOf } from './value';

const SAMPLED = 16;

/** A rough size of rows in memory, from every sixteenth: two bytes a character and some for each cell. */
export function memoryOf(rows: readonly Row[]): number {
  let bytes = 0;
  let looked = 0;
  for (let i = 0; i < rows.length; i += SAMPLED) {
    looked += 1;
    for (const value of Object.values(rows[i] ?? {})) bytes += 16 + 2 * (textOf(value)?.length ?? 0);
  }
  return looked === 0 ? 0 : Math.round((bytes * rows.length) / looked);
}
