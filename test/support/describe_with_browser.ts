import type { Browser } from 'playwright-core';
import { launchBrowser, testWithBrowser } from './browser';

/** A test in a browser; where none can be started it is reported as skipped. */
export const browserTest = testWithBrowser;

/** Tests that share one browser. */
export function describeWithBrowser(name: string, tests: (browser: () => Browser) => void): void {
  describe(name, () => {
    let browser: Browser | undefined;
    beforeAll(async () => {
      browser = await launchBrowser();
    });
    afterAll(() => browser?.close());
    tests(() => {
      if (browser === undefined) throw new Error('this machine has no browser');
      return browser;
    });
  });
}
