import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { browserTest, describeWithBrowser } from '../support/describe_with_browser';
import { seriousFindings } from './axe';
import { fleet, manyRows, NOW } from './stub/fleet';
import { startStub, type Stub, type StubOptions } from './stub/splunk_web';

/** The page with less room than a desk has: a phone, a zoom of 200 %, paper; and with very much. */

const pictures = process.env.WEBSHELL_WATCH_PICTURES ?? '';

interface Size {
  readonly width: number;
  readonly height: number;
  readonly scale?: number;
}

const phone: Size = { width: 390, height: 844 };

describeWithBrowser('Sightings on other screens', (browser) => {
  const opened: { readonly page: Page; readonly stub: Stub; readonly faults: string[] }[] = [];

  async function open(size: Size, options: StubOptions = {}, query = ''): Promise<Page> {
    const stub = await startStub(options);
    const page = await browser().newPage({
      viewport: { width: size.width, height: size.height },
      deviceScaleFactor: size.scale ?? 1,
      reducedMotion: 'reduce',
    });
    const faults: string[] = [];
    page.on('pageerror', (error) => faults.push(error.message));
    opened.push({ page, stub, faults });
    await page.clock.setFixedTime(NOW * 1000);
    await page.goto(stub.pageUrl('sightings', query));
    return page;
  }

  afterEach(async () => {
    for (const { page, stub, faults } of opened.splice(0)) {
      await page.close();
      await stub.close();
      expect(faults).toEqual([]);
    }
  });

  const hitsShown = (page: Page): Promise<void> =>
    page.locator('.ww-head .ww-count', { hasText: 'hit' }).first().waitFor();

  /** What is wrong with the page as it is: targets under 44 pixels, sideways scrolling, what axe-core finds. */
  async function thumbFaults(page: Page, state: string): Promise<readonly string[]> {
    if (pictures !== '') await page.screenshot({ path: join(pictures, `phone ${state}.png`) });
    const sizes = await page.evaluate(() => {
      const targets =
        'button, summary, a[href], input, textarea, [role=tab], [role=row], [role=option], [role=menuitem], label';
      const small = [...document.querySelectorAll<HTMLElement>(targets)]
        .filter((element) => element.checkVisibility({ visibilityProperty: true }))
        // A radio button is pressed at its label, and a head of the table is no target.
        .filter(
          (element) => !element.matches('[type=radio], thead tr') && element.closest('[aria-hidden=true]') === null,
        )
        .map((element) => ({ element, box: element.getBoundingClientRect() }))
        .filter(({ box }) => box.width > 1 && (box.width < 43.5 || box.height < 43.5))
        .map(({ element, box }) => `${element.outerHTML.slice(0, 120)} is ${box.width} × ${box.height}`);
      const sideways = document.documentElement.scrollWidth - innerWidth;
      return sideways > 0 ? [...small, `${sideways} pixels to scroll sideways`] : small;
    });
    return [...sizes, ...(await seriousFindings(page, '.ww-root', false))].map((text) => `${state}: ${text}`);
  }

  const focused = (page: Page): Promise<string> =>
    page.evaluate(() => document.activeElement?.closest('[role=dialog]')?.getAttribute('aria-label') ?? 'outside');

  browserTest('phone: title, strip and rows; filters and details are sheets that keep the focus', async () => {
    const page = await open(phone);
    await hitsShown(page);
    await page
      .getByRole('heading', { name: '3 new web-server children on 2 hosts since Mon 16 Nov; 1 is a shell' })
      .waitFor();
    await page.getByText(/^Last 30 days, .* times in UTC\. Baseline since 3 Feb/).waitFor();
    const found = [...(await thumbFaults(page, 'chart'))];

    const filters = page.getByRole('button', { name: 'Filters' });
    await filters.click();
    await page.getByRole('button', { name: 'Last 30 days' }).waitFor();
    const sheet = page.getByRole('dialog', { name: 'Filters' });
    expect(await sheet.boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 });
    found.push(...(await thumbFaults(page, 'filters')));
    for (let i = 0; i < 14; i++) {
      await page.keyboard.press('Tab');
      expect(await focused(page)).toBe('Filters');
    }
    await sheet.getByRole('textbox', { name: 'Find' }).fill('whoami');
    await sheet.getByRole('button', { name: `Show 1 of ${fleet.length}` }).click();
    await page.getByRole('button', { name: 'Filters, 1 on' }).click();
    await sheet.getByRole('textbox', { name: 'Find' }).fill('');
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    expect(await filters.evaluate((element) => element === document.activeElement)).toBe(true);

    await page.locator('.ww-line').first().click();
    const details = page.getByRole('dialog', { name: 'Details of the selected sighting' });
    await details.getByText('whoami.exe').first().waitFor();
    expect(await details.boundingBox()).toEqual({ x: 0, y: 0, width: 390, height: 844 });
    found.push(...(await thumbFaults(page, 'details')));
    for (let i = 0; i < 16; i++) {
      await page.keyboard.press('Tab');
      expect(await focused(page)).toBe('Details of the selected sighting');
    }
    await page.getByRole('button', { name: 'Next (.)' }).click();
    await details.getByText('2 of 87').waitFor();
    await details.getByRole('button', { name: 'Mark known good' }).click();
    await page.getByRole('dialog', { name: 'Mark as known good' }).waitFor();
    found.push(...(await thumbFaults(page, 'review')));
    await page.keyboard.press('Escape');
    expect(await focused(page)).toBe('Details of the selected sighting');
    await page.keyboard.press('Escape');
    await details.waitFor({ state: 'detached' });
    expect(await page.evaluate(() => document.activeElement?.getAttribute('role'))).toBe('treegrid');
    await page.keyboard.press('/');
    await page.keyboard.type('zzz');
    expect(await sheet.getByRole('textbox', { name: 'Find' }).inputValue()).toBe('zzz');
    await sheet.getByRole('textbox', { name: 'Find' }).fill('');
    await page.keyboard.press('Escape');
    await sheet.waitFor({ state: 'detached' });

    await page.getByRole('tab', { name: /^Table/ }).click();
    await page
      .getByRole('row', { name: /EXCH-01/ })
      .first()
      .waitFor();
    found.push(...(await thumbFaults(page, 'table')));
    await page.getByRole('tab', { name: 'Alerts' }).click();
    await page.getByText('No alert of our rules is open.').waitFor();
    found.push(...(await thumbFaults(page, 'alerts')));
    expect(found).toEqual([]);
  });

  browserTest('phone: first run', async () => {
    const page = await open(phone, { hasBaseline: false });
    await hitsShown(page);
    await page.getByText('Nothing to compare with yet').click();
    await page.getByRole('button', { name: 'Build baseline' }).waitFor();
    expect(await thumbFaults(page, 'first run')).toEqual([]);
  });

  browserTest('a zoom of 200 % and a screen of 3840 pixels: all is there, nothing scrolls sideways', async () => {
    for (const size of [
      { width: 640, height: 450, scale: 2 },
      { width: 3840, height: 2160 },
    ]) {
      const page = await open(size);
      await hitsShown(page);
      if (pictures !== '') await page.screenshot({ path: join(pictures, `width ${size.width}.png`) });
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
      await page.getByRole('tab', { name: /^Table/ }).click();
      await page
        .getByRole('row', { name: /EXCH-01/ })
        .first()
        .waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);
    }
  });

  browserTest('paper: every row in light colours, no canvas, and how many are left out', async () => {
    const page = await open({ width: 1440, height: 900 }, { theme: 'dark' }, '?find=exe');
    await hitsShown(page);
    await page.emulateMedia({ media: 'print' });
    const print = page.locator('.ww-print');
    await print.getByText(`${fleet.length} of ${fleet.length} sightings. Shown: with “exe”.`).waitFor();
    await page.getByText(/^Last 30 days, .* times in UTC\./).waitFor();
    expect(await print.locator('tbody tr').count()).toBe(fleet.length);
    expect(await page.locator('canvas:visible').count()).toBe(0);
    expect(await page.locator('.ww-root').evaluate((root) => getComputedStyle(root).color)).toBe('rgb(60, 68, 77)');
    if (pictures !== '') await page.screenshot({ path: join(pictures, 'print.png'), fullPage: true });
    await page.emulateMedia({ media: 'screen' });
    await print.waitFor({ state: 'detached' });

    const many = await open({ width: 1440, height: 900 }, { rows: manyRows(2500) });
    await many.locator('.ww-line').first().waitFor();
    await many.emulateMedia({ media: 'print' });
    await many.getByText(/The last 500 are not printed: show fewer, or export them as CSV\./).waitFor();
  });

  browserTest('columns of the table are made wider by pointer and by keys', async () => {
    const page = await open({ width: 1440, height: 900 }, {}, '?tab=table');
    const edge = page.getByRole('separator', { name: 'Width of Host', exact: true });
    const width = async (): Promise<number> => Number(await edge.getAttribute('aria-valuenow'));
    await edge.waitFor();
    const before = await width();
    await edge.focus();
    for (const key of ['ArrowRight', 'ArrowRight', 'ArrowLeft']) await page.keyboard.press(key);
    expect(await width()).toBe(before + 10);
    await page.keyboard.press('Home');
    expect(await width()).toBe(before);
    const box = (await edge.boundingBox()) ?? { x: 0, y: 0, width: 0, height: 0 };
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 + 60, box.y + box.height / 2);
    await page.mouse.up();
    expect(await width()).toBe(before + 60);
    await edge.focus();
    await page.keyboard.press('ArrowDown');
    await page.locator('#ww-row-0:focus').waitFor();
  });

  browserTest('forced colours: what is chosen and what has the focus is still seen', async () => {
    const page = await open({ width: 1440, height: 900 });
    await hitsShown(page);
    await page.emulateMedia({ forcedColors: 'active' });
    await page.locator('.ww-line').first().click();
    await page.getByText(/Command lines, 1/).waitFor();
    if (pictures !== '') await page.screenshot({ path: join(pictures, 'forced colours.png') });
    const outline = await page.locator('.ww-line.ww-chosen').evaluate((row) => getComputedStyle(row).outlineStyle);
    expect(outline).toBe('solid');
    expect(
      await page.locator('.ww-tab[aria-selected=true]').evaluate((tab) => getComputedStyle(tab).borderBottomStyle),
    ).toBe('solid');
  });
});
