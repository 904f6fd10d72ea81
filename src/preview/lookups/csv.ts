import type { Row } from '../../engine/types';
import { fieldOf } from '../../engine/values/row';
import { csvCell } from '../jobs/result_formats';
import { cellTexts } from '../jobs/result_page';

/** CSV as lookups have it (RFC 4180, the first line names the fields). */

/** The cells of a CSV text, line by line; a quoted cell may hold line breaks. */
export function parseCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [];
  let row: string[] = [];
  const cell = /(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|\r|$)/y;
  const body = text.replace(/^\uFEFF/, '');
  while (cell.lastIndex < body.length || row.length > 0) {
    const match = cell.exec(body);
    // A quote in the middle of a cell: the rest of the line is taken as it is.
    if (match === null) break;
    row.push(match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('""', '"'));
    if (match[3] === ',') {
      if (cell.lastIndex >= body.length) row.push('');
      else continue;
    }
    rows.push(row);
    row = [];
    if (cell.lastIndex >= body.length) break;
  }
  return rows.filter((each) => each.length > 1 || each[0] !== '');
}

/** Rows of a lookup file; an empty cell is null. */
export function csvRows(text: string): readonly Row[] {
  const [header = [], ...lines] = parseCsv(text);
  return lines.map((line) =>
    Object.fromEntries(header.map((name, index) => [name, line[index] === '' ? null : (line[index] ?? null)])),
  );
}

/** A lookup file's text: every field of every row, in the order in which they come. */
export function printCsv(rows: readonly Row[]): string {
  const fields = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const lines = rows.map((row) => fields.map((field) => csvCell(cellTexts(fieldOf(row, field)).join('\n'))).join(','));
  return fields.length === 0 ? '' : `${[fields.map(csvCell).join(','), ...lines].join('\n')}\n`;
}
