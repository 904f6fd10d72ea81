import type { Browser } from 'playwright-core';
import { findBrowser, launch } from '../../src/cli/bench/browser';

const found = findBrowser();

/** `test` where there is a browser; else a test that is reported as skipped. */
export const testWithBrowser: jest.It = found === undefined ? test.skip : test;

/** Starts the browser; undefined when there is none (see `testWithBrowser`). */
export async function launchBrowser(): Promise<Browser | undefined> {
  return found === undefined ? undefined : launch(found);
}
