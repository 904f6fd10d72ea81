import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { webServersMacro } from '../../src/compiler/own_app/macro_names';
import { openDuckEngine } from '../../src/preview/duck_engine';
import { sampleFleetLog } from '../../src/preview/sample_fleet';
import { startPreview, type Preview } from '../../src/preview/start';
import { launchBrowser, testWithBrowser } from '../support/browser';
import { root } from '../support/cli_process';
import { copyLink, findReview, freshCount, reviewFirstNew, shownRows } from '../support/sightings_story';

/** The story on the sample fleet: the real pages, the real preview, three people with rights of their own. */

const PASSWORD = 'correct horse';
const HOUR = 3_600_000;
const RULE = 'Windows Suspicious Child Process Spawned From WebServer';

const people = [
  { name: 'ana', realname: 'Ana Analyst', roles: 'webshell_watch_analyst', tz: 'Europe/Berlin' },
  { name: 'lee', realname: 'Lee Lead', roles: 'webshell_watch_analyst', tz: 'America/New_York' },
  { name: 'rae', realname: 'Rae Reader', roles: 'user', tz: '' },
] as const;
type Name = (typeof people)[number]['name'] | 'admin';

let browser: Browser | undefined;
let preview: Preview;
let folder = '';
let fleetLog = '';
/** A Saturday evening. */
let now = Date.UTC(2026, 10, 21, 22, 30);
const pages = new Map<Name, Page>();

beforeAll(async () => {
  browser = await launchBrowser();
  folder = mkdtempSync(join(tmpdir(), 'webshell-watch-story-'));
  const log = join(folder, 'fleet.jsonl');
  fleetLog = sampleFleetLog(now / 1000);
  writeFileSync(log, fleetLog);
  preview = await startPreview({
    ...{ dataFolder: join(folder, 'data'), appFolder: join(root, 'build', 'webshell_watch'), logs: [log] },
    ...{ host: '127.0.0.1', webPort: 0, managementPort: 0, password: PASSWORD, isSample: true, timeZone: 'UTC' },
    now: () => now,
    say: () => undefined,
    openEngine: openDuckEngine,
  });
  await preview.services.inputs.firstPass();
  for (const { name, realname, roles, tz } of people)
    await asAdmin('/services/authentication/users', { name, realname, roles, tz, password: PASSWORD });
});
afterAll(async () => {
  await browser?.close();
  await preview.close();
  rmSync(folder, { recursive: true, force: true });
});

const basic = (name: Name): string => `Basic ${Buffer.from(`${name}:${PASSWORD}`).toString('base64')}`;

async function asAdmin(path: string, form: Readonly<Record<string, string>>): Promise<void> {
  const response = await fetch(preview.management + path, {
    method: 'POST',
    headers: { Authorization: basic('admin') },
    body: new URLSearchParams(form),
  });
  if (!response.ok) throw new Error(await response.text());
}

/** The page of a user who signed in as people do; later the same page, by its own address. */
async function pageOf(name: Name): Promise<Page> {
  const known = pages.get(name);
  if (known !== undefined) return known;
  if (browser === undefined) throw new Error('no browser');
  const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await context.clock.setFixedTime(now);
  const page = await context.newPage();
  await page.goto(`${preview.web}/en-US/account/login`);
  await page.locator('input[name=username]').fill(name);
  await page.locator('input[name=password]').fill(PASSWORD);
  await page.keyboard.press('Enter');
  await page.locator('#webshell-watch-root h1').waitFor();
  pages.set(name, page);
  return page;
}

async function fresh(name: Name, query = ''): Promise<{ page: Page; context: BrowserContext }> {
  const page = await pageOf(name);
  await page.goto(`${preview.web}/en-US/app/webshell_watch/sightings${query}`);
  return { page, context: page.context() };
}

const hitsAreThere = async (page: Page): Promise<void> => {
  for (const host of ['WEB-04', 'TOMCAT-03', 'WEB-09'])
    await page.locator(`.ww-line[aria-label*="${host}"][aria-label*="hit"]`).first().waitFor();
};

