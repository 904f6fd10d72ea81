/**
 * Quotes and backslashes of SPL. In a quoted text `\"` is a quote and `\\` one backslash; a backslash before anything
 * else stays. In a search value, quoted or not, `\|` is a pipe too. A `*` of a search value is always a wildcard: SPL
 * has no way to say a literal one.
 */

/** The text between quotes with its escapes resolved. */
export function unescapeQuoted(inside: string): string {
  return inside.replace(/\\(["\\])/g, '$1');
}

/** A text as SPL writes it between double quotes. */
export function quote(text: string): string {
  return `"${escapeQuoted(text)}"`;
}

function escapeQuoted(text: string): string {
  return text.replace(/["\\]/g, '\\$&');
}

/** The pieces between the wildcards of a search value's text, escapes resolved. */
export function valuePieces(written: string): readonly string[] {
  const pieces: string[] = [];
  let piece = '';
  for (const [part] of written.matchAll(/\\["\\|]|\*|[^*\\]+|\\/g)) {
    if (part === '*') {
      pieces.push(piece);
      piece = '';
    } else piece += part.length === 2 && part.startsWith('\\') ? part.slice(1) : part;
  }
  return [...pieces, piece];
}

/** The reverse of `valuePieces`, for use inside or outside quotes. */
export function writeValuePieces(pieces: readonly string[]): string {
  return pieces.map((piece) => piece.replace(/["\\|]/g, '\\$&')).join('*');
}
