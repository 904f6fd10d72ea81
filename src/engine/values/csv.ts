import type { Row } from '../types';

/** CSV as lookups hold it: a head line, quotes doubled inside quoted cells, line ends allowed inside them. */

/** The rows of a CSV text; an empty cell is a null. */
export function readCsv(text: string): readonly Row[] {
  const [head = [], ...lines] = cells(text.replace(/^\ufeff/, ''));
  return lines.map((line) =>
    Object.fromEntries(head.map((name, i) => [name, line[i] === undefined || line[i] === '' ? null : line[i]])),
  );
}

/** One line of CSV, its end included. */
export const csvLine = (cells: readonly string[]): string => `${cells.map(quoted).join(',')}\n`;

function quoted(cell: string): string {
  return /[",\n\r]/.test(cell) ? `"${cell.replace(/"/g, '""')}"` : cell;
}

function cells(text: string): readonly (readonly string[])[] {
  const lines: string[][] = [];
  let line: string[] = [];
  const pattern = /("(?:[^"]|"")*"?|[^,\r\n]*)(,|\r\n|\n|\r|$)/g;
  for (const [, cell = '', end = ''] of text.matchAll(pattern)) {
    const isEnd = end !== ',';
    if (isEnd && end === '' && cell === '' && line.length === 0) break;
    line.push(cell.startsWith('"') ? cell.replace(/^"|"$/g, '').replace(/""/g, '"') : cell);
    if (!isEnd) continue;
    if (line.length > 1 || line[0] !== '') lines.push(line);
    line = [];
    if (end === '') break;
  }
  return lines;
}
