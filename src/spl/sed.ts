/** The two sed commands of `rex mode=sed`: substitute and transliterate. */
export type Sed =
  | {
      readonly kind: 'substitute';
      readonly pattern: string;
      readonly replacement: string;
      readonly most: number;
      readonly from: number;
    }
  | { readonly kind: 'transliterate'; readonly from: readonly string[]; readonly to: readonly string[] };

/** Reads `s/pattern/replacement/flags` (flags: g, i, or the number of the match) or `y/from/to/`; undefined when malformed. */
export function parseSed(text: string): Sed | undefined {
  const kind = text.trimStart()[0];
  const parts = split(text.trimStart().slice(1));
  const [pattern, replacement, flags = ''] = parts;
  if (pattern === undefined || replacement === undefined) return undefined;
  if (kind === 'y') {
    const from = Array.from(pattern);
    const to = Array.from(replacement);
    return from.length === to.length ? { kind: 'transliterate', from, to } : undefined;
  }
  if (kind !== 's' || !/^[gip\d]*\s*$/.test(flags)) return undefined;
  const nth = /\d+/.exec(flags)?.[0];
  return {
    kind: 'substitute',
    pattern: flags.includes('i') ? `(?i)${pattern}` : pattern,
    replacement: replacement.replace(/(\\[\s\S])|&/g, (_, escaped: string | undefined) =>
      escaped === '\\&' ? '&' : (escaped ?? '\\0'),
    ),
    most: flags.includes('g') ? Infinity : 1,
    from: nth === undefined ? 1 : Number(nth),
  };
}

/** The parts between the delimiter that stands first; an escaped delimiter is the character itself. */
function split(text: string): readonly string[] {
  const delimiter = text[0];
  if (delimiter === undefined || /[\w\s\\]/.test(delimiter)) return [];
  const parts = [''];
  for (let i = 1; i < text.length; i++) {
    const character = text[i] ?? '';
    if (character === '\\' && i + 1 < text.length) {
      const next = text[++i] ?? '';
      parts[parts.length - 1] += next === delimiter ? next : `\\${next}`;
    } else if (character === delimiter) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts;
}

/** Each character of `from` becomes the one of `to` at its place. */
export function transliterated(
  text: string,
  { from, to }: { readonly from: readonly string[]; readonly to: readonly string[] },
): string {
  const map = new Map(from.map((character, i) => [character, to[i] ?? '']));
  return Array.from(text, (character) => map.get(character) ?? character).join('');
}
