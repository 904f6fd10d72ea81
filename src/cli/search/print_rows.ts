import type { Row, SearchResult } from '../../engine/types';
import { writeCsv } from '../../engine/values/csv';
import { fieldOf } from '../../engine/values/row';
import { listOf, scalarText, textOf } from '../../engine/values/value';

/** The results of a search as text. */

export type RowFormat = 'table' | 'csv' | 'jsonl';

const printers: Readonly<Record<RowFormat, (result: SearchResult, width: number) => string>> = {
  table: ({ fields, rows }, width) => tableText(fields, rows, width),
  csv: ({ fields, rows }) => writeCsv(fields, rows, (row, field) => textOf(fieldOf(row, field)) ?? ''),
  jsonl: ({ rows }) => rows.map((row) => `${JSON.stringify(row)}\n`).join(''),
};

/** Rows in a format; a table is cut to a width in characters. */
export function printRows(result: SearchResult, format: RowFormat, width: number): string {
  return printers[format](result, width);
}

const GAP = '  ';
const LEAST = 8;

/** Columns as wide as they need and the terminal allows: the widest give way first; what is cut ends in `…`. */
function tableText(fields: readonly string[], rows: readonly Row[], width: number): string {
  if (fields.length === 0 || rows.length === 0) return '';
  const cells = rows.map((row) =>
    fields.map((field) => listOf(fieldOf(row, field)).flatMap((value) => scalarText(value).split(/\r?\n/))),
  );
  const wanted = fields.map((field, i) =>
    Math.max(field.length, ...cells.map((row) => Math.max(0, ...(row[i] ?? []).map((text) => text.length)))),
  );
  const widths = fitted(wanted, width - GAP.length * (fields.length - 1));
  const line = (texts: readonly string[]): string =>
    texts
      .map((text, i) => cut(text, widths[i] ?? 0).padEnd(widths[i] ?? 0))
      .join(GAP)
      .trimEnd();
  const lines = cells.flatMap((row) => {
    const height = Math.max(1, ...row.map((texts) => texts.length));
    return Array.from({ length: height }, (_, i) => line(row.map((texts) => texts[i] ?? '')));
  });
  return `${[line(fields), line(widths.map((size) => '-'.repeat(size))), ...lines].join('\n')}\n`;
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
