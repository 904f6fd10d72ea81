import type { Source, Span } from './source';

/** Text inside a YAML scalar, with the way back to its place in the file: folding, indentation and escapes undone. */

/** How a scalar is written; each style changes the text in its own way. */
export type ScalarStyle = 'plain' | 'single' | 'double' | 'literal' | 'folded';

/** From `value` on, text stands unchanged in the file from `file` on. */
interface Stretch {
  readonly value: number;
  readonly file: number;
}

/**
 * The scalar's value as a source of its own: positions in it lead to the place in the YAML file. `span` is the whole
 * scalar as written, quotes or block header included.
 */
export function scalarSource(value: string, style: ScalarStyle, span: Span): Source {
  let stretches: readonly Stretch[] | undefined;
  const toParent = (offset: number): number => {
    stretches ??= styles[style](value, span.source.text.slice(span.start, span.end));
    return Math.min(span.end, span.start + fileOffset(stretches, Math.max(0, Math.min(offset, value.length))));
  };
  return { name: span.source.name, text: value, embedded: { parent: span.source, toParent } };
}

function fileOffset(stretches: readonly Stretch[], offset: number): number {
  let low = 0;
  let high = stretches.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((stretches[middle]?.value ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const found = stretches[low] ?? { value: 0, file: 0 };
  return found.file + offset - found.value;
}

type Align = (value: string, written: string) => readonly Stretch[];

const styles: Readonly<Record<ScalarStyle, Align>> = {
  plain: (_value, written) => alignFlow(written, 0, () => undefined),
  single: (_value, written) =>
    alignFlow(written, 1, (at) => (written.startsWith("''", at) ? { length: 2, gives: 1 } : undefined)),
  double: (_value, written) => alignFlow(written, 1, (at) => escapeAt(written, at)),
  literal: alignBlock,
  folded: alignBlock,
};

interface Escape {
  readonly length: number;
  /** UTF-16 units that it stands for. */
  readonly gives: number;
}

/** Flow scalars: blanks around one line break become a blank, around n of them n - 1 line breaks. */
function alignFlow(written: string, from: number, escape: (at: number) => Escape | undefined): readonly Stretch[] {
  const stretches: Stretch[] = [{ value: 0, file: from }];
  let value = 0;
  for (let at = from; at < written.length;) {
    const known = escape(at) ?? foldAt(written, at);
    at += known?.length ?? 1;
    value += known?.gives ?? 1;
    if (known !== undefined) stretches.push({ value, file: at });
  }
  return stretches;
}

const fold = /[ \t]*\r?\n\s*/y;

function foldAt(written: string, at: number): Escape | undefined {
  const character = written[at];
  if (character !== ' ' && character !== '\t' && character !== '\n' && character !== '\r') return undefined;
  fold.lastIndex = at;
  const found = fold.exec(written)?.[0];
  if (found === undefined) return undefined;
  const breaks = found.split('\n').length - 1;
  return { length: found.length, gives: Math.max(1, breaks - 1) };
}

const hexDigits: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** An escape of a double-quoted scalar (YAML 1.2, 5.7); an escaped line break stands for nothing. */
function escapeAt(written: string, at: number): Escape | undefined {
  if (written[at] !== '\\') return undefined;
  const next = written[at + 1] ?? '';
  const joined = /^\\\r?\n[ \t]*/.exec(written.slice(at, at + 200))?.[0];
  if (joined !== undefined) return { length: joined.length, gives: 0 };
  const digits = hexDigits[next] ?? 0;
  const wide = digits === 8 && parseInt(written.slice(at + 2, at + 10), 16) > 0xffff;
  return { length: 2 + digits, gives: wide ? 2 : 1 };
}

/** Block scalars, line by line: the indentation goes; in a folded one line breaks may have become blanks or gone. */
function alignBlock(value: string, written: string): readonly Stretch[] {
  const stretches: Stretch[] = [];
  let at = written.indexOf('\n') + 1;
  let done = 0;
  const indent = Math.max(0, leadingBlanks(written.slice(at)) - leadingBlanks(value));
  for (const line of written.slice(at).split('\n')) {
    const content = line.slice(Math.min(indent, line.length)).replace(/\r$/, '');
    if (content !== '' && value.startsWith(content, done)) {
      stretches.push({ value: done, file: at + indent });
      done += content.length;
      if (/[\n ]/.test(value[done] ?? '')) done++;
    } else if (content === '' && value[done] === '\n') done++;
    at += line.length + 1;
  }
  return stretches.length === 0 ? [{ value: 0, file: 0 }] : stretches;
}

/** Blanks before the first line that has text: more in the file than in the value, by the block's indentation. */
function leadingBlanks(text: string): number {
  const first = text.split('\n').find((line) => line.trim() !== '') ?? '';
  return first.length - first.trimStart().length;
}
