/** "Did you mean": the nearest of the allowed words, for messages about an unknown one. */

const MOST = 5;

/** The allowed words nearest to `word`, best first; empty when none is near (more than 40 % of its letters differ). */
export function nearest(word: string, allowed: Iterable<string>): readonly string[] {
  const threshold = Math.floor(word.length * 0.4) + 1;
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

/** Edits that turn `a` into `b`, a swap of neighbours being one; anything over `most` is given as `most + 1`. */
export function editDistance(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) row.push(cell(a, b, i, j, row, last, beforeLast));
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? most + 1;
}

function cell(a: string, b: string, i: number, j: number, row: number[], last: number[], beforeLast: number[]): number {
  const at = (line: number[], k: number): number => line[k] ?? Infinity;
  const same = a[i - 1] === b[j - 1];
  const best = Math.min(at(row, j - 1) + 1, at(last, j) + 1, at(last, j - 1) + (same ? 0 : 1));
  const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
  return swapped ? Math.min(best, at(beforeLast, j - 2) + 1) : best;
}
