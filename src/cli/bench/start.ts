import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findBrowser, launch } from './browser';
import type { Benchmark, BenchFigure } from './figure';
import { spawnPreview, tokenLink } from './preview_process';

/** From the start of the preview (built) to its link, and to the first rows that a person sees behind it. */
export const startBenchmark: Benchmark = {
  name: 'start',
  about: 'npm start (built) on the sample fleet, an empty data folder',
  run: measured,
};

async function measured(): Promise<readonly BenchFigure[]> {
  const data = mkdtempSync(join(tmpdir(), 'webshell-watch-bench-'));
  const found = findBrowser();
  // The browser is there before a person types the command: its own start does not count.
  const browser = found === undefined ? undefined : await launch(found);
  const started = process.hrtime.bigint();
  const seconds = (): number => Number(process.hrtime.bigint() - started) / 1e9;
  const child = spawnPreview(data);
  try {
    const link = await tokenLink(child);
    const toLink: BenchFigure = { name: 'to the link', value: seconds(), unit: 's' };
    if (browser === undefined) return [{ ...toLink, note: 'no browser here, so no figure for the rows' }];
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(link);
    await page.locator('[aria-label*="EXCH-01"]').first().waitFor({ state: 'attached' });
    return [toLink, { name: 'to the first rows on the screen', value: seconds(), unit: 's' }];
  } finally {
    await browser?.close();
    child.kill('SIGTERM');
    await new Promise((resolve) => child.once('close', resolve));
    rmSync(data, { recursive: true, force: true });
  }
}
