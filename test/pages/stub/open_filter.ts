import { createHash } from 'node:crypto';
import type { Browser, Page } from 'playwright-core';
import { NOW } from './fleet';
import { startStub, type Stub, type StubOptions } from './splunk_web';

/** The Filter page in a browser, over the stub. */

export const DETECTION = 'Windows Suspicious Child Process Spawned From WebServer';
export const MACRO = 'windows_suspicious_child_process_spawned_from_webserver_filter';

export interface OpenOptions extends StubOptions {
  /** Texts of macros as they are saved. */
  readonly macros?: Readonly<Record<string, string>>;
  readonly query?: string;
  readonly width?: number;
  readonly height?: number;
  readonly scale?: number;
  /** Host, parent and child of a sighting that is marked malicious. */
  readonly malicious?: readonly [string, string, string];
  /** Changes, each with the `macro` that it is about. */
  readonly history?: readonly Readonly<Record<string, string | number>>[];
}

export interface Opened {
  readonly page: Page;
  readonly stub: Stub;
  readonly faults: readonly string[];
}

export const queryFor = (detection: string): string => `?detection=${encodeURIComponent(detection)}`;

/** Opens the page as these options say; `faults` are what its scripts threw until it is closed. */
export async function openFilter(browser: Browser, options: OpenOptions): Promise<Opened> {
  const stub = await startStub(options);
  for (const [name, text] of Object.entries(options.macros ?? {})) stub.macros.set(name, text);
  for (const [i, change] of (options.history ?? []).entries())
    stub.collections.get('webshell_watch_filter_history')?.set(String(i), { _key: String(i), ...change });
  if (options.malicious !== undefined) {
    const key = createHash('md5').update(options.malicious.join('|').toLowerCase()).digest('hex');
    stub.collections.get('webshell_watch_reviews')?.set(key, { _key: key, verdict: 'malicious' });
  }
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1440, height: options.height ?? 900 },
    deviceScaleFactor: options.scale ?? 1,
    reducedMotion: 'reduce',
  });
  const page = await context.newPage();
  const faults: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  await page.clock.setFixedTime(NOW * 1000);
  await page.goto(stub.pageUrl('filter', options.query ?? queryFor(DETECTION)));
  return { page, stub, faults };
}

/** Closes them, and fails where a script threw. */
export async function closeAll(opened: Opened[]): Promise<void> {
  for (const { page, stub, faults } of opened.splice(0)) {
    await page.context().close();
    await stub.close();
    expect(faults).toEqual([]);
  }
}
