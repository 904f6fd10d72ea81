import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { browserTest, describeWithBrowser } from '../support/describe_with_browser';
import { seriousFindings } from './axe';
import { fleet, manyRows, NOW, oddRows } from './stub/fleet';
import { detectionNames, startStub, type Stub, type StubOptions } from './stub/splunk_web';

/**
 * Every state of the page, reached in a browser in light and dark, with its words and without serious findings of
 * axe-core. WEBSHELL_WATCH_PICTURES names a folder that gets a picture of each.
 */

/** One state, reached from the one before. */
interface Step {
  readonly state: string;
  /** Waits for the state's own words, after doing what leads to it. */
  readonly reach: (page: Page, stub: Stub) => Promise<void>;
  /** What this state has that others have not; axe-core looks at it alone. */
  readonly part: string;
}

/** States that one opened page goes through. */
interface Journey {
  readonly options?: StubOptions;
  readonly query?: string;
  readonly width?: number;
  readonly steps: readonly Step[];
}

const says = (page: Page, text: string | RegExp): Promise<void> =>
  page.getByText(text).filter({ visible: true }).first().waitFor();
const rowsShown = (page: Page): Promise<void> => page.locator('.ww-line').first().waitFor();
const controls = (page: Page): Promise<void> => page.getByRole('button', { name: 'Export' }).waitFor();
const openDetails = async (page: Page): Promise<void> => {
  await page.locator('.ww-head .ww-count', { hasText: 'hit' }).first().waitFor();
  await page.locator('.ww-line').first().click();
  await says(page, /Command lines, 1 different/);
  await says(page, 'whoami.exe');
};

const alert = (id: string, hours: number): NonNullable<StubOptions['alerts']>[number] => ({
  id,
  savedSearch: `Webshell Watch - ${detectionNames[0] ?? ''} - Rule`,
  sid: `scheduler__${id}`,
  time: NOW - hours * 3600,
});

/** Long enough for no test to see it end. */
const NEVER = 600_000;

const step = (state: string, part: string, reach: Step['reach']): Step => ({ state, part, reach });
const closed = (page: Page): Promise<void> => page.getByRole('dialog').waitFor({ state: 'detached' });

