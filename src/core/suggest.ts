/** "Did you mean": the nearest of the allowed words, for messages about an unknown one. */

const MOST = 5;
/** More edits than this make another word, however long it is. */
const MOST_EDITS = 8;

/** The allowed words nearest to `word`, best first; empty when none is near (more than 40 % of its letters differ, or eight). */
export function nearest(word: string, allowed: Iterable<string>): readonly string[] {
  const threshold = Math.min(Math.floor(word.length * 0.4) + 1, MOST_EDITS);
  const folded = word.toLowerCase();
  return [...allowed]
    .map((option) => ({ option, distance: editDistance(folded, option.toLowerCase(), threshold) }))
    .filter(({ distance }) => distance <= threshold)
    .sort((a, b) => a.distance - b.distance || (a.option < b.option ? -1 : 1))
    .slice(0, MOST)
    .map(({ option }) => option);
}

/** A sentence for a hint: `Did you mean "a" or "b"?`, else the `otherwise` text. */
export function didYouMean(word: string, allowed: Iterable<string>, otherwise: string): string {
  const found = nearest(word, allowed).map((option) => `"${option}"`);
  const last = found.pop();
  if (last === undefined) return otherwise;
  return `Did you mean ${found.length === 0 ? last : `${found.join(', ')} or ${last}`}?`;
}

/** Edits that turn `a` into `b`, a swap of neighbours being one; anything over `most` is given as some number over it. */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let beforeLast = new Uint32Array(b.length + 1);
  let last = Uint32Array.from({ length: b.length + 1 }, (_, j) => j);
  let row = new Uint32Array(b.length + 1);
  let leastBefore = 0;
  for (let i = 1; i <= a.length; i++) {
    const least = fillRow(a, b, i, row, last, beforeLast);
    // What comes next is built on these two rows alone, and can be no nearer.
    if (least > most && leastBefore > most) return most + 1;
    leastBefore = least;
    [beforeLast, last, row] = [last, row, beforeLast];
  }
  return last[b.length] ?? most + 1;
}

/** Fills row `i` of the table of distances and gives its least; a plain loop, since there may be a thousand words to try. */
function fillRow(
  a: string,
  b: string,
  i: number,
  row: Uint32Array,
  last: Uint32Array,
  beforeLast: Uint32Array,
): number {
  const letter = a.charCodeAt(i - 1);
  let left = (row[0] = i);
  let least = i;
  for (let j = 1; j <= b.length; j++) {
    const same = letter === b.charCodeAt(j - 1);
    let best = Math.min(left + 1, (last[j] ?? 0) + 1, (last[j - 1] ?? 0) + (same ? 0 : 1));
    const swapped = i > 1 && j > 1 && letter === b.charCodeAt(j - 2) && a.charCodeAt(i - 2) === b.charCodeAt(j - 1);
    if (swapped) best = Math.min(best, (beforeLast[j - 2] ?? 0) + 1);
    row[j] = left = best;
    if (best < least) least = best;
  }
  return least;
}
