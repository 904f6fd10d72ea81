import type { FieldValue, Row } from '../types';
import { numberText } from './value';

/** Rows as the bytes of one block of a file of this program's own, and back. */

/** The bytes of rows. */
export function blockOf(rows: readonly Row[]): Buffer {
  return Buffer.from(JSON.stringify(rows.map(writable)));
}

/** The rows of a block that this program has written. */
export function rowsOf(block: Buffer): Row[] {
  const value: unknown = JSON.parse(block.toString('utf8'));
  return Array.isArray(value) ? value.filter(isRow) : [];
}

/** JSON has no infinity: such a number goes as the text that results show of it. */
function writable(row: Row): Row {
  const isWritable = Object.values(row).every((value) => typeof value !== 'number' || Number.isFinite(value));
  if (isWritable) return row;
  return Object.fromEntries(
    Object.entries(row).map(([name, value]): [string, FieldValue] => [
      name,
      typeof value === 'number' && !Number.isFinite(value) ? numberText(value) : value,
    ]),
  );
}

function isRow(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && Object.values(value).every(isFieldValue);
}

function isFieldValue(value: unknown): value is FieldValue {
  return value === null || isScalar(value) || (Array.isArray(value) && value.every(isScalar));
}

function isScalar(value: unknown): value is string | number {
  return typeof value === 'string' || typeof value === 'number';
}
