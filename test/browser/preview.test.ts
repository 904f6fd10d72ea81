import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser, testWithBrowser } from '../support/browser';
import { root, servePreview, type ServedPreview } from '../support/cli_process';
import { corpus } from '../support/corpus';

/** The whole thread in a real browser: logs in, rows on the page, a filter edited, kept over a restart. */

const DETECTIONS = [
  'Suspicious Process By Web Server Process',
  'Windows Suspicious Child Process Spawned From WebServer',
];

interface TableRow {
  readonly host: string;
  readonly parent: string;
  readonly child: string;
  readonly starts: number;
  readonly events: number;
  readonly first: string;
  readonly last: string;
  readonly hits: string;
}

let browser: Browser | undefined;
let folder = '';
let preview: ServedPreview | undefined;

beforeAll(async () => {
  browser = await launchBrowser();
});
afterAll(() => browser?.close());
beforeEach(() => (folder = mkdtempSync(join(tmpdir(), 'webshell-watch-browser-'))));
afterEach(async () => {
  await preview?.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The link comes after some seconds even when the logs are not read yet, which takes as long as the machine is busy. */
async function logsRead({ said }: ServedPreview): Promise<void> {
  while (!said().includes('process creations are indexed')) await new Promise((resolve) => setTimeout(resolve, 20));
}

async function open(words: readonly string[]): Promise<Page> {
  preview = await servePreview(['--data', folder, ...words]);
  if (browser === undefined) throw new Error('no browser');
  await logsRead(preview);
  const page = await browser.newPage({ viewport: { width: 1920, height: 1000 } });
  await page.goto(preview.tokenLink);
  return page;
}

/** Waits until the page is there and calls its data what they are: its head has the label twice, for two widths. */
const sampleIsShown = (page: Page): Promise<void> =>
  page.locator('#webshell-watch-root').getByText('Sample data', { exact: true }).filter({ visible: true }).waitFor();

/** How many rows the table has, also those that are not in view. */
const rowCount = async (page: Page): Promise<number> =>
  Number(await page.getByRole('table', { name: 'Sightings' }).getAttribute('aria-rowcount')) - 1;

/** The rows of the table tab that are in view or near it, as the screen says them. */
async function tableRows(page: Page): Promise<readonly TableRow[]> {
  await page.getByRole('tab', { name: /^Table/ }).click();
  const table = page.getByRole('table', { name: 'Sightings' });
  await table.locator('tbody tr:has(td)').first().waitFor();
  const [titles, rows] = await table.evaluate((element) => {
    const texts = (cells: Iterable<Element>): string[] => [...cells].map((cell) => cell.textContent.trim());
    const body = [...element.querySelectorAll('tbody tr')].map((row) => texts(row.children));
    return [texts(element.querySelectorAll('thead th')), body.filter((cells) => cells.length > 5)] as const;
  });
  return rows.map((cells) => {
    const cell = (title: string): string => cells[titles.findIndex((text) => text.startsWith(title))] ?? '';
    return {
      host: cell('Host'),
      parent: cell('Parent'),
      child: cell('Child'),
      starts: Number(cell('Starts').replace(/,/g, '')),
      events: Number(cell('Events').replace(/,/g, '')),
      first: cell('First in range'),
      last: cell('Last'),
      hits: cell('Hits by'),
    };
  });
}

/** Waits until the detections' searches are done too: rows come first, their hits when they are known. */
async function hitsShown(page: Page, host: string, child: string, hits: string): Promise<void> {
  await page.getByRole('tab', { name: /^Table/ }).click();
  await page.waitForFunction(
    ([wantedHost, wantedChild, wantedHits]) => {
      const titles = [...document.querySelectorAll('table thead th')].map((cell) => cell.textContent);
      const texts = (row: Element): string[] => [...row.children].map((cell) => cell.textContent.trim());
      return [...document.querySelectorAll('table tbody tr')].map(texts).some((cells) => {
        const cell = (title: string): string => cells[titles.findIndex((text) => text.startsWith(title))] ?? '';
        return cell('Host') === wantedHost && cell('Child') === wantedChild && cell('Hits by') === wantedHits;
      });
    },
    [host, child, hits] as const,
  );
}

const macroOf = (detection: string): string => `${detection.toLowerCase().replace(/ /g, '_')}_filter`;

/** Opens the filter of a detection and writes into it, with a reason. */
async function fillFilter(page: Page, detection: string, text: string): Promise<void> {
  const base = new URL(page.url());
  await page.goto(`${base.origin}/en-US/app/webshell_watch/filter?detection=${encodeURIComponent(detection)}`);
  const editor = page.getByRole('textbox', { name: 'Filter macro' });
  await editor.waitFor();
  await page.getByText(macroOf(detection), { exact: true }).waitFor();
  await editor.fill(text);
  await page.getByRole('textbox', { name: 'Reason, kept in the history' }).fill('known helper, checked with its owner');
}

async function saveFilter(page: Page, detection: string, text: string): Promise<void> {
  await fillFilter(page, detection, text);
  await page.getByRole('button', { name: 'Save filter' }).click();
}

const minute = (epoch: number, withYear: boolean): string => {
  const at = new Date(epoch * 1000);
  const part = (options: Intl.DateTimeFormatOptions): string =>
    at.toLocaleString('en-GB', { timeZone: 'UTC', ...options });
  const day = `${part({ weekday: 'short' })} ${part({ day: 'numeric' })} ${part({ month: 'short' }).slice(0, 3)}`;
  return `${day}${withYear ? ` ${part({ year: 'numeric' })}` : ''} ${part({ hour: '2-digit', minute: '2-digit' })}`;
};

/** What an independent reader and the published definition of a web-server parent make of the logs. */
function expectedRows(data: string): readonly Omit<TableRow, 'starts' | 'hits'>[] {
  const webServer = /^(w3wp|http.*|nginx.*|php.*|php-cgi.*|tomcat.*|caddy|umworkerprocess|ws_tomcatservice)\.exe$/i;
  const tomcat = /tomcat|CATALINA_HOME|catalina\.home|catalina\.jar/i;
  const lines = gunzipSync(readFileSync(join(data, 'expected', 'process-events.jsonl.gz')))
    .toString()
    .trim()
    .split('\n');
  const groups = new Map<string, { host: string; parent: string; child: string; times: number[] }>();
  for (const line of lines) {
    const event = JSON.parse(line) as Readonly<Record<string, string>> & {
      readonly _time: number;
      readonly resolved_parent?: Readonly<Record<string, string>>;
    };
    const parent = event.resolved_parent?.parent_process_name ?? event.parent_process_name ?? '';
    const path = event.resolved_parent?.parent_process_path ?? event.parent_process_path ?? '';
    const isJava = /^javaw?\.exe$/i.test(parent) && (/tomcat/i.test(path) || tomcat.test(event.parent_process ?? ''));
    if (!webServer.test(parent) && !isJava) continue;
    const { dest = '', process_name: child = '' } = event;
    const key = [dest, parent, child].join('|').toLowerCase();
    const group = groups.get(key) ?? { host: dest, parent, child, times: [] };
    group.times.push(event._time);
    groups.set(key, group);
  }
  return [...groups.values()].map(({ times, ...names }) => ({
    ...names,
    events: times.length,
    first: minute(Math.min(...times), true),
    last: minute(Math.max(...times), true),
  }));
}

const folded = (row: Pick<TableRow, 'host' | 'parent' | 'child'>): string =>
  `${row.host} ${row.parent} ${row.child}`.toLowerCase();

const data = corpus('process-logs') === undefined ? undefined : join(corpus('process-logs') ?? '', '..');

(data === undefined ? test.skip : testWithBrowser)(
  'real logs: the page shows the web-server children that an independent reader finds, with their times',
  async () => {
    const page = await open(['--logs', join(data ?? '', 'process-logs')]);
    const rows = await tableRows(page);
    const expected = expectedRows(data ?? '');
    expect(expected.reduce((sum, row) => sum + row.events, 0)).toBe(13);
    expect(rows.map(folded).sort()).toEqual(expected.map(folded).sort());
    for (const row of expected) {
      const shown = rows.find((candidate) => folded(candidate) === folded(row));
      expect(shown).toMatchObject({ events: row.events, first: row.first, last: row.last });
    }
    expect(preview?.said()).toContain('2669 process creations');
    await page.close();
  },
);

testWithBrowser(
  'the sample fleet: hide one child, it leaves the hits and stays among the sightings, also after a restart',
  async () => {
    const shipped = readFileSync(join(root, 'default', 'macros.conf'), 'utf8');
    const page = await open(['--sample-unless-logs']);
    await sampleIsShown(page);
    const isNightly = (row: TableRow): boolean => row.host === 'WEB-04' && row.child === 'cmd.exe';
    const isShell = (row: TableRow): boolean => row.host === 'EXCH-01' && row.child === 'cmd.exe';

    await hitsShown(page, 'WEB-04', 'cmd.exe', '2');
    const before = await tableRows(page);
    const all = await rowCount(page);
    expect(all).toBeGreaterThan(50);
    expect(before.find(isNightly)?.hits).toBe('2');
    expect(before.find(isShell)?.hits).toBe('2');

    for (const detection of DETECTIONS) {
      await saveFilter(
        page,
        detection,
        'search NOT (dest="WEB-04" process_name="cmd.exe" process="*\\\\rotate-logs.cmd")',
      );
      const history = page.getByRole('region', { name: 'History' });
      await history.getByText('known helper, checked with its owner').waitFor();
    }
    const sightings = `${new URL(page.url()).origin}/en-US/app/webshell_watch/sightings`;
    await page.goto(sightings);
    await hitsShown(page, 'WEB-04', 'cmd.exe', '2 hidden');
    const after = await tableRows(page);
    expect(after.find(isNightly)?.hits).toBe('2 hidden');
    expect(after.find(isShell)?.hits).toBe('2');
    expect(await rowCount(page)).toBe(all);

    await page.close();
    await preview?.stop();
    const again = await open(['--sample-unless-logs']);
    await sampleIsShown(again);
    await hitsShown(again, 'WEB-04', 'cmd.exe', '2 hidden');
    const restarted = await tableRows(again);
    expect(restarted.find(isNightly)?.hits).toBe('2 hidden');
    expect(restarted.find(isShell)?.hits).toBe('2');
    expect(readFileSync(join(root, 'default', 'macros.conf'), 'utf8')).toBe(shipped);
    expect(readFileSync(join(root, 'build', 'webshell_watch', 'default', 'macros.conf'), 'utf8')).toBe(shipped);
    await again.close();
  },
);

testWithBrowser("a filter that does not parse is refused in Splunk's own words and nothing is saved", async () => {
  const page = await open(['--sample-unless-logs']);
  await sampleIsShown(page);
  await saveFilter(page, DETECTIONS[0] ?? '', 'search NOT (dest="WEB-04"');
  await page.getByText('It does not parse. Splunk says:').waitFor();
  await page.reload();
  // The macro comes from the server: what is shown then is what was kept.
  await page.waitForFunction(() => document.querySelector('textarea')?.value === 'search *');
  await page.close();
});

testWithBrowser(
  'a filter that would hide a sighting marked malicious is not saved before somebody says so',
  async () => {
    const page = await open(['--sample-unless-logs']);
    await sampleIsShown(page);
    const names = { dest: 'EXCH-01', parent_process_name: 'w3wp.exe', process_name: 'cmd.exe' };
    const key = createHash('md5').update(Object.values(names).join('|').toLowerCase()).digest('hex');
    const status = await page.evaluate(
      async (record) => {
        const token = /splunkweb_csrf_token_\d+=([^;]+)/.exec(document.cookie)?.[1] ?? '';
        const collection = 'storage/collections/data/webshell_watch_reviews';
        const response = await fetch(`/en-US/splunkd/__raw/servicesNS/nobody/webshell_watch/${collection}`, {
          method: 'POST',
          headers: {
            'Content-Type': 'application/json',
            'X-Splunk-Form-Key': token,
            'X-Requested-With': 'XMLHttpRequest',
          },
          body: JSON.stringify(record),
        });
        return response.status;
      },
      { ...names, _key: key, verdict: 'malicious', reason: 'web shell', reviewer: 'admin', reviewed: 1 },
    );
    expect(status).toBe(201);
    await fillFilter(page, DETECTIONS[1] ?? '', 'search NOT (dest="EXCH-01")');
    await page.getByRole('button', { name: 'What it would hide' }).click();
    const sure = page.getByRole('checkbox', { name: /marked malicious/ });
    await sure.waitFor();
    expect(await page.getByRole('button', { name: 'Save filter' }).isDisabled()).toBe(true);
    await sure.check();
    expect(await page.getByRole('button', { name: 'Save filter' }).isDisabled()).toBe(false);
    await page.close();
  },
);
