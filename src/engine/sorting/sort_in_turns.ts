/** Items sorted or made between two turns. */
const PIECE = 4096;

type Order<T> = (a: T, b: T) => number;

/** The items in order, stable; many are sorted piece by piece, and after each piece the turn is given away. */
export async function sortedInTurns<T>(
  items: readonly T[],
  order: Order<T>,
  turn: () => Promise<void>,
): Promise<readonly T[]> {
  if (items.length <= PIECE) return [...items].sort(order);
  let runs: (readonly T[])[] = [];
  for (let at = 0; at < items.length; at += PIECE) {
    runs.push(items.slice(at, at + PIECE).sort(order));
    await turn();
  }
  while (runs.length > 1) {
    const longer: (readonly T[])[] = [];
    for (let i = 0; i < runs.length; i += 2) longer.push(await merged(runs[i] ?? [], runs[i + 1] ?? [], order, turn));
    runs = longer;
  }
  return runs[0] ?? [];
}

async function merged<T>(
  left: readonly T[],
  right: readonly T[],
  order: Order<T>,
  turn: () => Promise<void>,
): Promise<readonly T[]> {
  const all: T[] = [];
  let [l, r] = [0, 0];
  while (l < left.length || r < right.length) {
    const [a, b] = [left[l], right[r]];
    if (b === undefined || (a !== undefined && order(a, b) <= 0)) {
      if (a !== undefined) all.push(a);
      l += 1;
    } else {
      all.push(b);
      r += 1;
    }
    if (all.length % PIECE === 0) await turn();
  }
  return all;
}

/** Each item changed; after some the turn is given away. */
export async function mappedInTurns<T, U>(
  items: readonly T[],
  change: (item: T) => U,
  turn: () => Promise<void>,
): Promise<U[]> {
  const all: U[] = [];
  for (const item of items) {
    all.push(change(item));
    if (all.length % PIECE === 0) await turn();
  }
  return all;
}
