import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { webServersMacro } from '../../src/compiler/own_app/macro_names';
import { browserTest, describeWithBrowser } from '../support/describe_with_browser';
import { NOW } from './stub/fleet';
import { closeAll, DETECTION, MACRO, openFilter, queryFor, type Opened, type OpenOptions } from './stub/open_filter';

/** The Filter page where a desk's screen is not at hand: a phone, a zoom of 200 %, a wall, paper, forced colours. */

const pictures = process.env.WEBSHELL_WATCH_PICTURES ?? '';

const filter = `search NOT (
    (dest="WEB-04" process_name="cmd.exe" process="*\\\\rotate-logs.cmd*")
    OR (dest IN ("WEB-01", "WEB-02") process_name="findstr.exe" user!="SYSTEM")
    OR (user="IIS APPPOOL\\\\Reporting" process_name="ping.exe")
)`;
const common: OpenOptions = {
  macros: { [MACRO]: filter },
  malicious: ['TOMCAT-03', 'tomcat9.exe', 'powershell.exe'],
  history: [
    {
      ...{ macro: MACRO, previous: 'search *', definition: filter, user: 'soc_lead' },
      ...{ reason: 'Log rotation of the portal, CHG-20417', time: NOW - 300_000 },
    },
  ],
};
const rows: OpenOptions = { ...common, query: `${queryFor(DETECTION)}&except.process_name=powershell.exe` };
const servers: OpenOptions = { ...common, query: `?macro=${webServersMacro}` };

describeWithBrowser('Filter on other screens', (browser) => {
  const opened: Opened[] = [];
  async function open(options: OpenOptions): Promise<Page> {
    const it = await openFilter(browser(), options);
    opened.push(it);
    return it.page;
  }
  afterEach(() => closeAll(opened));

  const picture = async (page: Page, name: string): Promise<unknown> =>
    pictures === '' ? null : page.screenshot({ path: join(pictures, `filter ${name}.png`), fullPage: true });
  const ready = async (page: Page): Promise<void> => {
    await page.getByText(/^Would go: 1 result/).waitFor();
    await page.getByText('Splunk’s parser accepts it').waitFor();
  };
  async function tried(page: Page): Promise<void> {
    const area = page.getByRole('textbox', { name: 'Condition' });
    await page.waitForFunction(() => document.querySelector('textarea')?.value.includes('Processes.') === true);
    await area.fill((await area.inputValue()).replace('"tomcat*.exe", ', ''));
    await page.getByRole('button', { name: 'What would count' }).click();
    await page.getByText(/^Would no longer count: 1 web server/).waitFor();
  }

  /** Targets under 44 pixels, and sideways scrolling. */
  const thumbFaults = (page: Page): Promise<readonly string[]> =>
    page.evaluate(() => {
      const small = [...document.querySelectorAll<HTMLElement>('button, a[href], input, select, textarea')]
        .filter((element) => element.checkVisibility({ visibilityProperty: true }))
        .map((element) => ({
          element,
          // A box is pressed at its label.
          box: (element.closest('label') ?? element).getBoundingClientRect(),
        }))
        .filter(({ box }) => box.width > 1 && (box.width < 43.5 || box.height < 43.5))
        .map(({ element, box }) => `${element.outerHTML.slice(0, 160)} is ${box.width} × ${box.height}`);
      const sideways = document.documentElement.scrollWidth - innerWidth;
      return sideways > 0 ? [...small, `${sideways} pixels to scroll sideways`] : small;
    });

  const wide = (page: Page): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);

  browserTest('a phone, a zoom of 200 %, a wall: nothing scrolls sideways, a thumb hits every target', async () => {
    for (const [name, options] of [
      ['rows', rows],
      ['servers', servers],
    ] as const) {
      const page = await open({ ...options, width: 390, height: 844, scale: 2 });
      await (name === 'rows' ? ready(page) : tried(page));
      await picture(page, `phone ${name}`);
      expect(await thumbFaults(page)).toEqual([]);
      for (const width of [640, 1280, 3840]) {
        await page.setViewportSize({ width, height: Math.round(width * 0.6) });
        await picture(page, `${width} ${name}`);
        expect(await wide(page)).toBeLessThanOrEqual(0);
      }
    }
  });

  /** The colours of a bar at its start and at its end, as they are on the screen. */
  async function endsOfBar(page: Page): Promise<readonly string[]> {
    const png = await page.locator('.ww-effect-bar').last().screenshot();
    return page.evaluate(async (text) => {
      const image = new Image();
      image.src = `data:image/png;base64,${text}`;
      await image.decode();
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [image.width, image.height];
      const context = canvas.getContext('2d');
      context?.drawImage(image, 0, 0);
      return [0.1, 0.9].map((share) =>
        [...(context?.getImageData(image.width * share, image.height / 2, 1, 1).data ?? [])].join(' '),
      );
    }, png.toString('base64'));
  }

  browserTest(
    'paper: light colours and nothing to press; forced colours: what is left and hidden told apart',
    async () => {
      const page = await open({ ...rows, theme: 'dark' });
      await ready(page);
      await picture(page, 'dark');
      await page.emulateMedia({ forcedColors: 'active' });
      await picture(page, 'forced colours');
      const [left, hidden] = await endsOfBar(page);
      expect(left).not.toBe(hidden);
      const edges = await page
        .locator('li.ww-exception')
        .evaluateAll((items) => items.map((item) => getComputedStyle(item).borderLeftStyle));
      expect(edges).toEqual(['solid', 'solid', 'solid', 'double']);
      await page.emulateMedia({ forcedColors: 'none', media: 'print' });
      await page.waitForFunction(
        () => getComputedStyle(document.querySelector('.ww-root') ?? document.body).color === 'rgb(60, 68, 77)',
      );
      await picture(page, 'print');
      expect(await page.locator('.ww-root :is(button:not(.ww-until *), a):visible').count()).toBe(0);
      expect(await page.getByText('no end').filter({ visible: true }).count()).toBe(4);
    },
  );
});
