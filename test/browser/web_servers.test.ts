import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { webServersMacro } from '../../src/compiler/own_app/macro_names';
import { openDuckEngine } from '../../src/preview/duck_engine';
import { sampleFleetLog } from '../../src/preview/sample_fleet';
import { startPreview, type Preview } from '../../src/preview/start';
import { launchBrowser, testWithBrowser } from '../support/browser';
import { root } from '../support/cli_process';

/** The condition on web servers, edited by an analyst in the real preview: a new parent's children arrive in Sightings. */

const PASSWORD = 'correct horse';
const NOW = Date.UTC(2026, 10, 21, 22, 30);
const DAY = 86_400_000;

let browser: Browser | undefined;
let preview: Preview;
let folder = '';
let log = '';

beforeAll(async () => {
  browser = await launchBrowser();
  folder = mkdtempSync(join(tmpdir(), 'webshell-watch-servers-'));
  log = sampleFleetLog(NOW / 1000);
  writeFileSync(join(folder, 'fleet.jsonl'), log);
  preview = await startPreview({
    ...{ dataFolder: join(folder, 'data'), appFolder: join(root, 'build', 'webshell_watch') },
    ...{ logs: [join(folder, 'fleet.jsonl')], host: '127.0.0.1', webPort: 0, managementPort: 0 },
    ...{ password: PASSWORD, isSample: true, timeZone: 'UTC', now: () => NOW, say: () => undefined },
    openEngine: openDuckEngine,
  });
  await preview.services.inputs.firstPass();
  const response = await fetch(`${preview.management}/services/authentication/users`, {
    method: 'POST',
    headers: { Authorization: `Basic ${Buffer.from(`admin:${PASSWORD}`).toString('base64')}` },
    body: new URLSearchParams({ name: 'ana', roles: 'webshell_watch_analyst', password: PASSWORD }),
  });
  expect(response.status).toBe(201);
});
afterAll(async () => {
  await browser?.close();
  await preview.close();
  rmSync(folder, { recursive: true, force: true });
});

interface LoggedStart {
  readonly System: {
    readonly Computer: string;
    readonly TimeCreated: { readonly '#attributes': { SystemTime: string } };
  };
  readonly EventData: { readonly ParentImage: string };
}

/** How often svchost.exe started something on WEB-01 in the last seven days, counted in the log itself. */
const startsInLog = (): number =>
  log
    .trim()
    .split('\n')
    .map((line) => (JSON.parse(line) as { readonly Event: LoggedStart }).Event)
    .filter(
      ({ System, EventData }) =>
        System.Computer === 'WEB-01' &&
        EventData.ParentImage.endsWith('\\svchost.exe') &&
        Date.parse(System.TimeCreated['#attributes'].SystemTime) >= NOW - 7 * DAY,
    ).length;

async function signedIn(): Promise<Page> {
  if (browser === undefined) throw new Error('no browser');
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  await context.clock.setFixedTime(NOW);
  const page = await context.newPage();
  await page.goto(`${preview.web}/en-US/account/login`);
  await page.locator('input[name=username]').fill('ana');
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.locator('#webshell-watch-root h1').waitFor();
  return page;
}

const range = new URLSearchParams({ earliest: String(NOW / 1000 - 7 * 86_400), latest: String(NOW / 1000) }).toString();
const open = (page: Page, name: string, query: string): Promise<unknown> =>
  page.goto(`${preview.web}/en-US/app/webshell_watch/${name}?${query}&${range}`);
const children = (page: Page): ReturnType<Page['locator']> =>
  page.locator('tbody tr', { hasText: 'WEB-01' }).filter({ hasText: 'svchost.exe' });
const sightings = async (page: Page): Promise<void> => {
  await open(page, 'sightings', 'tab=table&host=WEB-01');
  await page.locator('tbody tr', { hasText: 'csc.exe' }).first().waitFor();
};

testWithBrowser(
  'a parent that newly counts: tried, saved, its children are sightings; restored, they are gone',
  async () => {
    const page = await signedIn();
    await sightings(page);
    expect(await children(page).count()).toBe(0);

    await open(page, 'filter', `macro=${webServersMacro}`);
    const condition = page.getByRole('textbox', { name: 'Condition' });
    await page.waitForFunction(() => document.querySelector('textarea')?.value.includes('Processes.') === true);
    const shipped = await condition.inputValue();
    const edited = `(${shipped} OR (Processes.parent_process_name="svchost.exe" Processes.dest="WEB-01"))`;
    await condition.fill(edited);
    await page.getByRole('button', { name: 'What would count' }).click();
    const effect = page.getByRole('region', { name: 'What would count' });
    const starts = startsInLog();
    expect(starts).toBeGreaterThan(3);
    await effect.getByText(`Would newly count: 1 web server, ${starts} starts`).waitFor();
    await effect.getByText('Would no longer count: none.').waitFor();
    expect(await effect.locator('tbody tr').innerText()).toMatch(/^WEB-01\s+svchost\.exe\s+cmd\.exe/);

    const save = async (reason: string): Promise<void> => {
      await page.getByRole('textbox', { name: 'Reason, kept in the history' }).fill(reason);
      await page.getByRole('button', { name: 'Save condition' }).click();
      await page.getByText('Nothing is changed').waitFor();
      await page.getByText(reason).waitFor();
    };
    await save('WEB-01 serves through a service host');
    await sightings(page);
    await children(page).first().waitFor();
    expect(await children(page).count()).toBe(1);
    expect(await children(page).innerText()).toContain('cmd.exe');
    expect(readFileSync(join(root, 'build', 'webshell_watch', 'default', 'macros.conf'), 'utf8')).toContain(shipped);

    await open(page, 'filter', `macro=${webServersMacro}`);
    await page.getByRole('button', { name: 'Restore the text before all changes' }).click();
    expect(await condition.inputValue()).toBe(shipped);
    await page.getByRole('button', { name: 'What would count' }).click();
    await effect.getByText(`Would no longer count: 1 web server, ${starts} starts`).waitFor();
    await save('it does not after all');
    await sightings(page);
    expect(await children(page).count()).toBe(0);
  },
);
