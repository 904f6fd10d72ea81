import type { Row } from '../types';
import { textOf } from './value';

const SAMPLED = 16;

/** Bytes of a cell beside its characters; V8 keeps rows of many fields as hash tables, which take more. */
const CELL = 16;
const CELL_IN_TABLE = 48;
const MOST_PLAIN_FIELDS = 16;

/** A rough size of rows in memory, from every sixteenth: two bytes a character and some for each cell. */
export function memoryOf(rows: readonly Row[]): number {
  let bytes = 0;
  let looked = 0;
  for (let i = 0; i < rows.length; i += SAMPLED) {
    looked += 1;
    const cells = Object.values(rows[i] ?? {});
    const each = cells.length > MOST_PLAIN_FIELDS ? CELL_IN_TABLE : CELL;
    for (const value of cells) bytes += each + 2 * (textOf(value)?.length ?? 0);
  }
  return looked === 0 ? 0 : Math.round((bytes * rows.length) / looked);
}
