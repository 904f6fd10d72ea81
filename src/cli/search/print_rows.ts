import type { Row, SearchResult } from '../../engine/types';
import { csvLine } from '../../engine/values/csv';
import { fieldOf } from '../../engine/values/row';
import { listOf, scalarText, textOf } from '../../engine/values/value';

/** The results of a search as text, in pieces: all rows together may be longer than a string can be. */

export type RowFormat = 'table' | 'csv' | 'jsonl';

type Rows = Pick<SearchResult, 'fields' | 'rows'>;

const printers: Readonly<Record<RowFormat, (result: Rows, width: number) => Iterable<string>>> = {
  table: tableText,
  csv: csvText,
  jsonl: ({ rows }) => inPieces(rows, (row) => `${JSON.stringify(row)}\n`),
};

/** Rows in a format; a table is cut to a width in characters. */
export function printRows(result: Rows, format: RowFormat, width: number): Iterable<string> {
  return printers[format](result, width);
}

const ROWS_A_PIECE = 1000;

/** The texts of rows, many to a piece, since each piece is a call of the system. */
export function* inPieces<T>(rows: readonly T[], print: (row: T, index: number) => string): Generator<string> {
  for (let at = 0; at < rows.length; at += ROWS_A_PIECE)
    yield rows
      .slice(at, at + ROWS_A_PIECE)
      .map((row, i) => print(row, at + i))
      .join('');
}

function* csvText({ fields, rows }: Rows): Generator<string> {
  yield csvLine(fields);
  yield* inPieces(rows, (row) => csvLine(fields.map((field) => textOf(fieldOf(row, field)) ?? '')));
}

const GAP = '  ';
const LEAST = 8;

/** Columns as wide as they need and the terminal allows: the widest give way first; what is cut ends in `…`. */
function* tableText({ fields, rows }: Rows, width: number): Generator<string> {
  if (fields.length === 0 || rows.length === 0) return;
  const widths = fitted(wantedWidths(fields, rows), width - GAP.length * (fields.length - 1));
  const line = (texts: readonly string[]): string =>
    `${texts
      .map((text, i) => cut(text, widths[i] ?? 0).padEnd(widths[i] ?? 0))
      .join(GAP)
      .trimEnd()}\n`;
  yield line(fields) + line(widths.map((size) => '-'.repeat(size)));
  yield* inPieces(rows, (row) => {
    const cells = fields.map((field) => cellLines(row, field));
    const height = Math.max(1, ...cells.map((texts) => texts.length));
    return Array.from({ length: height }, (_, i) => line(cells.map((texts) => texts[i] ?? ''))).join('');
  });
}

/** A line for each value, and for each line of a value. */
const cellLines = (row: Row, field: string): readonly string[] =>
  listOf(fieldOf(row, field)).flatMap((value) => scalarText(value).split(/\r?\n/));

function wantedWidths(fields: readonly string[], rows: readonly Row[]): readonly number[] {
  const widths = fields.map((field) => field.length);
  for (const row of rows)
    for (const [i, field] of fields.entries())
      for (const text of cellLines(row, field)) widths[i] = Math.max(widths[i] ?? 0, text.length);
  return widths;
}

function fitted(wanted: readonly number[], width: number): readonly number[] {
  const widths = [...wanted];
  let excess = widths.reduce((a, b) => a + b, 0) - width;
  while (excess > 0) {
    const widest = widths.reduce((best, size, i) => (size > (widths[best] ?? 0) ? i : best), 0);
    const size = widths[widest] ?? 0;
    if (size <= LEAST) break;
    const next = widths.reduce((best, other) => (other < size && other > best ? other : best), LEAST);
    const step = Math.min(excess, Math.max(1, size - next));
    widths[widest] = size - step;
    excess -= step;
  }
  return widths;
}

/** Control characters would move the cursor of the terminal. */
function cut(text: string, width: number): string {
  const shown = text.replace(/\p{Cc}/gu, ' ');
  return shown.length <= width ? shown : `${shown.slice(0, Math.max(0, width - 1))}…`;
}
