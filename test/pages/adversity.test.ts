import type { Page } from 'playwright-core';
import { browserTest, describeWithBrowser } from '../support/describe_with_browser';
import { NOW } from './stub/fleet';
import { startStub, type Stub, type StubOptions } from './stub/splunk_web';
import { people } from './stub/users';

/** A Splunk Web that is not where and as one expects it: behind prefixes and proxies, without rights, without a session. */

const READ_ONLY = 'You may look but not change: the role webshell_watch_analyst is needed.';
const SESSION_OVER = 'Your session has ended. Sign in again in a new tab; nothing you typed is lost.';

describeWithBrowser('the page in adversity', (browser) => {
  const opened: { page: Page; stub: Stub }[] = [];
  afterEach(async () => {
    for (const { page, stub } of opened.splice(0)) {
      await page.context().close();
      await stub.close();
    }
  });

  async function open(options: StubOptions & { query?: string } = {}): Promise<{ page: Page; stub: Stub }> {
    const stub = await startStub(options);
    // The browser of somebody in Germany: what it prefers must not mix with what the page says.
    const context = await browser().newContext({
      ...{ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' },
      ...{ locale: options.locale ?? 'en-US', timezoneId: 'America/Los_Angeles' },
    });
    await context.clock.setFixedTime(NOW * 1000);
    const page = await context.newPage();
    await page.goto(stub.pageUrl('sightings', options.query));
    opened.push({ page, stub });
    return { page, stub };
  }

  const openFirst = async (page: Page): Promise<void> => {
    await page.locator('.ww-new-links button').first().click();
    await page.getByText('Command lines, 1 different').waitFor();
  };

  browserTest('root_endpoint, de-DE and a proxy on another port: links, parts, saving, dates and numbers', async () => {
    const { page, stub } = await open({ prefix: '/splunk/x', locale: 'de-DE', portInConfig: 8443 });
    await page.getByRole('heading', { name: /^3 new web-server children on 2 hosts since Mon 16 Nov; 1 is/ }).waitFor();
    await page.getByText('1,404').first().waitFor();
    await page
      .getByText(/last sighting Sat 21 Nov 21:34 UTC/)
      .filter({ visible: true })
      .waitFor();
    await openFirst(page);
    const link = (await page.getByRole('link', { name: /Open in search/ }).getAttribute('href')) ?? '';
    expect(link).toMatch(/^\/splunk\/x\/de-DE\/app\/webshell_watch\/search\?q=/);
    await page.getByRole('button', { name: 'Mark known good' }).click();
    await page.getByRole('dialog').getByRole('textbox').fill('Wartung');
    await page.getByRole('button', { name: 'Save review' }).click();
    await page.getByRole('heading', { name: /^2 new/ }).waitFor();
    expect([...(stub.collections.get('webshell_watch_reviews')?.values() ?? [])]).toMatchObject([
      { reason: 'Wartung' },
    ]);
    const outside = stub.requests.filter((request) => !/ \/splunk\/x\/de-DE\//.test(request));
    expect(outside).toEqual([]);
  });

  browserTest(
    'a session that ends while a review is typed: nothing is lost, and it is saved after signing in',
    async () => {
      const { page, stub } = await open();
      await openFirst(page);
      await page.getByRole('button', { name: 'Mark known good' }).click();
      const reason = page.getByRole('dialog').getByRole('textbox');
      await reason.fill('CHG-12, said by the owner on the phone');
      stub.endSession();
      await page.getByRole('button', { name: 'Save review' }).click();
      await page.getByText(`It could not be saved. ${SESSION_OVER}`).waitFor();
      expect(await reason.inputValue()).toBe('CHG-12, said by the owner on the phone');
      stub.startSession();
      await page.getByRole('button', { name: 'Save review' }).click();
      await page.getByRole('heading', { name: /^2 new/ }).waitFor();
    },
  );

  browserTest('whoever may not write sees every control, disabled, and why', async () => {
    const { page, stub } = await open({ users: [people.reader] });
    await openFirst(page);
    for (const name of ['Mark known good', 'Propose exception']) {
      const button = page.getByRole('button', { name });
      expect(await button.isDisabled()).toBe(true);
      expect(await button.locator('xpath=ancestor::*[@title][1]').getAttribute('title')).toBe(READ_ONLY);
    }
    expect(await page.locator('.ww-details button', { hasText: 'Not reviewed' }).isDisabled()).toBe(true);
    await page.getByText(READ_ONLY).waitFor();
    expect(stub.requests.filter((request) => /^(POST|DELETE) .*(storage|conf-macros)/.test(request))).toEqual([]);
  });

  browserTest('an analyst may review but not build', async () => {
    const { page } = await open({ users: [people.analyst], hasBaseline: false });
    await page.getByText('You may look but not build: the role admin or sc_admin is needed.').waitFor();
    expect(await page.getByRole('button', { name: 'Build baseline' }).isDisabled()).toBe(true);
    await openFirst(page);
    expect(await page.getByRole('button', { name: 'Mark known good' }).isEnabled()).toBe(true);
  });

  const alert = {
    id: 'scheduler__nobody_x_at_1_9',
    savedSearch: 'Webshell Watch - Suspicious Process By Web Server Process - Rule',
    sid: 'scheduler__1',
    time: NOW - 3600,
  };

  browserTest('alerts: acknowledged, gone already, refused; a reader sees them', async () => {
    const others = { ...alert, id: 'other', savedSearch: 'Some other app - Rule' };
    const { page, stub } = await open({ alerts: [alert, others], query: '?tab=alerts' });
    await page.getByText('Suspicious Process By Web Server Process').waitFor();
    expect(await page.getByRole('button', { name: 'Acknowledge' }).count()).toBe(1);
    stub.endSession();
    await page.getByRole('button', { name: 'Acknowledge' }).click();
    await page.getByText(`The alert could not be acknowledged. ${SESSION_OVER}`).waitFor();
    // The list stays: what could not be done can be done again.
    stub.startSession();
    await page.getByRole('button', { name: 'Acknowledge' }).click();
    await page.getByText('No alert of our rules is open.').waitFor();
    const reading = await open({ users: [people.reader], alerts: [alert], query: '?tab=alerts' });
    await reading.page.getByText('Suspicious Process By Web Server Process').waitFor();
    expect(await reading.page.getByRole('button', { name: 'Acknowledge' }).isDisabled()).toBe(true);
  });
});
