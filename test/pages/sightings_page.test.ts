import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import { browserTest, describeWithBrowser } from '../support/describe_with_browser';
import { largestDifference, SMOOTHING } from '../support/pictures';
import { manyRows, NOW, oddRows, fleet } from './stub/fleet';
import { startStub, type Stub, type StubOptions } from './stub/splunk_web';

const pages = join(__dirname, '../../dist/pages');

/** Rules for bare elements as a classic dashboard brings them (Bootstrap 2 and Splunk's own). */
const dashboardStyles = `
input, textarea, select { height: 44px; margin-bottom: 10px; border: 3px solid red; font-size: 19px; box-shadow: 0 0 4px blue; }
input[type="text"] { padding: 9px; color: red; } a { color: red; text-decoration: underline; } a:hover { color: lime; }
button { text-transform: uppercase; border-radius: 0; padding: 20px; letter-spacing: 2px; } h1, h2, h3 { font-size: 40px; margin: 30px 0; color: green; }
table { width: 50%; border: 5px solid orange; } th, td { padding: 22px; background: yellow; } label { display: block; color: red; }
ul, ol { margin: 10px 40px; } li { line-height: 40px; } p { margin: 0 0 30px; } code, pre, kbd { background: pink; padding: 9px; } dl, dt, dd { margin: 12px; } header, footer, aside { background: #eee; }`;

interface Opened {
  readonly page: Page;
  readonly stub: Stub;
  readonly faults: string[];
}

