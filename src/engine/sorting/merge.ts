/** Items in order, some at a time. */
type Sorted<T> = AsyncIterator<readonly T[], undefined | void>;

interface Cursor<T> {
  /** The place of its input among the inputs: of equal items the one of the earlier input comes first. */
  readonly rank: number;
  readonly input: Sorted<T>;
  items: readonly T[];
  at: number;
}

/** The items of several sorted inputs in order, in batches of `size`; a heap of cursors, as few comparisons as need be. */
export async function* merged<T>(
  inputs: readonly Sorted<T>[],
  order: (a: T, b: T) => number,
  size: number,
): AsyncGenerator<readonly T[]> {
  const heap: Cursor<T>[] = [];
  const isBefore = (a: Cursor<T>, b: Cursor<T>): boolean => {
    const [x, y] = [a.items[a.at], b.items[b.at]];
    if (x === undefined || y === undefined) return x !== undefined;
    const found = order(x, y);
    return found < 0 || (found === 0 && a.rank < b.rank);
  };
  for (const [rank, input] of inputs.entries()) {
    const cursor = { rank, input, items: [], at: 0 };
    if (await refilled(cursor)) heap.push(cursor);
  }
  for (let i = (heap.length >> 1) - 1; i >= 0; i--) siftDown(heap, i, isBefore);
  let batch: T[] = [];
  for (let first = heap[0]; first !== undefined; first = heap[0]) {
    const item = first.items[first.at];
    if (item !== undefined) batch.push(item);
    first.at += 1;
    if (first.at >= first.items.length && !(await refilled(first))) removeFirst(heap);
    siftDown(heap, 0, isBefore);
    if (batch.length < size) continue;
    yield batch;
    batch = [];
  }
  if (batch.length > 0) yield batch;
}

async function refilled<T>(cursor: Cursor<T>): Promise<boolean> {
  for (;;) {
    const next = await cursor.input.next();
    if (next.done === true) return false;
    cursor.items = next.value;
    cursor.at = 0;
    if (next.value.length > 0) return true;
  }
}

function removeFirst<T>(heap: T[]): void {
  const last = heap.pop();
  if (last !== undefined && heap.length > 0) heap[0] = last;
}

/** Moves an entry down to where none below it comes before it. */
function siftDown<T>(heap: T[], start: number, isBefore: (a: T, b: T) => boolean): void {
  for (let at = start; ;) {
    const [left, right] = [2 * at + 1, 2 * at + 2];
    let least = at;
    for (const child of [left, right]) {
      const [a, b] = [heap[child], heap[least]];
      if (a !== undefined && b !== undefined && isBefore(a, b)) least = child;
    }
    const [moved, above] = [heap[least], heap[at]];
    if (least === at || moved === undefined || above === undefined) return;
    heap[at] = moved;
    heap[least] = above;
    at = least;
  }
}
