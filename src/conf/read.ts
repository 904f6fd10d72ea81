import type { Diagnostic } from '../core/diagnostic';
import { diagnosticAt } from '../core/diagnostic';
import type { Source, Span } from '../core/source';

/** One piece of a .conf file; the texts of all pieces, joined, are the file again. */
export type ConfPiece =
  | { readonly kind: 'header'; readonly text: string; readonly name: string; readonly span: Span }
  | (ConfSetting & { readonly kind: 'setting'; readonly text: string })
  | { readonly kind: 'comment' | 'blank' | 'unreadable'; readonly text: string; readonly span: Span };

/** A key and its value; a continued value holds a line break where its lines met. */
export interface ConfSetting {
  readonly key: string;
  readonly value: string;
  readonly keySpan: Span;
  /** The value as it stands in the file, continuation marks included. */
  readonly valueSpan: Span;
}

/** A stanza as a file writes it: repeated headers are one stanza, of a repeated key the last one counts. */
export interface ConfStanza {
  readonly name: string;
  readonly span: Span;
  readonly settings: ReadonlyMap<string, ConfSetting>;
}

export interface ConfFile {
  readonly source: Source;
  readonly pieces: readonly ConfPiece[];
  readonly stanzas: ReadonlyMap<string, ConfStanza>;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Reads a .conf file without losing anything: comments, blank lines and order stay in `pieces`. Settings before the first
 * header belong to `default`. Rules: docs "How to edit a configuration file" as restated by ksconf's parser; a backslash
 * continues a line only as its very last character. Never fails: what it cannot read is an `unreadable` piece with a diagnostic.
 */
export function readConf(source: Source): ConfFile {
  const pieces = readPieces(source);
  return { source, pieces, stanzas: stanzasOf(source, pieces), diagnostics: problems(pieces) };
}

function readPieces(source: Source): readonly ConfPiece[] {
  const pieces: ConfPiece[] = [];
  const { text } = source;
  let at = 0;
  while (at < text.length) {
    const end = pieceEnd(text, at);
    pieces.push(readPiece(source, at, end));
    at = end;
  }
  return pieces;
}

/** Where the piece that starts at `at` ends, its last line break included; a setting goes on while lines end in a backslash. */
function pieceEnd(text: string, at: number): number {
  let end = lineEnd(text, at);
  if (!isSettingLine(text.slice(at, end))) return end;
  while (end < text.length && isContinued(text, end)) end = lineEnd(text, end);
  return end;
}

function lineEnd(text: string, at: number): number {
  const found = text.indexOf('\n', at);
  return found === -1 ? text.length : found + 1;
}

/** A line with a key: neither a comment nor a header nor blank. */
function isSettingLine(line: string): boolean {
  return /^\uFEFF?\s*[^\s#[=][^=]*=/.test(line);
}

function isContinued(text: string, end: number): boolean {
  const last = text[end - 2] === '\r' ? end - 3 : end - 2;
  return text[end - 1] === '\n' && text[last] === '\\';
}

function readPiece(source: Source, start: number, end: number): ConfPiece {
  const text = source.text.slice(start, end);
  const span = { source, start, end: start + text.trimEnd().length };
  const line = text.replace(/^\uFEFF/, '').trim();
  if (line === '') return { kind: 'blank', text, span };
  if (line.startsWith('#')) return { kind: 'comment', text, span };
  if (line.startsWith('[') && line.includes(']'))
    return { kind: 'header', text, name: line.slice(1, line.lastIndexOf(']')), span };
  if (isSettingLine(text)) return readSetting(source, text, start);
  return { kind: 'unreadable', text, span };
}

function readSetting(source: Source, text: string, start: number): ConfPiece {
  const equals = text.indexOf('=');
  const keyStart = text.search(/[^\s\uFEFF]/);
  const key = text.slice(keyStart, equals).trimEnd();
  const written = text.slice(equals + 1);
  const valueStart = equals + 1 + (written.length - written.trimStart().length);
  const valueEnd = Math.max(valueStart, text.trimEnd().length);
  return {
    kind: 'setting',
    text,
    key,
    value: unfoldValue(written),
    keySpan: { source, start: start + keyStart, end: start + keyStart + key.length },
    valueSpan: { source, start: start + Math.min(valueStart, valueEnd), end: start + valueEnd },
  };
}

/** The value that a written one stands for: continuation marks gone, their line breaks kept, outer white space trimmed. */
export function unfoldValue(written: string): string {
  return written.replace(/\r\n/g, '\n').replace(/\\\n/g, '\n').replace(/\\$/, '').trim();
}

function stanzasOf(source: Source, pieces: readonly ConfPiece[]): ReadonlyMap<string, ConfStanza> {
  const stanzas = new Map<string, ConfStanza & { readonly settings: Map<string, ConfSetting> }>();
  const open = (name: string, span: Span): Map<string, ConfSetting> => {
    const known = stanzas.get(name);
    if (known !== undefined) return known.settings;
    const settings = new Map<string, ConfSetting>();
    stanzas.set(name, { name, span, settings });
    return settings;
  };
  let current: Map<string, ConfSetting> | undefined;
  for (const piece of pieces) {
    if (piece.kind === 'header') current = open(piece.name, piece.span);
    if (piece.kind !== 'setting') continue;
    current ??= open('default', { source, start: 0, end: 0 });
    current.set(piece.key, piece);
  }
  return stanzas;
}

function problems(pieces: readonly ConfPiece[]): readonly Diagnostic[] {
  const seen = new Map<string, Set<string>>();
  let keys = keysOf(seen, 'default');
  return pieces.flatMap((piece) => {
    if (piece.kind === 'header') keys = keysOf(seen, piece.name);
    if (piece.kind === 'setting') {
      const repeated = keys.has(piece.key);
      keys.add(piece.key);
      return [...(repeated ? [repeatedKey(piece)] : []), ...settingProblems(piece)];
    }
    return piece.kind === 'header'
      ? headerProblems(piece)
      : piece.kind === 'unreadable'
        ? [unreadable(piece.span)]
        : [];
  });
}

function keysOf(seen: Map<string, Set<string>>, stanza: string): Set<string> {
  const keys = seen.get(stanza) ?? new Set<string>();
  seen.set(stanza, keys);
  return keys;
}

function repeatedKey({ key, keySpan }: ConfSetting): Diagnostic {
  return diagnosticAt(keySpan, {
    code: 'WW0202',
    severity: 'warning',
    message: `"${key}" is set twice in one stanza; the last one counts`,
    hint: 'remove the one that is not meant',
  });
}

function headerProblems({ text, span }: { readonly text: string; readonly span: Span }): readonly Diagnostic[] {
  if (text.trim().endsWith(']')) return [];
  return [
    diagnosticAt(span, {
      code: 'WW0203',
      severity: 'warning',
      message: 'text after a stanza header is ignored',
      hint: 'end the line with "]"; a comment needs a line of its own',
    }),
  ];
}

function settingProblems(piece: ConfSetting & { readonly text: string }): readonly Diagnostic[] {
  if (/\\[ \t]+\r?\n?$/.test(piece.text))
    return [
      diagnosticAt(piece.valueSpan, {
        code: 'WW0204',
        severity: 'warning',
        message: `a backslash with blanks after it does not continue the value of "${piece.key}"`,
        hint: 'make the backslash the very last character of the line',
      }),
    ];
  if (/\\\r?\n?$/.test(piece.text))
    return [
      diagnosticAt(piece.valueSpan, {
        code: 'WW0205',
        severity: 'warning',
        message: `the value of "${piece.key}" is continued, but the file ends`,
        hint: 'remove the last backslash',
      }),
    ];
  return [];
}

function unreadable(span: Span): Diagnostic {
  return diagnosticAt(span, {
    code: 'WW0201',
    severity: 'error',
    message: 'this line is neither a header, a setting, a comment nor blank',
    hint: 'write "[stanza]" or "key = value"; a line that belongs to the value above needs a backslash at the end of that one',
  });
}
