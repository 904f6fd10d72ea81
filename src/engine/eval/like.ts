const MOST_CACHED = 1000;
const cache = new Map<string, readonly string[][]>();

/** SQL's LIKE: `%` any characters, `_` one, `\%` and `\_` themselves; the whole text, case counts. Takes time linear in most texts, quadratic at worst. */
export function like(text: string, pattern: string): boolean {
  return matchesPieces(Array.from(text), piecesOf(pattern));
}

/** The pattern between its `%`: each piece a list of characters, an empty string standing for any one. */
function piecesOf(pattern: string): readonly string[][] {
  const known = cache.get(pattern);
  if (known !== undefined) return known;
  const pieces: string[][] = [[]];
  for (const token of pattern.match(/\\[%_\\]|[\s\S]/gu) ?? []) {
    if (token === '%') pieces.push([]);
    else pieces.at(-1)?.push(token === '_' ? '' : token.length > 1 && token.startsWith('\\') ? token.slice(1) : token);
  }
  if (cache.size >= MOST_CACHED) cache.clear();
  cache.set(pattern, pieces);
  return pieces;
}

function matchesPieces(text: readonly string[], pieces: readonly string[][]): boolean {
  const [first = [], ...rest] = pieces;
  if (!fits(text, 0, first)) return false;
  const last = rest.pop();
  if (last === undefined) return text.length === first.length;
  let at = first.length;
  for (const piece of rest) {
    while (at + piece.length <= text.length && !fits(text, at, piece)) at += 1;
    if (at + piece.length > text.length) return false;
    at += piece.length;
  }
  return text.length - last.length >= at && fits(text, text.length - last.length, last);
}

function fits(text: readonly string[], at: number, piece: readonly string[]): boolean {
  return (
    at + piece.length <= text.length && piece.every((character, i) => character === '' || character === text[at + i])
  );
}
