import { setTimeout as wait } from 'node:timers/promises';

/** The time and the waiting of an input; a test brings its own. */
export interface Clock {
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Resolves after the time, or at once when the signal stops; never rejects. */
  readonly sleep: (milliseconds: number, signal?: AbortSignal) => Promise<void>;
}

/** The machine's clock. */
export const systemClock: Clock = {
  now: () => Date.now(),
  sleep: async (milliseconds, signal) => {
    await wait(milliseconds, undefined, signal === undefined ? {} : { signal }).catch(() => undefined);
  },
};

/** A clock that stands still until somebody sleeps: then the time is over at once. For tests. */
export function testClock(start = 0): Clock {
  let now = start;
  return {
    now: () => now,
    sleep: async (milliseconds, signal) => {
      // A turn of the event loop, so that other work goes on as it would while really waiting.
      await new Promise((resolve) => setImmediate(resolve));
      if (signal?.aborted !== true) now += milliseconds;
    },
  };
}
