/** Lets a few at a time pass; the rest wait in the order in which they came. */
export interface Permits {
  readonly use: <T>(work: () => Promise<T>) => Promise<T>;
}

/** Permits for `most` pieces of work at once. */
export function permits(most: number): Permits {
  let free = most;
  const waiting: (() => void)[] = [];
  const take = (): Promise<void> | undefined => {
    if (free > 0) {
      free -= 1;
      return undefined;
    }
    return new Promise((resolve) => waiting.push(resolve));
  };
  const give = (): void => {
    const next = waiting.shift();
    if (next === undefined) free += 1;
    else next();
  };
  return {
    use: async (work) => {
      await take();
      try {
        return await work();
      } finally {
        give();
      }
    },
  };
}