const journeys: readonly Journey[] = [
  {
    options: { hasBaseline: false, buildTime: NEVER },
    steps: [
      step('first run', '.ww-root', async (page) => {
        await says(page, 'Nothing to compare with yet');
        for (const name of [
          'Check that process events arrive',
          'Build the baseline from the past',
          'Filter what is known, then switch on the two detections',
        ])
          await page.getByRole('heading', { name }).waitFor();
        await says(page, 'No baseline yet: “new” means first in this range');
      }),
      step('building the baseline', '.ww-first-run', async (page) => {
        await page.getByRole('button', { name: 'Build baseline' }).click();
        await says(page, /^Building the baseline: 0 of 1[34] parts, back to .*\. You can leave this page/);
      }),
      step('building stopped', '.ww-notice', async (page) => {
        await page.getByRole('button', { name: 'Cancel' }).click();
        await page
          .locator('.ww-notice')
          .getByText(/^Stopped at /)
          .waitFor();
        await page.getByRole('button', { name: 'Go on' }).waitFor();
      }),
    ],
  },
  {
    options: { jobTime: NEVER, holdPreviews: true },
    steps: [
      step('loading', '.ww-root', async (page) => {
        await page.getByRole('status', { name: 'Searching' }).waitFor();
        await controls(page);
        // A zero would be read as an answer.
        expect(await page.getByRole('radio', { name: /^(New|Hits)/ }).allInnerTexts()).toEqual(['New', 'Hits']);
        expect(await page.getByRole('tab', { name: 'Table' }).innerText()).toBe('Table');
      }),
      step('slow search', '.ww-notice', async (page, stub) => {
        stub.showPreviews();
        await page.clock.fastForward(2000);
        await says(page, /^Searching, \d+ % done; rows so far are shown/);
        await rowsShown(page);
      }),
      step('search stopped', '.ww-notice', async (page) => {
        await page.getByRole('button', { name: 'Stop' }).click();
        await page.clock.fastForward(2000);
        await says(page, 'The search was stopped; rows found until then are shown, others may be missing.');
      }),
    ],
  },
  {
    options: { failure: 'Search not executed: The minimum free disk space (5000MB) reached.' },
    steps: [
      step('failed', '.ww-root', async (page) => {
        await says(
          page,
          'The search failed. Splunk says: “Search not executed: The minimum free disk space (5000MB) reached.”',
        );
        await page.getByRole('button', { name: 'Try again' }).waitFor();
        await page.getByRole('link', { name: 'Open in search' }).waitFor();
      }),
    ],
  },
  {
    options: { failure: "Error in 'DataModelCache': Invalid or unaccelerable root object for datamodel" },
    steps: [
      step('no data model', '.ww-notice', (page) =>
        says(
          page,
          'The data model Endpoint is missing or you may not read it. Install the Common Information Model add-on, or ask for read access.',
        ),
      ),
    ],
  },
  {
    options: { rows: [] },
    steps: [step('no data at all', '.ww-root', (page) => says(page, 'There are no process events at all.'))],
  },
  {
    options: { rows: fleet.map((row) => ({ ...row, first: row.first - 4e7, last: row.last - 4e7 })) },
    query: '?earliest=-7d%40d',
    steps: [
      step('no data in range', '.ww-notice', async (page) => {
        await says(page, /^No process events in this range\./);
        await page.getByRole('button', { name: 'Last 30 days' }).last().waitFor();
      }),
    ],
  },
  {
    options: { rows: [...oddRows, ...fleet], parentless: 1880 },
    steps: [
      step('no parent names, clock ahead, odd names', '.ww-root', async (page) => {
        await says(page, '1,880 events have no parent name and cannot be sightings, all from WEB-17.');
        await says(page, '2 starts lie in the future: the clock of WEB-35 is 61 minutes ahead.');
        await says(page, 'WEB-<b>01</b>');
        expect(await page.locator('img, .ww-root script').count()).toBe(0);
      }),
      step('command line of 4 KB', '.ww-command', async (page) => {
        await page.getByRole('textbox', { name: 'Find' }).fill('WEB-LONG');
        await page.getByRole('row', { name: /^WEB-LONG: / }).click();
        await says(page, /echo A.* … \(4,147 characters\)/);
        await page.getByRole('button', { name: 'All in full' }).click();
        await page.getByRole('button', { name: 'All in full' }).waitFor({ state: 'detached' });
        const { width } = (await page.locator('.ww-command code').boundingBox()) ?? { width: Infinity };
        expect(width).toBeLessThan(400);
      }),
    ],
  },
  {
    options: { rows: fleet.slice(0, 1) },
    steps: [
      step('one row', '.ww-header', async (page) => {
        await says(page, '1 new web-server child on EXCH-01 since Mon 16 Nov;');
        await says(page, 'it is a shell');
      }),
    ],
  },
  {
    options: { rows: fleet.slice(9) },
    steps: [step('nothing new', '.ww-header', (page) => says(page, /^Nothing new on 39 hosts since Mon 16 Nov/))],
  },
  {
    options: { rows: manyRows(100_000).filter(({ dest }) => dest === 'BUSY-01') },
    steps: [
      step('a host with 10,000 children', '.ww-chart', async (page) => {
        await rowsShown(page);
        await page.locator('.ww-rows').focus();
        await page.keyboard.press('End');
        await page.locator('#ww-line-10000').waitFor();
        expect(await page.locator('.ww-line, .ww-head').count()).toBeLessThan(120);
      }),
    ],
  },
  {
    options: { canWrite: false },
    steps: [
      step('read only', '.ww-details', async (page) => {
        await openDetails(page);
        expect(await page.getByRole('button', { name: 'Mark known good' }).isDisabled()).toBe(true);
        await says(page, 'You may look but not change: the role webshell_watch_analyst is needed.');
      }),
    ],
  },
  {
    options: { sessionOver: true },
    steps: [
      step('session over', '.ww-notice', async (page) => {
        await says(page, 'Your session has ended. Sign in again in a new tab; nothing you typed is lost.');
        await page.getByRole('link', { name: 'Sign in' }).waitFor();
      }),
    ],
  },
  {
    width: 1024,
    steps: [
      step('details over the page', '.ww-shade', async (page) => {
        await openDetails(page);
        await page.getByRole('dialog', { name: 'Details of the selected sighting' }).waitFor();
      }),
    ],
  },
  {
    options: { alerts: [alert('first', 2), alert('second', 30)] },
    query: '?tab=alerts',
    steps: [
      step('alerts', '.ww-left', async (page) => {
        const acknowledge = page.getByRole('button', { name: /^Acknowledge/ });
        await acknowledge.first().waitFor();
        await page.getByRole('tab', { name: 'Alerts 2 open' }).waitFor();
        expect(await acknowledge.count()).toBe(2);
      }),
    ],
  },
  {
    steps: [
      step('details', '.ww-root', openDetails),
      step('dialog of a review', '.ww-shade', async (page) => {
        await page.getByRole('button', { name: 'Mark known good' }).click();
        await page.getByRole('dialog', { name: 'Mark as known good' }).waitFor();
      }),
      step('narrowed from the details', '.ww-narrowed', async (page) => {
        await page.keyboard.press('Escape');
        await closed(page);
        await page.getByRole('complementary').getByRole('button', { name: 'EXCH-01' }).click();
        await page.getByRole('button', { name: 'host EXCH-01, remove' }).waitFor();
        await says(page, `5 of ${fleet.length} sightings`);
      }),
      step('no match', '.ww-notice', async (page) => {
        await page.getByRole('button', { name: 'Clear filters' }).click();
        await page.getByRole('button', { name: 'Close (Esc)' }).click();
        await page.getByRole('textbox', { name: 'Find' }).fill('zzz');
        await says(page, `No sighting fits these filters. ${fleet.length} without them.`);
      }),
      step('menu of views', '[data-test="layer-container"]', async (page) => {
        await page.getByRole('button', { name: 'Clear filters' }).click();
        await page.getByRole('button', { name: 'Views' }).click();
        await page.getByRole('menuitem', { name: 'The page as it opens' }).waitFor();
      }),
      step('dialog of views', '.ww-shade', async (page) => {
        await page.getByRole('menuitem', { name: 'Save or delete a view …' }).click();
        await page.getByRole('dialog', { name: 'Views' }).waitFor();
      }),
      step('dialog of keys', '.ww-shade', async (page) => {
        await page.keyboard.press('Escape');
        await closed(page);
        await page.locator('.ww-rows').focus();
        await page.keyboard.press('?');
        await page.getByRole('dialog', { name: 'Keys, while the chart has the focus' }).waitFor();
      }),
      step('table', '.ww-left', async (page) => {
        await page.keyboard.press('Escape');
        await page.getByRole('tab', { name: /^Table/ }).click();
        await page
          .getByRole('row', { name: /TOMCAT-03/ })
          .first()
          .waitFor();
      }),
      step('alerts, none', '.ww-left', async (page) => {
        await page.getByRole('tab', { name: 'Alerts' }).click();
        await says(page, 'No alert of our rules is open.');
      }),
    ],
  },
];

