/** Sigma's strings with wildcards: parsed once at the border, so that nothing behind it thinks about backslashes. */

/** A stretch of plain text, `*` (any run of characters) or `?` (exactly one character). */
export type Part =
  { readonly kind: 'literal'; readonly text: string } | { readonly kind: 'any' } | { readonly kind: 'one' };

/** Parts in order; two literals never stand side by side, nor do two `any`. */
export interface SigmaString {
  readonly parts: readonly Part[];
}

const any: Part = { kind: 'any' };
const one: Part = { kind: 'one' };

/**
 * Reads a value as written in a rule. A backslash is literal unless it stands directly before `*`, `?` or `\`
 * (Sigma specification 2.1.0, "Escaping").
 */
export function parseSigmaString(written: string): SigmaString {
  const parts: Part[] = [];
  let literal = '';
  for (let at = 0; at < written.length; at++) {
    const [char, next] = [written[at] ?? '', written[at + 1] ?? ''];
    if (char === '\\' && next !== '' && '*?\\'.includes(next)) {
      literal += next;
      at++;
    } else if (char === '*' || char === '?') {
      parts.push({ kind: 'literal', text: literal }, char === '*' ? any : one);
      literal = '';
    } else literal += char;
  }
  return sigmaString([...parts, { kind: 'literal', text: literal }]);
}

/** The string written so that `parseSigmaString` gives the same parts again. */
export function printSigmaString({ parts }: SigmaString): string {
  const written: Record<Part['kind'], (part: Part) => string> = {
    any: () => '*',
    one: () => '?',
    literal: (part) => (part.kind === 'literal' ? part.text.replace(/[\\*?]/g, '\\$&') : ''),
  };
  return parts.map((part) => written[part.kind](part)).join('');
}

/** A string of the given parts: empty literals left out, neighbours joined. */
export function sigmaString(parts: readonly Part[]): SigmaString {
  const kept: Part[] = [];
  for (const part of parts) {
    const last = kept.at(-1);
    if (part.kind === 'literal') {
      if (part.text === '') continue;
      if (last?.kind === 'literal') kept.splice(-1, 1, { kind: 'literal', text: last.text + part.text });
      else kept.push(part);
    } else if (part.kind === 'one' || last?.kind !== 'any') kept.push(part);
  }
  return { parts: kept };
}

/** Text in which nothing is a wildcard. */
export function literalString(text: string): SigmaString {
  return sigmaString([{ kind: 'literal', text }]);
}

/** The text of a string without wildcards, else undefined. */
export function plainText({ parts }: SigmaString): string | undefined {
  const [first, ...rest] = parts;
  if (first === undefined) return '';
  return first.kind === 'literal' && rest.length === 0 ? first.text : undefined;
}

/** `*` put before, after or around: what startswith, endswith and contains do. */
export function withWildcards(string: SigmaString, where: 'before' | 'after' | 'around'): SigmaString {
  const before = where === 'after' ? [] : [any];
  const after = where === 'before' ? [] : [any];
  return sigmaString([...before, ...string.parts, ...after]);
}

/** The string with every literal stretch mapped; wildcards stay. */
export function mapLiterals(string: SigmaString, change: (text: string) => string): SigmaString {
  return sigmaString(
    string.parts.map((part) => (part.kind === 'literal' ? { kind: 'literal', text: change(part.text) } : part)),
  );
}
