/** Which queue a search waits in: those that end soon, or those that are known to take long. */
export type Lane = 'quick' | 'long';

/** Lets searches use the program's one thread piece by piece, so that requests are answered between any two pieces. */
export interface Turns {
  /** Resolves when it is this one's turn; the quick go first, yet every third turn is one of the long. */
  readonly take: (lane: Lane) => Promise<void>;
}

/** Quick turns in a row while a long search waits. */
const QUICK_IN_A_ROW = 2;

/** Turns: one in each round of the event loop, in the order in which they are asked for within a lane. */
export function turns(): Turns {
  const waiting: Readonly<Record<Lane, (() => void)[]>> = { quick: [], long: [] };
  let isAsked = false;
  let inARow = 0;
  const next = (): (() => void) | undefined => {
    const isLong = waiting.quick.length === 0 || (inARow >= QUICK_IN_A_ROW && waiting.long.length > 0);
    inARow = isLong ? 0 : inARow + 1;
    return waiting[isLong ? 'long' : 'quick'].shift();
  };
  const ask = (): void => {
    if (isAsked || waiting.quick.length + waiting.long.length === 0) return;
    isAsked = true;
    setImmediate(() => {
      isAsked = false;
      next()?.();
      ask();
    });
  };
  return {
    take: (lane) =>
      new Promise((resolve) => {
        waiting[lane].push(resolve);
        ask();
      }),
  };
}