describeWithBrowser('the page Sightings in a browser', (browser) => {
  const opened: Opened[] = [];

  async function open(
    options: StubOptions & { query?: string; width?: number; realClock?: boolean } = {},
  ): Promise<Opened> {
    const stub = await startStub(options);
    const page = await browser().newPage({
      viewport: { width: options.width ?? 1440, height: 900 },
      reducedMotion: 'reduce',
    });
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    if (options.realClock !== true) await page.clock.setFixedTime(NOW * 1000);
    await page.goto(stub.pageUrl('sightings', options.query));
    const it = { page, stub, faults };
    opened.push(it);
    return it;
  }

  afterEach(async () => {
    for (const { page, stub, faults } of opened.splice(0)) {
      await page.close();
      await stub.close();
      expect(faults).toEqual([]);
    }
  });

  const title = (page: Page): ReturnType<Page['locator']> => page.getByRole('heading', { level: 1 });
  const hits = async (page: Page): Promise<void> =>
    page.locator('.ww-head .ww-count', { hasText: 'hit' }).first().waitFor();

  browserTest('says what is new, with shells and hits first', async () => {
    const { page } = await open();
    await title(page)
      .filter({ hasText: '3 new web-server children on 2 hosts since Mon 16 Nov; 1 is a shell' })
      .waitFor();
    await hits(page);
    expect(await page.locator('.ww-new-links button').first().innerText()).toContain(
      'EXCH-01 w3wp.exe → cmd.exe Sat 21 Nov 14:0',
    );
    expect(await page.getByText('Sample data').filter({ visible: true }).count()).toBe(1);
  });

  browserTest(
    'a proposed exception opens the Filter page with it, hides the hit once saved, and Back shows so',
    async () => {
      const { page, stub } = await open();
      await hits(page);
      await page.locator('.ww-new-links button').first().click();
      await page.getByRole('button', { name: 'Propose exception' }).click();
      await page.waitForURL(/\/filter\?detection=/);
      await page.getByText('Would go: 1 result in 1 group').waitFor();
      expect(await page.getByRole('button', { name: 'Save filter' }).isDisabled()).toBe(true);
      await page.getByRole('textbox', { name: 'Reason' }).fill('CHG-2');
      await page.getByRole('button', { name: 'Save filter' }).click();
      await page.getByText('soc_analyst added 1').waitFor();
      expect([...stub.macros.values()]).toContain(
        'search NOT (dest="EXCH-01" parent_process_name="w3wp.exe" process_name="cmd.exe")',
      );
      await page.goBack();
      await page.getByText('hidden in 1 other').or(page.getByText('Hidden by filter')).first().waitFor();
    },
  );

  browserTest('table has the same rows; sorting, finding and clearing', async () => {
    const { page } = await open({ query: '?tab=table' });
    await page
      .getByRole('row', { name: /TOMCAT-03/ })
      .first()
      .waitFor();
    await page
      .getByRole('searchbox', { name: 'Find' })
      .or(page.getByRole('textbox', { name: 'Find' }))
      .fill('powershell -enc nothing');
    await page.getByText(`No sighting fits these filters. ${fleet.length} without them.`).waitFor();
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.getByRole('button', { name: 'Starts' }).click();
    expect(await page.locator('.ww-table tbody tr').first().innerText()).toContain('1,404');
  });

  browserTest('back gives the view before, forward the one after; typing is no step', async () => {
    const { page } = await open();
    await hits(page);
    await page.getByRole('radio', { name: /^Hits/ }).click();
    await page.waitForURL(/show=hits/);
    await page.getByRole('textbox', { name: 'Find' }).fill('cmd');
    await page.getByRole('tab', { name: /^Table/ }).click();
    await page.waitForURL(/find=cmd.*tab=table/);
    await page.goBack();
    await page.waitForURL(/show=hits&find=cmd$|find=cmd&show=hits$/);
    await page.locator('.ww-line').first().waitFor();
    await page.goBack();
    await page.waitForURL(/sightings$/);
    expect(await page.getByRole('textbox', { name: 'Find' }).inputValue()).toBe('');
    await page.goForward();
    expect(await page.getByRole('textbox', { name: 'Find' }).inputValue()).toBe('cmd');
  });

  browserTest('all data outside the range: says so and offers its own range', async () => {
    const old = fleet.map((row) => ({ ...row, first: row.first - 4e7, last: row.last - 4e7 }));
    const { page } = await open({ rows: old, hasBaseline: false });
    await page.getByText(/^No process events in this range\. All/).waitFor();
    await page.getByRole('button', { name: /^Show .* to / }).click();
    await page.getByText('EXCH-01').first().waitFor();
  });

  browserTest('builds the baseline from the past', async () => {
    const { page, stub } = await open({ hasBaseline: false });
    await page.getByRole('button', { name: 'Build baseline' }).click();
    await page.getByText(/^Baseline since/).waitFor();
    expect(stub.collections.get('webshell_watch_sightings')?.size).toBe(fleet.length);
  });

  browserTest('failures in the words of Splunk, read only, session over', async () => {
    const failed = await open({ failure: 'Error in data model "Endpoint": object not found.' });
    await failed.page
      .getByText('The search failed. Splunk says: “Error in data model "Endpoint": object not found.”')
      .waitFor();
    const over = await open({ sessionOver: true });
    await over.page.getByText('Your session has ended. Sign in again in a new tab').waitFor();
    const looking = await open({ canWrite: false });
    await hits(looking.page);
    await looking.page.locator('.ww-new-links button').first().click();
    expect(await looking.page.getByRole('button', { name: 'Mark known good' }).isDisabled()).toBe(true);
  });

  browserTest(
    'names with HTML, right-to-left text and 4 KB command lines are only text; a clock ahead is said',
    async () => {
      const { page } = await open({ rows: [...oddRows, ...fleet], parentless: 1880 });
      await page.getByText('WEB-<b>01</b>').first().waitFor();
      // Written right to left it would read as exe.jpg.
      await page.getByText('[U+202E]gpj.exe').first().waitFor();
      await page.getByText(/2 starts lie in the future: the clock of WEB-35 is 61 minutes ahead/).waitFor();
      await page.getByText('1,880 events have no parent name and cannot be sightings, all from WEB-17.').waitFor();
      expect(await page.locator('img').count()).toBe(0);
    },
  );

  browserTest('under a path prefix, another locale and a proxy port', async () => {
    const { page } = await open({ prefix: '/siem/splunk', locale: 'de-DE', portInConfig: 8443 });
    await title(page).filter({ hasText: '3 new' }).waitFor();
    await page.getByRole('button', { name: 'Last 30 days' }).waitFor();
  });

  browserTest('leaving the page cancels its job', async () => {
    const { page, stub } = await open({ jobTime: 60_000, realClock: true });
    await page.waitForFunction(() =>
      performance.getEntriesByType('resource').some(({ name }) => /search\/jobs\/stub/.test(name)),
    );
    await page.goto('about:blank');
    for (let i = 0; i < 3000 && !stub.requests.some((request) => request.endsWith('/control')); i++)
      await page.waitForTimeout(20);
    expect(stub.requests.filter((request) => request.endsWith('/control')).length).toBeGreaterThan(0);
  });

  browserTest("a dashboard's own styles change nothing", async () => {
    const opened = async (styles: string, query: string): Promise<Page> => {
      const { page } = await open({ dashboardStyles: styles, query });
      await page.getByRole('button', { name: 'Last 30 days' }).waitFor();
      await page.waitForLoadState('networkidle');
      return page;
    };
    for (const query of ['', '?tab=table']) {
      const [plain, styled] = [await opened('', query), await opened(dashboardStyles, query)];
      // A busy machine draws the last answers late: the pictures must become equal, not be so at once.
      const difference = async (): Promise<number> =>
        largestDifference(plain, await plain.screenshot(), await styled.screenshot());
      let most = await difference();
      for (let i = 0; i < 20 && most > SMOOTHING; i++) most = await difference();
      expect(most).toBeLessThanOrEqual(SMOOTHING);
    }
  });

  browserTest('many rows: only what is in view is there', async () => {
    const { page } = await open({ rows: manyRows(20_000) });
    await page.locator('.ww-line').first().waitFor();
    await page.locator('.ww-rows').focus();
    await page.keyboard.press('End');
    const all = Number(await page.locator('.ww-rows').getAttribute('aria-rowcount'));
    await page.locator(`#ww-line-${all - 1}`).waitFor();
    expect(all).toBeGreaterThan(1000);
    expect(await page.locator('.ww-line, .ww-head').count()).toBeLessThan(120);
  });
});

test('the page is small before its first rows', () => {
  const bytes = gzipSync(readFileSync(join(pages, 'sightings.js')), { level: 9 }).length;
  process.stderr.write(`initial page: ${(bytes / 1024).toFixed(1)} KB gzip\n`);
  expect(bytes).toBeLessThan(150 * 1024);
});
