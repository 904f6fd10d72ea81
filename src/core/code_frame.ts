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
  const width = Math.max(1, Math.min(last - diagnostic.column, shown.length - (diagnostic.column - 1 - from)));
  const number = String(diagnostic.line);
  return [
    `  ${number} | ${shown}`,
    `  ${' '.repeat(number.length)} | ${' '.repeat(diagnostic.column - 1 - from)}${'^'.repeat(width)}`,
  ];
}

function lineAt(source: Source, line: number): string | undefined {
  const start = lineStarts(source)[line - 1];
  if (start === undefined) return undefined;
  const end = source.text.indexOf('\n', start);
  return source.text.slice(start, end === -1 ? undefined : end).replace(/\r$/, '');
}
