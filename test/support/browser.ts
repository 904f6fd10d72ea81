import type { Browser } from 'playwright-core';
import { findBrowser, launch } from '../../src/cli/bench/browser';

const found = findBrowser();

/** `test` where there is a browser; else a test that is reported as skipped. */
export const testWithBrowser: jest.It = found === undefined ? test.skip : test;

/** How long a page may take to show what is waited for, in milliseconds: as long as a very busy machine needs. */
const PATIENCE = 240_000;

/** Starts the browser; undefined when there is none (see `testWithBrowser`). */
export async function launchBrowser(): Promise<Browser | undefined> {
  if (found === undefined) return undefined;
  const browser = await launch(found);
  browser.on('context', (context) => context.setDefaultTimeout(PATIENCE));
  return browser;
}
