import type { BrowserContext } from 'playwright-core';
import { browserTest, describeWithBrowser } from '../support/describe_with_browser';
import { copyLink, findReview, freshCount, reviewFirstNew, shownRows } from '../support/sightings_story';
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

  browserTest('new, narrow, events, known good, gone from new, reload, link, colleague in another zone', async () => {
    const mine = await signedIn(people.analyst);
    const page = await mine.newPage();
    await page.goto(stub.pageUrl('sightings'));
    await page.locator('.ww-line[aria-label*="powershell.exe, hit"]').waitFor();
    await reviewFirstNew(mine, page, 'CHG-1 approved');
    await page.reload();
    expect(await freshCount(page)).toBe(2);
    const link = await copyLink(page);

    const theirs = await (await signedIn(people.colleague)).newPage();
    await theirs.goto(link);
    expect(await freshCount(theirs)).toBe(2);
    for (const each of [page, theirs]) await each.locator('.ww-line[aria-label*="powershell.exe, hit"]').waitFor();
    expect(await shownRows(theirs)).toEqual(await shownRows(page));
    await theirs.getByText('Times in Asia/Kolkata', { exact: true }).waitFor();
    // 23:30 UTC, told in the colleague's own zone.
    await findReview(theirs, /Known good by soc_analyst, Sun 22 Nov 05:00/, 'CHG-1 approved');
  });
});
