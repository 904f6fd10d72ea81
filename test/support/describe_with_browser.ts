import type { Browser } from 'playwright-core';
import { launchBrowser } from './browser';

/** Tests that need a browser: where none can be started they say so, once, and are marked as skipped in the output. */
export function describeWithBrowser(name: string, tests: (browser: () => Browser) => void): void {
  describe(name, () => {
    let browser: Browser | undefined;
    beforeAll(async () => {
      browser = await launchBrowser();
      if (browser === undefined) process.stderr.write(`SKIPPED, no browser on this machine: ${name}\n`);
    });
    afterAll(() => browser?.close());
    tests(() => {
      if (browser === undefined) throw new NoBrowser();
      return browser;
    });
  });
}

/** Thrown where a test asks for a browser that is not there; `browserTest` turns it into a skip that is said. */
class NoBrowser extends Error {}

/** A test that passes without doing anything where there is no browser (it was said in `describeWithBrowser`). */
export function browserTest(name: string, run: () => Promise<void>): void {
  test(name, async () => {
    try {
      await run();
    } catch (error) {
      if (!(error instanceof NoBrowser)) throw error;
    }
  });
}
