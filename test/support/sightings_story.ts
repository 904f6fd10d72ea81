import type { BrowserContext, Page } from 'playwright-core';
import { focused, tabTo } from './keyboard';

/** The story of the page, walked by keys alone from the first one on; stub and preview are told the same. */

const heading = (page: Page): ReturnType<Page['locator']> =>
  page.locator('#webshell-watch-root').getByRole('heading', { level: 1 });
const rows = (page: Page): ReturnType<Page['locator']> => page.getByRole('treegrid', { name: 'Sightings by time' });

/** How many are new, as the title says; waits until it says so. */
export async function freshCount(page: Page): Promise<number> {
  await heading(page)
    .filter({ hasText: /^\d+ new web-server child/ })
    .waitFor();
  return Number(/^\d+/.exec(await heading(page).innerText())?.[0]);
}

const saysNew = (page: Page, count: number): Promise<void> =>
  heading(page)
    .filter({ hasText: new RegExp(`^${count} new `) })
    .waitFor();

/** Host, parent, child and marks of each row in view; without the times, which depend on the zone. */
export const shownRows = (page: Page): Promise<readonly string[]> =>
  page
    .locator('.ww-line')
    .evaluateAll((lines) =>
      lines.map((line) => (line.getAttribute('aria-label') ?? '').replace(/, (first|last) [^,]*/g, '')),
    );

/** Opens what is new, looks at its events, marks the first as known good: it leaves "new". Gives the row. */
export async function reviewFirstNew(context: BrowserContext, page: Page, reason: string): Promise<string> {
  const fresh = await freshCount(page);
  await page.getByRole('radio', { name: /^All/ }).waitFor();
  // The first stop of the app is the answer: what is new, shells and hits first.
  await tabTo(page, page.locator('.ww-new-links button').first());
  expect(await focused(page)).toContain('EXCH-01 w3wp.exe → cmd.exe');
  await tabTo(page, page.getByRole('radio', { name: /^All/ }));
  await page.keyboard.press('ArrowRight');
  await page.waitForURL(/show=new/);
  await page.keyboard.press('Shift+Tab');
  expect(await focused(page)).toBe('Find');
  await tabTo(page, page.getByRole('tab', { name: 'Chart' }));
  await tabTo(page, rows(page));
  expect(await shownRows(page)).toHaveLength(fresh);

  await page.keyboard.press('n');
  await page.keyboard.press('Enter');
  await page.getByText(/^Command lines, \d+ different/).waitFor();
  const row = (await shownRows(page))[0] ?? '';
  await lookAtEvents(context, page);
  await markKnownGood(page, reason);
  await saysNew(page, fresh - 1);
  expect(await focused(page)).toBe('Mark known good');
  await page.keyboard.press('Escape');
  await page.getByText(/^Command lines, \d+ different/).waitFor({ state: 'detached' });
  expect(await focused(page)).toBe('Sightings by time');
  expect(await shownRows(page)).toHaveLength(fresh - 1);
  expect(await shownRows(page)).not.toContain(row);
  return row;
}

async function lookAtEvents(context: BrowserContext, page: Page): Promise<void> {
  await tabTo(page, page.getByRole('link', { name: /Open in search/ }));
  const opening = context.waitForEvent('page');
  await page.keyboard.press('Enter');
  const events = await opening;
  await events.waitForURL(/\/search\?/);
  expect(new URL(events.url()).searchParams.get('q')).toContain('Processes.dest="EXCH-01"');
  await events.close();
}

async function markKnownGood(page: Page, reason: string): Promise<void> {
  await tabTo(page, page.getByRole('button', { name: 'Mark known good' }));
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor();
  await page.keyboard.type(reason);
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
}

/** After a reload: shows all again, opens a row, and copies the link of what is on the screen. */
export async function copyLink(page: Page): Promise<string> {
  await page.getByRole('radio', { name: /^New/ }).waitFor();
  await tabTo(page, page.getByRole('radio', { name: /^New/ }));
  await page.keyboard.press('ArrowLeft');
  await page.waitForURL((url) => !url.search.includes('show='));
  await tabTo(page, rows(page));
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('Enter');
  await page.waitForURL(/open=/);
  await tabTo(page, page.getByRole('button', { name: 'Copy link' }), 'Shift+Tab');
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Link copied' }).waitFor();
  const link = await page.evaluate(() => navigator.clipboard.readText());
  expect(link).toBe(page.url());
  return link;
}

/** A colleague who opened the link finds the review: walks from hit to hit until it is beside the chart. */
export async function findReview(page: Page, words: RegExp, reason: string): Promise<void> {
  await tabTo(page, rows(page));
  const found = page.getByText(words);
  for (let hits = 0; hits < 20 && (await found.count()) === 0; hits++) {
    await page.keyboard.press('h');
    await page.keyboard.press('Enter');
    await page.locator('.ww-details').waitFor();
  }
  await found.waitFor();
  await page.getByText(reason).waitFor();
}
