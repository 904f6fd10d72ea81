import type { BrowserContext, Page } from 'playwright-core';
import { browserTest, describeWithBrowser } from '../support/describe_with_browser';
import { focused, tabTo } from '../support/keyboard';
import { NOW } from './stub/fleet';
import { startStub, type Stub } from './stub/splunk_web';
import { people, type StubUser } from './stub/users';

/** From the first key press to a colleague who opens the link: nothing here touches the mouse or sets the focus. */

describeWithBrowser('the whole story by keyboard alone', (browser) => {
  let stub: Stub;
  const contexts: BrowserContext[] = [];
  beforeEach(async () => (stub = await startStub({ users: [people.analyst, people.colleague] })));
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
    await stub.close();
  });

  async function signedIn(user: StubUser): Promise<BrowserContext> {
    const context = await browser().newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
    contexts.push(context);
    await context.addCookies([stub.sessionOf(user)]);
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await context.clock.setFixedTime(NOW * 1000);
    return context;
  }

  const title = (page: Page, text: string): Promise<void> =>
    page.getByRole('heading', { level: 1 }).filter({ hasText: text }).waitFor();
  const rows = (page: Page): ReturnType<Page['locator']> => page.getByRole('treegrid', { name: 'Sightings by time' });
  /** Host, parent and child of each row, and what is marked, without the times: those depend on the zone. */
  const shown = (page: Page): Promise<readonly string[]> =>
    page
      .locator('.ww-line')
      .evaluateAll((lines) =>
        lines.map((line) => (line.getAttribute('aria-label') ?? '').replace(/, (first|last) [^,]*/g, '')),
      );

  browserTest('new, narrow, events, known good, gone from new, reload, link, colleague in another zone', async () => {
    const mine = await signedIn(people.analyst);
    const page = await mine.newPage();
    await page.goto(stub.pageUrl('sightings'));
    await title(page, '3 new web-server children on 2 hosts since Mon 16 Nov; 1 is a shell');
    await page.locator('.ww-head .ww-count', { hasText: 'hit' }).first().waitFor();
    await page.getByRole('button', { name: 'Last 30 days' }).waitFor();

    // The first stop is the answer: what is new, shells and hits first.
    await page.keyboard.press('Tab');
    expect(await focused(page)).toContain('EXCH-01 w3wp.exe → cmd.exe');
    await tabTo(page, page.getByRole('radio', { name: /^All/ }));
    await page.keyboard.press('ArrowRight');
    await page.waitForURL(/show=new/);
    await page.keyboard.press('Shift+Tab');
    expect(await focused(page)).toBe('Find');
    const tab = page.getByRole('tab', { name: 'Chart' });
    await tabTo(page, tab);
    await tabTo(page, rows(page));
    expect(await shown(page)).toHaveLength(3);

    await page.keyboard.press('n');
    await page.keyboard.press('Enter');
    await page.getByText('Command lines, 1 different').waitFor();
    await page.getByText('whoami.exe').first().waitFor();
    const search = page.getByRole('link', { name: /Open in search/ });
    await tabTo(page, search);
    const opening = mine.waitForEvent('page');
    await page.keyboard.press('Enter');
    const events = await opening;
    expect(new URL(events.url()).searchParams.get('q')).toContain('Processes.dest="EXCH-01"');
    await events.close();

    const mark = page.getByRole('button', { name: 'Mark known good' });
    await tabTo(page, mark);
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor();
    await page.keyboard.type('CHG-1 approved');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await title(page, '2 new web-server children');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await focused(page)).toBe('Mark known good');
    await page.keyboard.press('Escape');
    await page.getByText('Command lines, 1 different').waitFor({ state: 'detached' });
    expect(await focused(page)).toBe('Sightings by time');
    expect(await shown(page)).toHaveLength(2);
    expect((await shown(page)).filter((row) => row.includes('cmd.exe'))).toEqual([]);

    await page.reload();
    await title(page, '2 new web-server children');
    await page.getByRole('radio', { name: /^All/ }).waitFor();
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

    const theirs = await (await signedIn(people.colleague)).newPage();
    await theirs.goto(link);
    await title(theirs, '2 new web-server children');
    for (const each of [page, theirs]) await each.locator('.ww-line[aria-label*="powershell.exe, hit"]').waitFor();
    expect(await shown(theirs)).toEqual(await shown(page));
    await theirs.getByText('Times in Asia/Kolkata', { exact: true }).waitFor();
    await tabTo(theirs, rows(theirs));
    await theirs.keyboard.press('h');
    await theirs.keyboard.press('Enter');
    await theirs.getByText(/Known good by soc_analyst, Sun 22 Nov 05:00/).waitFor();
    await theirs.getByText('CHG-1 approved').waitFor();
  });
});