testWithBrowser('the baseline: an analyst may not build, an administrator stops and goes on', async () => {
  const { page: analyst } = await fresh('ana');
  const refused = analyst.getByRole('button', { name: 'Build baseline' });
  await refused.waitFor();
  await analyst.getByText('You may look but not build: the role admin or sc_admin is needed.').waitFor();
  expect(await refused.isDisabled()).toBe(true);
  // And not by the back door either.
  const lookup = 'webshell_watch_sightings_lookup';
  const search = `| makeresults | eval _key="x", first_seen=1 | outputlookup append=t key_field=_key ${lookup}`;
  const answer = await fetch(`${preview.management}/servicesNS/ana/webshell_watch/search/jobs`, {
    method: 'POST',
    headers: { Authorization: basic('ana') },
    body: new URLSearchParams({ search, exec_mode: 'oneshot', output_mode: 'json' }),
  });
  expect(await answer.text()).toContain(
    'You (user=ana) may not write the lookup \\"webshell_watch_sightings_lookup\\".',
  );

  const { page } = await fresh('admin');
  const build = page.getByRole('button', { name: 'Build baseline' });
  await build.waitFor();
  await build.click();
  await page.getByText(/Building the baseline: [1-9]\d* of \d+ parts/).waitFor();
  await page.getByRole('button', { name: 'Cancel' }).click();
  await page.getByText(/^Stopped at /).waitFor();
  await page.reload();
  await page.getByText(/^Stopped at /).waitFor();
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByText('The baseline is built.').waitFor();
  await page
    .getByText(/^Baseline since/)
    .first()
    .waitFor();
});

testWithBrowser('by keyboard alone: new, events, known good, gone from new, reload, link, another user', async () => {
  const { page, context } = await fresh('ana');
  await hitsAreThere(page);
  const before = await freshCount(page);
  await reviewFirstNew(context, page, 'CHG-7 approved');
  await page.reload();
  expect(await freshCount(page)).toBe(before - 1);
  const link = await copyLink(page);

  const colleague = await pageOf('lee');
  await colleague.goto(link);
  expect(await freshCount(colleague)).toBe(before - 1);
  for (const each of [page, colleague]) await hitsAreThere(each);
  expect(await shownRows(colleague)).toEqual(await shownRows(page));
  await colleague.getByText('Times in America/New_York', { exact: true }).waitFor();
  await findReview(colleague, /Known good by ana, Sat 21 Nov 17:30/, 'CHG-7 approved');
});

testWithBrowser('alerts: a detection is enabled, fires by its schedule, is looked at and acknowledged', async () => {
  const evening = now;
  const { scheduler } = preview.services;
  const saved = `/servicesNS/nobody/webshell_watch/saved/searches/${encodeURIComponent(`Webshell Watch - ${RULE} - Rule`)}`;
  // Enabled half a day ago, before the shell came in; then every hour runs that was due since.
  now = evening - 12 * HOUR;
  await asAdmin(`${saved}/enable`, {});
  scheduler.tick();
  await scheduler.idle();
  now = evening;
  const { page: early } = await fresh('ana', '?tab=alerts');
  await early.getByText('No alert of our rules is open.').waitFor();
  scheduler.tick();
  await scheduler.idle();

  const { page: reader } = await fresh('rae', '?tab=alerts');
  const { page } = await fresh('ana', '?tab=alerts');
  const fired = (of: Page): ReturnType<Page['locator']> => of.locator('tr', { hasText: RULE });
  await fired(page).first().waitFor();
  const all = await fired(page).count();
  // The shell came at 13:00 UTC, the run at 13:12 finds it: 14:12 in Berlin.
  expect(await fired(page).first().innerText()).toContain('Sat 21 Nov 14:12');
  await fired(reader).first().waitFor();
  expect(await fired(reader).count()).toBe(all);
  expect(await reader.getByRole('button', { name: 'Acknowledge' }).first().isDisabled()).toBe(true);
  await reader.getByText('You may look but not change: the role webshell_watch_analyst is needed.').first().waitFor();

  await page.locator('button:enabled', { hasText: 'Acknowledge' }).first().press('Enter');
  const left = async (of: Page): Promise<void> =>
    all === 1
      ? of.getByText('No alert of our rules is open.').waitFor()
      : fired(of)
          .nth(all - 1)
          .waitFor({ state: 'detached' });
  await left(page);
  expect(await page.getByRole('tab', { name: 'Alerts' }).evaluate((tab) => tab === document.activeElement)).toBe(true);
  for (const each of [page, reader]) {
    await each.reload();
    await each.getByRole('tab', { name: 'Alerts', selected: true }).waitFor();
    await left(each);
    expect(await fired(each).count()).toBe(all - 1);
  }
});

