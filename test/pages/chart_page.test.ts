import type { Page } from 'playwright-core';
import { browserTest, describeWithBrowser } from '../support/describe_with_browser';
import { fleet, manyRows, NOW, type FleetRow } from './stub/fleet';
import { startStub, type Stub, type StubOptions } from './stub/splunk_web';

/** The chart under the hands: keys, wheel, mouse and fingers, in a real browser. */

interface Options extends StubOptions {
  readonly query?: string;
  readonly isPhone?: boolean;
}

describeWithBrowser('the chart in a browser', (browser) => {
  const stubs: Stub[] = [];
  afterEach(async () => {
    for (const stub of stubs.splice(0)) await stub.close();
  });

  async function open({ query, isPhone = false, ...options }: Options = {}): Promise<Page> {
    const stub = await startStub(options);
    stubs.push(stub);
    const size = isPhone ? { width: 390, height: 844 } : { width: 1440, height: 900 };
    const context = await browser().newContext({ viewport: size, hasTouch: isPhone, reducedMotion: 'reduce' });
    const page = await context.newPage();
    await page.clock.setFixedTime(NOW * 1000);
    await page.goto(stub.pageUrl('sightings', query));
    // Detections ran: groups are as they stay.
    await page.locator('.ww-head .ww-count', { hasText: 'hit' }).first().waitFor();
    return page;
  }

  const axis = (page: Page): Promise<string> => page.locator('.ww-axis-plot').innerText();
  const picture = (page: Page): Promise<string> =>
    page.locator('canvas.ww-canvas').evaluate((canvas: HTMLCanvasElement) => canvas.toDataURL());
  const changed = async (look: () => Promise<string>, before: string): Promise<void> => {
    for (let i = 0; i < 6000 && (await look()) === before; i++) await new Promise((done) => setTimeout(done, 10));
    expect(await look()).not.toBe(before);
  };
  /** The middle of the plot, on the first row. */
  const onPlot = async (page: Page): Promise<{ x: number; y: number; width: number }> => {
    const box = await page.locator('canvas.ww-canvas').boundingBox();
    const row = await page.locator('.ww-line').first().boundingBox();
    if (box === null || row === null) throw new Error('nothing is drawn');
    return { x: box.x + box.width / 2, y: row.y + row.height / 2, width: box.width };
  };

  browserTest(
    'keys zoom, pan and fit; the address follows when the hand rests, and a reload shows the same',
    async () => {
      const page = await open();
      const whole = await axis(page);
      await page.locator('.ww-rows').focus();
      for (const key of ['w', 'w', 'a']) await page.keyboard.press(key);
      const zoomed = await axis(page);
      expect(zoomed).not.toBe(whole);
      await page.waitForURL(/zoom=/);
      await page.reload();
      await changed(() => axis(page), '');
      expect(await axis(page)).toBe(zoomed);
      await page.locator('.ww-rows').focus();
      await page.keyboard.press('f');
      expect(await axis(page)).toBe(whole);
      await page.waitForURL((url) => !url.search.includes('zoom'));
    },
  );

  browserTest(
    'a wheel scrolls the rows, with Ctrl it zooms around the pointer, sideways it moves the time',
    async () => {
      const page = await open({ rows: manyRows(3000) });
      const { x, y } = await onPlot(page);
      await page.mouse.move(x, y);
      const whole = await axis(page);
      await page.mouse.wheel(0, 400);
      await page.waitForFunction(() => (document.querySelector('.ww-rows')?.scrollTop ?? 0) > 0);
      expect(await axis(page)).toBe(whole);
      await page.keyboard.down('Control');
      for (let i = 0; i < 5; i++) await page.mouse.wheel(0, -100);
      await page.keyboard.up('Control');
      await changed(() => axis(page), whole);
      const zoomed = await axis(page);
      await page.mouse.wheel(120, 0);
      await changed(() => axis(page), zoomed);
    },
  );

  browserTest('dragging marks a span, whose totals stand below; Escape clears it before anything else', async () => {
    const page = await open();
    const { x, y, width } = await onPlot(page);
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + width * 0.4, y + 30, { steps: 4 });
    await page.mouse.up();
    const totals = page.locator('.ww-totals');
    await totals.getByText(/hosts?, .* to .* UTC/).waitFor();
    expect(page.url()).not.toContain('open=');
    await totals.getByRole('button', { name: 'Zoom to selection' }).click();
    await page.waitForURL(/zoom=/);
    await page.locator('.ww-rows').focus();
    await page.keyboard.press('Escape');
    await totals.waitFor({ state: 'detached' });
  });

  browserTest('selected rows are summed up exactly', async () => {
    const page = await open();
    await page.locator('.ww-rows').focus();
    await page.keyboard.press('n');
    for (const key of ['Shift+ArrowDown', 'Space']) await page.keyboard.press(key);
    // EXCH-01: cmd.exe with 3 starts, new and a hit; cvtres.exe with 1, new.
    const text = (await page.locator('.ww-totals').innerText()).replace(/\s+/g, ' ');
    for (const part of ['1 host', '2 rows selected', '4 starts', '2 children', '2 new', '1 hit'])
      expect(text).toContain(part);
  });

  browserTest('pointer and keys show the same card; Escape takes it away', async () => {
    const page = await open();
    const card = page.locator('.ww-card');
    await page
      .locator('.ww-line')
      .first()
      .hover({ position: { x: 80, y: 10 } });
    const hovered = await card.textContent();
    expect(hovered).toContain('cmd /c whoami');
    await page.mouse.move(5, 5);
    await card.waitFor({ state: 'detached' });
    await page.locator('.ww-rows').focus();
    await page.keyboard.press('n');
    expect(await card.textContent()).toBe(hovered);
    await page.keyboard.press('Escape');
    await card.waitFor({ state: 'detached' });
  });

  browserTest('a closed group stays closed over filters and reload, and its alarms stay on the rail', async () => {
    const page = await open();
    const heads = page.locator('.ww-rows-all .ww-head');
    await heads.first().click();
    expect(await heads.first().getAttribute('aria-expanded')).toBe('false');
    const find = page.getByRole('textbox', { name: 'Find' });
    await find.fill('w3wp');
    await page.locator('[aria-rowcount]').waitFor();
    await find.fill('');
    await page.getByText(`${fleet.length} sightings`, { exact: true }).waitFor();
    expect(await heads.first().getAttribute('aria-expanded')).toBe('false');
    await page.locator('.ww-rail-hit').first().waitFor();
    await page.waitForURL(/closed=/);
    await page.reload();
    await page.locator('.ww-head .ww-count', { hasText: 'hit' }).first().waitFor();
    expect(await heads.first().getAttribute('aria-expanded')).toBe('false');
    await page.getByRole('button', { name: 'Expand all' }).click();
    await page.waitForURL(/groups=open/);
    expect(await heads.first().getAttribute('aria-expanded')).toBe('true');
  });

  browserTest('activity by day comes into the bars after the rows', async () => {
    const page = await open();
    await changed(() => picture(page), await picture(page));
  });

  const busy: readonly FleetRow[] = manyRows(10_000).map((row) => ({ ...row, dest: 'BUSY-01' }));

  browserTest(
    'a host with 10,000 children: its head sticks while they scroll, the last is reached, bars stay plain',
    async () => {
      const page = await open({ rows: busy });
      const list = page.locator('.ww-rows');
      expect(await list.getAttribute('aria-rowcount')).toBe('10001');
      await list.focus();
      await page.keyboard.press('End');
      await page.locator('#ww-line-10000').waitFor();
      expect(await page.locator('.ww-stuck').innerText()).toContain('BUSY-01');
      expect(await page.locator('.ww-line, .ww-head').count()).toBeLessThan(120);
      await page.locator('.ww-stuck .ww-head').click();
      await page.locator('[role=treegrid][aria-rowcount="1"]').waitFor();
      expect(stubs[0]?.requests.filter((request) => request.startsWith('POST')).length).toBeLessThan(8);
    },
  );

  describe('on a phone', () => {
    const touch = async (page: Page, steps: readonly (readonly (readonly [number, number])[])[]): Promise<void> => {
      const session = await page.context().newCDPSession(page);
      const points = (at: readonly (readonly [number, number])[]): { x: number; y: number; id: number }[] =>
        at.map(([x, y], id) => ({ x, y, id }));
      const [first = [], ...others] = steps;
      await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: points(first) });
      for (const at of others)
        await session.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: points(at) });
      await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
    };
    const between = (from: number, to: number): readonly number[] =>
      [0, 1, 2, 3, 4, 5].map((i) => from + ((to - from) * i) / 5);

    browserTest('lines are targets of 44 pixels and more, with a bar between two lines of text', async () => {
      const page = await open({ isPhone: true });
      for (const selector of ['.ww-rows-all .ww-head', '.ww-line']) {
        const box = await page.locator(selector).first().boundingBox();
        expect(box?.height ?? 0).toBeGreaterThanOrEqual(44);
      }
      const row = (await page.locator('.ww-line').first().innerText()).replace(/\s+/g, ' ');
      for (const part of ['w3wp.exe → cmd.exe', 'Sat 21 Nov 14:0', '3 starts by SYSTEM', '2 of 41 hosts'])
        expect(row).toContain(part);
    });

    browserTest('two fingers zoom, one finger up and down scrolls, one sideways moves the time', async () => {
      const page = await open({ isPhone: true });
      const whole = await axis(page);
      const { x, y } = await onPlot(page);
      await touch(
        page,
        between(20, 100).map((apart) => [
          [x - apart, y],
          [x + apart, y],
        ]),
      );
      await changed(() => axis(page), whole);
      const zoomed = await axis(page);
      await touch(
        page,
        between(0, 90).map((by) => [[x - 45 + by, y] as const]),
      );
      await changed(() => axis(page), zoomed);
      const moved = await axis(page);
      await touch(
        page,
        between(0, -180).map((by) => [[x, y + 100 + by] as const]),
      );
      await page.waitForFunction(
        () => (document.querySelector('.ww-rows')?.scrollTop ?? 0) > 0 || globalThis.scrollY > 0,
      );
      expect(await axis(page)).toBe(moved);
      expect(page.url()).not.toContain('open=');
    });
  });
});
