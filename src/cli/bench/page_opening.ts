import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { findBrowser, launch } from './browser';
import { median, type BenchFigure } from './figure';
import { spawnPreview, tokenLink } from './preview_process';
import { startSlowProxy } from './slow_proxy';

/** From the click to a page that can be worked with, when every answer takes its time and the browser's cache is empty. */

const ANSWER_MILLISECONDS = 200;
const TIMES = 5;
const PAGE = '/en-US/app/webshell_watch/sightings';

interface Opening {
  /** Milliseconds since the navigation began. */
  readonly rows: number;
  readonly interactive: number;
  /** Bytes on the wire of scripts that had come before the rows. */
  readonly bytes: number;
  readonly requests: number;
}

/** The figures, or what is missing here. */
export async function openingFigures(): Promise<readonly BenchFigure[]> {
  const found = findBrowser();
  if (found === undefined) return [{ name: 'opening', value: NaN, unit: 'ms', note: 'not measured: no browser here' }];
  const data = mkdtempSync(join(tmpdir(), 'webshell-watch-bench-'));
  const child = spawnPreview(data);
  const browser = await launch(found);
  try {
    const link = new URL(await tokenLink(child));
    const proxy = await startSlowProxy(link.origin, ANSWER_MILLISECONDS);
    try {
      return figuresOf(await openings(browser, proxy.origin, link));
    } finally {
      await proxy.close();
    }
  } finally {
    await browser.close();
    child.kill('SIGTERM');
    await new Promise((resolve) => child.once('close', resolve));
    rmSync(data, { recursive: true, force: true });
  }
}

async function openings(browser: Browser, origin: string, link: URL): Promise<readonly Opening[]> {
  const first = await browser.newContext();
  const login = await first.newPage();
  await login.goto(`${origin}${link.pathname}${link.search}`);
  const cookies = await first.cookies();
  await first.close();
  const found: Opening[] = [];
  for (let i = 0; i < TIMES; i++) {
    // A context of its own has a cache of its own: nothing is there yet.
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 } });
    await context.addCookies(cookies);
    const page = await context.newPage();
    await page.addInitScript(WATCH);
    await page.goto(`${origin}${PAGE}`, { waitUntil: 'commit' });
    const opened = await page.waitForFunction(() => (globalThis as { opened?: Opening }).opened);
    const opening = await opened.jsonValue();
    if (opening !== undefined) found.push(opening);
    await context.close();
  }
  return found;
}

/**
 * Runs in the page: rows are there when the first one is drawn; it can be worked with when the filters are there too and
 * the frame after them has been shown.
 */
const WATCH = `
  let rows, bytes, requests;
  const scripts = () => performance.getEntriesByType('resource').filter((entry) => entry.name.includes('/pages/'));
  const look = () => {
    if (rows === undefined && document.querySelector('.ww-line') !== null) {
      rows = performance.now();
      bytes = scripts().reduce((sum, entry) => sum + entry.encodedBodySize, 0);
      requests = performance.getEntriesByType('resource').length;
    }
    if (rows === undefined || document.querySelector('[role=search] input') === null) return requestAnimationFrame(look);
    requestAnimationFrame(() => setTimeout(() => (globalThis.opened = { rows, interactive: performance.now(), bytes, requests })));
  };
  requestAnimationFrame(look);
`;

function figuresOf(all: readonly Opening[]): readonly BenchFigure[] {
  const middle = (of: (opening: Opening) => number): number => median(all.map(of));
  const note = `${ANSWER_MILLISECONDS} ms an answer, empty cache, ${TIMES} times; fastest ${Math.round(Math.min(...all.map(({ interactive }) => interactive)))} ms`;
  return [
    { name: 'click to the first rows', value: middle(({ rows }) => rows), unit: 'ms' },
    { name: 'click to interactive', value: middle(({ interactive }) => interactive), unit: 'ms', note },
    { name: 'scripts before the first rows', value: middle(({ bytes }) => bytes) / 1000, unit: 'kB' },
    { name: 'requests before the first rows', value: middle(({ requests }) => requests), unit: 'requests' },
  ];
}
