/** Lets a few at a time pass; the rest wait in the order in which they came. */
export interface Permits {
  /** Does the work when there is room for it; undefined, without the work, when the signal is aborted before. */
  readonly use: <T>(work: () => Promise<T>, signal: AbortSignal) => Promise<T | undefined>;
}

/** Permits for `most` pieces of work at once. */
export function permits(most: number): Permits {
  let free = most;
  const waiting = new Set<() => void>();
  const take = (signal: AbortSignal): Promise<boolean> => {
    if (signal.aborted) return Promise.resolve(false);
    if (free > 0) {
      free -= 1;
      return Promise.resolve(true);
    }
    return new Promise((resolve) => {
      const leave = (): void => {
        waiting.delete(pass);
        resolve(false);
      };
      const pass = (): void => {
        waiting.delete(pass);
        signal.removeEventListener('abort', leave);
        resolve(true);
      };
      waiting.add(pass);
      signal.addEventListener('abort', leave, { once: true });
    });
  };
  const give = (): void => {
    const [next] = waiting;
    if (next === undefined) free += 1;
    else next();
  };
  return {
    use: async (work, signal) => {
      if (!(await take(signal))) return undefined;
      try {
        return await work();
      } finally {
        give();
      }
    },
  };
}