const pictures = process.env.WEBSHELL_WATCH_PICTURES ?? '';

describeWithBrowser('states of the page Sightings', (browser) => {
  async function findings(journey: Journey, theme: string): Promise<readonly string[]> {
    const stub = await startStub({ ...journey.options, theme });
    // Without motion: axe would judge the colours of a menu that is still fading in.
    const page = await browser().newPage({
      viewport: { width: journey.width ?? 1440, height: 900 },
      reducedMotion: 'reduce',
    });
    const found: string[] = [];
    page.on('pageerror', (error) => found.push(error.message));
    try {
      await page.clock.install({ time: NOW * 1000 });
      await page.goto(stub.pageUrl('sightings', journey.query));
      for (const { state, part, reach } of journey.steps) {
        await reach(page, stub);
        if (pictures !== '') await page.screenshot({ path: join(pictures, `${state} ${theme}.png`) });
        const sideways = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        if (sideways > 0) found.push(`${state}: ${sideways} pixels to scroll sideways`);
        found.push(
          ...(await seriousFindings(page, part, theme !== 'light' && part !== '.ww-root')).map(
            (text) => `${state}: ${text}`,
          ),
        );
      }
    } finally {
      await page.close();
      await stub.close();
    }
    return found;
  }

  for (const journey of journeys)
    browserTest(journey.steps.map(({ state }) => state).join(' → '), async () => {
      const found = await Promise.all(['light', 'dark'].map((theme) => findings(journey, theme)));
      expect(found).toEqual([[], []]);
    });

  browserTest("details in Splunk's other themes", async () => {
    const journey = { steps: [step('details', '.ww-root', openDetails)] };
    for (const theme of ['enterpriseDark', 'prismaLight', 'prismaDark'])
      expect(await findings(journey, theme)).toEqual([]);
  });
});
