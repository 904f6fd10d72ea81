/** Two texts word by word: what stayed, what went and what came. */

export interface TextPart {
  readonly kind: 'same' | 'removed' | 'added';
  readonly text: string;
}

/** More words than this in both are not compared one by one: all of the one goes, all of the other comes. */
const MOST_COMPARED = 4_000_000;

/** The parts in the order of the text, removed ones first where both differ; joined without the added they are `before`. */
export function textParts(before: string, after: string): readonly TextPart[] {
  const [old, young] = [wordsOf(before), wordsOf(after)];
  if (old.length * young.length > MOST_COMPARED) return [part('removed', old), part('added', young)];
  const common = commonLengths(old, young);
  const parts: TextPart[] = [];
  const add = (kind: TextPart['kind'], text: string): void => {
    const last = parts.at(-1);
    if (last?.kind === kind) parts[parts.length - 1] = { kind, text: last.text + text };
    else parts.push({ kind, text });
  };
  for (let i = 0, k = 0; i < old.length || k < young.length;) {
    const [mine, theirs] = [old[i], young[k]];
    if (mine !== undefined && mine === theirs) {
      add('same', mine);
      i++;
      k++;
    } else if (mine !== undefined && (theirs === undefined || common(i + 1, k) >= common(i, k + 1))) {
      add('removed', mine);
      i++;
    } else {
      add('added', theirs ?? '');
      k++;
    }
  }
  return parts;
}

const part = (kind: TextPart['kind'], words: readonly string[]): TextPart => ({ kind, text: words.join('') });

/** Quoted texts, names, blanks, and signs each by itself. */
const wordsOf = (text: string): readonly string[] => text.match(/"(?:\\.|[^"\\])*"|[\w.*]+|\s+|[^]/g) ?? [];

/** Length of the longest common part of what is left from `i` and from `k` on. */
function commonLengths(a: readonly string[], b: readonly string[]): (i: number, k: number) => number {
  const width = b.length + 1;
  const lengths = new Uint32Array((a.length + 1) * width);
  const at = (i: number, k: number): number => lengths[i * width + k] ?? 0;
  for (let i = a.length - 1; i >= 0; i--)
    for (let k = b.length - 1; k >= 0; k--)
      lengths[i * width + k] = a[i] === b[k] ? at(i + 1, k + 1) + 1 : Math.max(at(i + 1, k), at(i, k + 1));
  return at;
}
