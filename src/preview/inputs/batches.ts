/** Hands things on in their order, many at a time: what comes while some are being taken waits and goes together. */
export interface Batches<T> {
  /** Resolves as soon as more may be added. Rejects when the taking has failed. */
  readonly add: (items: readonly T[], weight: number) => Promise<void>;
  /** Resolves when all are taken. Rejects when the taking has failed. */
  readonly end: () => Promise<void>;
}

/**
 * Batches for `take`, which is never called twice at a time. Nothing waits for a batch to fill: each is what there is.
 * No more than about `mostWeight` waits beside what is being taken: `add` makes the source wait.
 */
export function batches<T>(take: (items: readonly T[]) => Promise<void>, mostWeight: number): Batches<T> {
  let waiting: T[] = [];
  let weight = 0;
  let taking: Promise<void> | undefined;
  const takeAll = async (): Promise<void> => {
    const items = waiting;
    waiting = [];
    weight = 0;
    await take(items);
    taking = waiting.length === 0 ? undefined : handled(takeAll());
  };
  return {
    add: async (items, more) => {
      for (const item of items) waiting.push(item);
      weight += more;
      if (waiting.length === 0) return;
      taking ??= handled(takeAll());
      if (weight > mostWeight) await taking;
    },
    end: async () => {
      while (taking !== undefined) await taking;
    },
  };
}

/** A failure is told by the next `add` that waits, or by `end`: until then nobody listens. */
function handled(promise: Promise<void>): Promise<void> {
  promise.catch(() => undefined);
  return promise;
}
