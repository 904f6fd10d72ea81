import type { Diagnostic } from './diagnostic';
import { lineStarts, type Source } from './source';

const SHOWN_COLUMNS = 160;

/**
 * One diagnostic as a person reads it: place, message, the line with a marker under the piece, and the next step. A control
 * character of the file shows as U+FFFD: a terminal would obey it.
 */
export function formatDiagnostic(diagnostic: Diagnostic, source?: Source): string {
  const { file, line, column, severity, code, message, hint } = diagnostic;
  const head = `${file}:${line}:${column} ${severity} ${code} ${message}`;
  const frame = source === undefined ? [] : codeFrame(diagnostic, source);
  return [head, ...frame, `  hint: ${hint}`].join('\n').replace(/(?![\n\t])\p{Cc}/gu, '\ufffd');
}

/** The line a diagnostic points at, cut around the place when it is very long, with carets under the piece. */
function codeFrame(diagnostic: Diagnostic, source: Source): readonly string[] {
  const text = lineAt(source, diagnostic.line);
  if (text === undefined || text.trim() === '') return [];
  const from = Math.max(0, diagnostic.column - 1 - SHOWN_COLUMNS / 2);
  const shown = text.slice(from, from + SHOWN_COLUMNS).replace(/\t/g, ' ');
  const last = diagnostic.end_line === diagnostic.line ? diagnostic.end_column : text.length + 1;
  const start = diagnostic.column - 1 - from;
  const width = Math.max(1, widthOf(shown.slice(start, start + last - diagnostic.column)));
  const number = String(diagnostic.line);
  return [
    `  ${number} | ${shown}`,
    `  ${' '.repeat(number.length)} | ${' '.repeat(widthOf(shown.slice(0, start)))}${'^'.repeat(width)}`,
  ];
}

/** Letters that a terminal shows twice as wide as others (Unicode's East Asian Width), and those that take no room. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;
const UNSEEN = /[\p{Mn}\u200b-\u200f\u2060\ufe0f\ufeff]/u;

/** The columns that a piece of a line takes on a terminal. */
function widthOf(text: string): number {
  let width = 0;
  for (const letter of text) width += WIDE.test(letter) ? 2 : UNSEEN.test(letter) ? 0 : 1;
  return width;
}

function lineAt(source: Source, line: number): string | undefined {
  const start = lineStarts(source)[line - 1];
  if (start === undefined) return undefined;
  const end = source.text.indexOf('\n', start);
  return source.text.slice(start, end === -1 ? undefined : end).replace(/\r$/, '');
}
