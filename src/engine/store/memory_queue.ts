/** A query that found no memory looks again after so long at the latest. */
const AGAIN_MILLISECONDS = 1000;
const MOST_TRIES = 120;

/** The database ends a query for which there is no memory now; this lets it wait until another one has given its own back. */
export class MemoryQueue {
  private readonly waiting = new Set<() => void>();
  private open = 0;

  /** A query is there that may hold memory; what is given is called when it holds none any more. */
  enter(): () => void {
    this.open += 1;
    return () => {
      this.open -= 1;
      for (const wake of [...this.waiting]) wake();
    };
  }

  /** Does the work again as long as there was no memory for it and others hold some; rejects when it is alone. */
  async tried<T>(work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    for (let tries = 1; ; tries++)
      try {
        return await work();
      } catch (error) {
        if (!isOutOfMemory(error) || signal.aborted || tries >= MOST_TRIES || this.open <= 1) throw error;
        await this.another(signal);
      }
  }

  /** Resolves when another query has ended, or after a while: the others may wait as well. */
  private another(signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const wake = (): void => {
        this.waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(wake, AGAIN_MILLISECONDS);
      this.waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }
}

/** True for what the database says when its memory is used up. */
export function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && /out of memory/i.test(error.message);
}
