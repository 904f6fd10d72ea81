import { isUtf8 } from 'node:buffer';
import { readFileSync } from 'node:fs';
import { diagnosticAt, type Diagnostic } from '../core/diagnostic';
import type { Source } from '../core/source';

/** A file's text, or what is wrong with its encoding. */
export type TextFile =
  { readonly kind: 'text'; readonly source: Source } | { readonly kind: 'problem'; readonly diagnostic: Diagnostic };

/**
 * Reads a text file: UTF-8, or UTF-16 where its byte order mark says so (YAML 1.2.2, 5.2). Other bytes are a problem
 * (WW0118) at their place, since every letter that they stand for would be a guess. Throws where the file cannot be read.
 */
export function readTextFile(path: string, name: string): TextFile {
  const bytes = readFileSync(path);
  const utf16 = utf16Of(bytes);
  if (utf16 !== undefined) return { kind: 'text', source: { name, text: new TextDecoder(utf16).decode(bytes) } };
  const source = { name, text: bytes.toString('utf8') };
  // A file with NUL characters is binary, which its reader says better.
  if (isUtf8(bytes) || bytes.includes(0)) return { kind: 'text', source };
  return { kind: 'problem', diagnostic: notUtf8(source, charactersBefore(bytes)) };
}

function utf16Of(bytes: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

/** How many UTF-16 units the valid text before the first wrong byte has. */
function charactersBefore(bytes: Buffer): number {
  let [valid, wrong] = [0, bytes.length];
  while (wrong - valid > 1) {
    const middle = (valid + wrong) >> 1;
    if (startsValid(bytes.subarray(0, middle))) valid = middle;
    else wrong = middle;
  }
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes.subarray(0, valid), { stream: true }).length;
}

/** Whether the bytes are UTF-8 but perhaps for a letter that ends behind them. */
function startsValid(bytes: Buffer): boolean {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true });
    return true;
  } catch {
    return false;
  }
}

function notUtf8(source: Source, at: number): Diagnostic {
  return diagnosticAt(
    { source, start: at, end: at + 1 },
    {
      code: 'WW0118',
      severity: 'error',
      message: 'This is not UTF-8 from here on',
      hint: 'Save the file as UTF-8; it is not read.',
    },
  );
}
