import type { Page } from 'playwright-core';

/** What the browser itself says of a page. */
export interface Probe {
  /** Milliseconds of script since the page began, and of all work of its main thread: processor time, so that other programs do not count. */
  readonly script: () => Promise<number>;
  readonly busy: () => Promise<number>;
  /** Bytes in use after collecting garbage. */
  readonly heap: () => Promise<number>;
  /** Waits until two frames are drawn. */
  readonly settled: () => Promise<void>;
}

/** Opens the page's DevTools session. */
export async function probe(page: Page): Promise<Probe> {
  const session = await page.context().newCDPSession(page);
  await session.send('Performance.enable', { timeDomain: 'threadTicks' });
  const metric = async (wanted: string): Promise<number> => {
    const { metrics } = await session.send('Performance.getMetrics');
    return (metrics.find(({ name }) => name === wanted)?.value ?? NaN) * 1000;
  };
  return {
    script: () => metric('ScriptDuration'),
    busy: () => metric('TaskDuration'),
    heap: async () => {
      await session.send('HeapProfiler.collectGarbage');
      return (await session.send('Runtime.getHeapUsage')).usedSize;
    },
    settled: () =>
      page.evaluate(
        () => new Promise<void>((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))),
      ),
  };
}

/** Runs in the page: scrolls an element a step a frame; milliseconds of the longest frame. */
export async function longestFrame([steps, selector]: readonly [number, string]): Promise<number> {
  const element = document.querySelector(selector);
  const frame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
  let [before, longest] = [await frame(), 0];
  for (let i = 0; i < steps; i++) {
    if (element !== null) element.scrollTop += 240;
    const now = await frame();
    longest = Math.max(longest, now - before);
    before = now;
  }
  return longest;
}