/** How often svchost.exe started something on WEB-01 since a time (milliseconds), counted in the log itself. */
const startsInLog = (since: number): number =>
  fleetLog.split('\n').filter((line) => {
    const time = /"SystemTime":"([^"]+)"/.exec(line)?.[1];
    return (
      line.includes('"Computer":"WEB-01"') &&
      /"ParentImage":"[^"]*\\\\svchost\.exe"/.test(line) &&
      Date.parse(time ?? '') >= since
    );
  }).length;

testWithBrowser(
  'web servers: a parent that newly counts is tried and saved, its children are sightings; restored, they are gone',
  async () => {
    const page = await pageOf('ana');
    const since = now - 7 * 24 * HOUR;
    const range = `earliest=${since / 1000}&latest=${now / 1000}`;
    const open = (name: string, query: string): Promise<unknown> =>
      page.goto(`${preview.web}/en-US/app/webshell_watch/${name}?${query}&${range}`);
    const children = page.locator('tbody tr', { hasText: 'WEB-01' }).filter({ hasText: 'svchost.exe' });
    const sightings = async (): Promise<void> => {
      await open('sightings', 'tab=table&host=WEB-01');
      await page.locator('tbody tr', { hasText: 'csc.exe' }).first().waitFor();
    };
    const condition = page.getByRole('textbox', { name: 'Condition' });
    const effect = page.getByRole('region', { name: 'What would count' });
    const save = async (reason: string): Promise<void> => {
      await page.getByRole('textbox', { name: 'Reason, kept in the history' }).fill(reason);
      await page.getByRole('button', { name: 'Save condition' }).click();
      await page.getByText('Nothing is changed').waitFor();
      await page.getByRole('region', { name: 'History' }).getByText(reason).waitFor();
    };
    await sightings();
    expect(await children.count()).toBe(0);

    await open('filter', `macro=${webServersMacro}`);
    await page.waitForFunction(() => document.querySelector('textarea')?.value.includes('Processes.') === true);
    const shipped = await condition.inputValue();
    await condition.fill(`(${shipped} OR (Processes.parent_process_name="svchost.exe" Processes.dest="WEB-01"))`);
    await page.getByRole('button', { name: 'What would count' }).click();
    const starts = startsInLog(since);
    expect(starts).toBeGreaterThan(3);
    await effect.getByText(`Would newly count: 1 web server, ${starts} starts`).waitFor();
    await effect.getByText('Would no longer count: none.').waitFor();
    expect(await effect.locator('tbody tr').innerText()).toMatch(/^WEB-01\s+svchost\.exe\s+cmd\.exe/);
    await save('WEB-01 serves through a service host');
    await sightings();
    await children.first().waitFor();
    expect(await children.count()).toBe(1);
    expect(await children.innerText()).toContain('cmd.exe');
    expect(readFileSync(join(root, 'build', 'webshell_watch', 'default', 'macros.conf'), 'utf8')).toContain(shipped);

    await open('filter', `macro=${webServersMacro}`);
    await page.getByRole('button', { name: 'Restore the text before all changes' }).click();
    expect(await condition.inputValue()).toBe(shipped);
    await page.getByRole('button', { name: 'What would count' }).click();
    await effect.getByText(`Would no longer count: 1 web server, ${starts} starts`).waitFor();
    await save('it does not after all');
    await sightings();
    expect(await children.count()).toBe(0);
  },
  120_000,
);
