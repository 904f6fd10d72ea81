import type { Part, SigmaString } from '../sigma_string';

/** Wildcard patterns as functions: the common shapes directly, the rest by a walk that never goes back over more than one `*`. */
export type TextMatcher = (text: string) => boolean;

/** A test of a whole text against a pattern; case counts, so fold both sides first where it should not. */
export function textMatcher({ parts }: SigmaString): TextMatcher {
  const literals = parts.flatMap((part) => (part.kind === 'literal' ? [part.text] : []));
  const shape = parts.map(({ kind }) => kind[0]).join('');
  const [first = ''] = literals;
  const simple = simpleShapes[shape];
  return simple === undefined ? globMatcher(parts) : simple(first, literals.at(-1) ?? '');
}

/** By the parts' first letters: l(iteral), a(ny). */
const simpleShapes: Readonly<Record<string, (first: string, last: string) => TextMatcher>> = {
  '': () => (text) => text === '',
  a: () => () => true,
  l: (first) => (text) => text === first,
  al: (first) => (text) => text.endsWith(first),
  la: (first) => (text) => text.startsWith(first),
  ala: (first) => (text) => text.includes(first),
  lal: (first, last) => (text) =>
    text.length >= first.length + last.length && text.startsWith(first) && text.endsWith(last),
};

/** One character, or a place where any run may stand. `?` is one code point, so that it fits an emoji too. */
type Unit = { readonly kind: 'char'; readonly char: string } | { readonly kind: 'any' } | { readonly kind: 'one' };

function globMatcher(parts: readonly Part[]): TextMatcher {
  const units = parts.flatMap((part): readonly Unit[] =>
    part.kind === 'literal' ? Array.from(part.text, (char) => ({ kind: 'char', char })) : [part],
  );
  return (text) => globMatches(units, Array.from(text));
}

function globMatches(units: readonly Unit[], text: readonly string[]): boolean {
  let [at, unit, starAt, starUnit] = [0, 0, 0, -1];
  while (at < text.length) {
    const now = units[unit];
    if (now?.kind === 'any') {
      [starAt, starUnit] = [at, unit];
      unit++;
    } else if (now !== undefined && (now.kind === 'one' || now.char === text[at])) {
      at++;
      unit++;
    } else if (starUnit !== -1) {
      [at, unit] = [++starAt, starUnit + 1];
    } else return false;
  }
  return units.slice(unit).every(({ kind }) => kind === 'any');
}
