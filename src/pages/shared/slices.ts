/**
 * Work in slices: a page with very many rows goes on answering while it works. Each `yield` is a place where the work may
 * rest; whoever runs it decides when it does.
 */
export type Sliced<T> = Generator<void, T, void>;

/** Milliseconds after which somebody who presses a key should have been heard: half of what makes a task a long one. */
const SLICE = 25;
/** Items between two places to rest: looking at the clock costs more than an item. */
const STRIDE = 256;
/** Items that are sorted without a rest. */
const RUN = 2048;

/** Each of the items, with a place to rest every few hundred. */
export function* eachOf<T>(items: Iterable<T>, use: (item: T) => void): Sliced<void> {
  let left = STRIDE;
  for (const item of items) {
    use(item);
    if (--left > 0) continue;
    left = STRIDE;
    yield;
  }
}

/** A new array in the order of `compare`; equal ones stay as they were. */
export function* sorted<T>(items: readonly T[], compare: (a: T, b: T) => number): Sliced<T[]> {
  let runs: T[][] = [];
  for (let from = 0; from < items.length; from += RUN) {
    runs.push(items.slice(from, from + RUN).sort(compare));
    yield;
  }
  while (runs.length > 1) {
    const longer: T[][] = [];
    for (let i = 0; i < runs.length; i += 2) longer.push(yield* merged(runs[i] ?? [], runs[i + 1] ?? [], compare));
    runs = longer;
  }
  return runs[0] ?? [];
}

/** Two sorted arrays as one. */
function* merged<T>(a: T[], b: readonly T[], compare: (a: T, b: T) => number): Sliced<T[]> {
  const [last, first] = [a.at(-1), b[0]];
  const isApart = last === undefined || first === undefined || compare(last, first) <= 0;
  const all: T[] = isApart ? a : [];
  let at = 0;
  if (!isApart)
    yield* eachOf(a, (item) => {
      for (let other = b[at]; other !== undefined && compare(other, item) < 0; other = b[++at]) all.push(other);
      all.push(item);
    });
  for (; at < b.length; at += RUN) {
    all.push(...b.slice(at, at + RUN));
    yield;
  }
  return all;
}

/** The result of the work at once, without a rest. */
export function atOnce<T>(work: Sliced<T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

/** The result of the work, which rests whenever a slice is over; null when it was given up meanwhile. */
export async function inSlices<T>(work: Sliced<T>, signal: AbortSignal): Promise<{ readonly result: T } | null> {
  // What brought the work may have taken a slice of its own, such as reading a long answer.
  let began = -Infinity;
  while (!signal.aborted) {
    const step = work.next();
    if (step.done === true) return { result: step.value };
    if (performance.now() - began < SLICE) continue;
    await rest();
    began = performance.now();
  }
  return null;
}

/** Ends when the browser has done what waits. Unlike a timer's, such a task is never put off. */
const rest = (): Promise<void> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
