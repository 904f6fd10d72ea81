import { readFileSync } from 'node:fs';
import { diagnosticAt, diagnosticFor, type Diagnostic } from '../../core/diagnostic';
import type { Source } from '../../core/source';
import { OutsideError } from '../verb';

/** A line of a batch file: a search with its id, or what is wrong with the line. */
export type BatchLine =
  | { readonly kind: 'search'; readonly id: string; readonly search: string }
  | { readonly kind: 'problem'; readonly id: string | null; readonly diagnostic: Diagnostic };

/** The lines of a batch file, blank ones left out. Throws OutsideError when the file cannot be read. */
export function readBatch(path: string): readonly BatchLine[] {
  const source = { name: path, text: readText(path) };
  let at = 0;
  return source.text.split('\n').flatMap((line) => {
    const start = at;
    at += line.length + 1;
    return line.trim() === '' ? [] : [batchLine(line, source, start)];
  });
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/^\ufeff/, '');
  } catch (error) {
    throw new OutsideError(
      diagnosticFor(path, {
        code: 'WW1202',
        severity: 'error',
        message: `The batch file cannot be read: ${error instanceof Error ? error.message : String(error)}`,
        hint: 'Check the path and its permissions.',
      }),
    );
  }
}

function batchLine(line: string, source: Source, start: number): BatchLine {
  const parsed = parsedLine(line);
  if (typeof parsed === 'object' && parsed !== null && 'id' in parsed && 'search' in parsed) {
    const { id, search } = parsed;
    if ((typeof id === 'string' || typeof id === 'number') && typeof search === 'string')
      return { kind: 'search', id: String(id), search };
  }
  return { kind: 'problem', id: null, diagnostic: malformed(source, start, line.length) };
}

function parsedLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}

function malformed(source: Source, start: number, length: number): Diagnostic {
  return diagnosticAt(
    { source, start, end: start + length },
    {
      code: 'WW1203',
      severity: 'error',
      message: 'This line is no search of a batch',
      hint: 'Write one JSON object a line: {"id": "a", "search": "| tstats count …"}.',
    },
  );
}
