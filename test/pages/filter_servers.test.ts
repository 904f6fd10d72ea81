import type { Page } from 'playwright-core';
import { webServersMacro } from '../../src/compiler/own_app/macro_names';
import { browserTest, describeWithBrowser } from '../support/describe_with_browser';
import { focused, tabTo } from '../support/keyboard';
import { seriousFindings } from './axe';
import { fleet, NOW, type FleetRow } from './stub/fleet';
import { closeAll, DETECTION, openFilter, queryFor, type Opened, type OpenOptions } from './stub/open_filter';

/** The condition on web servers, edited like a filter. */

const saved = '(Processes.parent_process_name IN ("w3wp.exe", "tomcat9.exe"))';
const withNode = '(Processes.parent_process_name IN ("w3wp.exe", "node.exe"))';

const started = (dest: string, parent: string, child: string, starts: number): FleetRow => ({
  ...{ dest, parent, child, starts, events: starts, user: 'node', process: child, hit: false },
  ...{ first: NOW - 86_400, last: NOW - 3600 },
});
const rows = [
  ...fleet,
  started('API-01', 'node.exe', 'git.exe', 14),
  started('API-01', 'node.exe', 'sh', 3),
  started('API-02', 'node.exe', 'sh', 1),
];

describeWithBrowser('the condition on web servers in a browser', (browser) => {
  const opened: Opened[] = [];
  async function open(options: OpenOptions = {}): Promise<Opened> {
    const it = await openFilter(browser(), {
      ...{ rows, macros: { [webServersMacro]: saved }, query: `?macro=${webServersMacro}` },
      ...options,
    });
    opened.push(it);
    return it;
  }
  afterEach(() => closeAll(opened));

  const condition = (page: Page): ReturnType<Page['locator']> => page.getByRole('textbox', { name: 'Condition' });
  const effect = (page: Page): ReturnType<Page['locator']> => page.getByRole('region', { name: 'What would count' });
  const reason = (page: Page): ReturnType<Page['locator']> =>
    page.getByRole('textbox', { name: 'Reason, kept in the history' });
  const button = (page: Page, name: string): ReturnType<Page['locator']> =>
    page.getByRole('button', { name, exact: true });
  const loaded = (page: Page): Promise<unknown> =>
    page.waitForFunction(() => document.querySelector('textarea')?.value.includes('Processes.') === true);

  browserTest('by keyboard alone: chosen, edited, tried, saved with a reason, undone from the history', async () => {
    const { page, stub } = await open({ query: queryFor(DETECTION), malicious: ['A', 'b', 'c'] });
    const choice = page.getByRole('combobox', { name: 'What to edit' });
    await tabTo(page, choice);
    expect(
      await choice.locator('optgroup').evaluateAll((groups) => groups.map((group) => group.children.length)),
    ).toEqual([2, 1]);
    await page.keyboard.press('End');
    await page.getByRole('heading', { name: 'Condition for', level: 1 }).waitFor();
    await page.getByText(webServersMacro, { exact: true }).waitFor();
    await loaded(page);
    expect(page.url()).toContain(`macro=${webServersMacro}`);

    await tabTo(page, condition(page));
    await page.keyboard.press('Control+a');
    await page.keyboard.insertText(withNode);
    await page.getByText('Press “What would count” first').waitFor();
    await tabTo(page, button(page, 'What would count'));
    await page.keyboard.press('Enter');
    // The fleet's 41 hosts run one of w3wp.exe and tomcat9.exe each.
    await effect(page).getByText('41 → 42').waitFor();
    await effect(page).getByText('Would newly count: 2 web servers, 18 starts').waitFor();
    await effect(page).getByText('Would no longer count: 1 web server, 1,406 starts').waitFor();
    const texts = await effect(page).locator('tbody tr').allInnerTexts();
    expect(texts.map((text) => text.replace(/\s+/g, ' '))).toEqual([
      'API-01 node.exe git.exe 14 sh 3 17 Sat 21 Nov 22:30',
      'API-02 node.exe sh 1 1 Sat 21 Nov 22:30',
      'TOMCAT-03 tomcat9.exe java.exe 1,404 powershell.exe 2 1,406 Sat 21 Nov 21:34',
    ]);
    expect(await effect(page).getByRole('status').first().textContent()).toBe(
      '41 web servers count as saved, 42 with your edits. 2 would newly count, 1 would no longer count. 2 sightings would be seen no more.',
    );

    await tabTo(page, reason(page));
    await page.keyboard.type('CHG-30 node serves the API');
    await tabTo(page, button(page, 'Save condition'));
    await page.keyboard.press('Enter');
    await page.getByText('Nothing is changed').waitFor();
    expect(stub.macros.get(webServersMacro)).toBe(withNode);
    expect([...(stub.collections.get('webshell_watch_filter_history') ?? new Map()).values()]).toEqual([
      expect.objectContaining({
        ...{ macro: webServersMacro, definition: withNode, previous: saved },
        ...{ reason: 'CHG-30 node serves the API', user: 'soc_analyst' },
      }),
    ]);

    await tabTo(page, page.getByRole('button', { name: /^Diff of / }));
    await page.keyboard.press('Enter');
    expect(await page.locator('del').innerText()).toContain('"tomcat9.exe"');
    expect(await page.locator('ins').innerText()).toContain('"node.exe"');
    await tabTo(page, page.getByRole('button', { name: 'Restore the text before all changes' }));
    await page.keyboard.press('Enter');
    expect(await condition(page).inputValue()).toBe(saved);
    await page.keyboard.press('Control+z');
    expect(await condition(page).inputValue()).toBe(withNode);
    await tabTo(page, button(page, 'Redo'), 'Shift+Tab');
    await page.keyboard.press('Enter');
    expect(await condition(page).inputValue()).toBe(saved);
  });

  browserTest('what is wrong is named at its place, selected on a press, and blocks trying and saving', async () => {
    const { page, stub } = await open();
    await loaded(page);
    await condition(page).fill('(Processes.parent_process_name="node.exe"\n OR Processes.dest=WEB-01');
    await page.getByText(/Line 2, column 26: Expected \) to close the parenthesis/).waitFor();
    expect(await condition(page).getAttribute('aria-invalid')).toBe('true');
    expect(await button(page, 'What would count').isDisabled()).toBe(true);
    await page.getByText('Mend the condition first').waitFor();

    await condition(page).fill('Processes.parent_process_name="w3wp.exe" OR Processes.parent_process_name="node.exe"');
    await button(page, 'Put it in parentheses').press('Enter');
    expect(await condition(page).inputValue()).toBe(
      '(Processes.parent_process_name="w3wp.exe" OR Processes.parent_process_name="node.exe")',
    );

    await condition(page).fill('(Processes.parent_proces_name="node.exe")');
    await page.getByText(/Did you mean .*"Processes\.parent_process_name"/).waitFor();
    await button(page, 'Line 1, column 2').press('Enter');
    expect(await focused(page)).toBe('Condition');
    expect(await page.evaluate(() => getSelection()?.toString())).toBe('Processes.parent_proces_name');

    // Nothing at all would count: that needs a tick.
    await button(page, 'What would count').press('Enter');
    await effect(page).getByText('41 → 0').waitFor();
    await reason(page).fill('x');
    await page.getByText('Change the condition or tick the box').waitFor();
    await page
      .getByRole('checkbox', { name: 'Save although nothing would count as a web server any more' })
      .press('Space');
    expect(await button(page, 'Save condition').isEnabled()).toBe(true);
    expect(stub.macros.get(webServersMacro)).toBe(saved);
  });

  browserTest('losing sight of what is marked malicious needs a tick; another range must be tried anew', async () => {
    const { page } = await open({ malicious: ['TOMCAT-03', 'tomcat9.exe', 'powershell.exe'] });
    await loaded(page);
    await condition(page).fill(withNode);
    await reason(page).fill('x');
    await button(page, 'What would count').click();
    await effect(page).getByRole('img', { name: 'marked malicious' }).waitFor();
    await page
      .getByRole('checkbox', { name: 'Save although 1 sighting marked malicious would be seen no more' })
      .waitFor();
    expect(await button(page, 'Save condition').isDisabled()).toBe(true);
    await condition(page).fill(`${withNode} `);
    await page.getByText('Press “What would count” first').waitFor();
    expect(await page.getByRole('checkbox').count()).toBe(0);
  });

  browserTest('a search that runs long can be stopped, and leaving cancels it', async () => {
    const { page, stub } = await open({ jobTime: 600_000 });
    await loaded(page);
    await condition(page).fill(withNode);
    const made = (): number => stub.requests.filter((line) => line.endsWith('/search/jobs')).length;
    const ended = (): number => stub.requests.filter((line) => line.endsWith('/control')).length;
    await button(page, 'What would count').click();
    const stop = effect(page).getByRole('button', { name: 'Stop' });
    await stop.waitFor();
    while (made() < 2) await page.waitForResponse(/search\/jobs/);
    await Promise.all([page.waitForResponse((answer) => answer.url().endsWith('/control')), stop.click()]);
    while (ended() < 2) await page.waitForResponse((answer) => answer.url().endsWith('/control'));
    await effect(page)
      .getByText(/^Press “What would count”/)
      .waitFor();
    expect([made(), ended()]).toEqual([2, 2]);
  });

  browserTest('a colleague saves meanwhile: both are shown; the own one overwrites', async () => {
    const { page, stub } = await open();
    await loaded(page);
    await condition(page).fill(withNode);
    await button(page, 'What would count').click();
    await effect(page).getByText('41 → 42').waitFor();
    await reason(page).fill('CHG-31');
    const theirs = saved.replace('"tomcat9.exe"', '"tomcat9.exe", "caddy"');
    stub.macros.set(webServersMacro, theirs);
    await button(page, 'Save condition').click();
    await page.getByText('Somebody saved this condition meanwhile. See both, then merge or overwrite.').waitFor();
    await button(page, 'See both').click();
    expect(await page.locator('ins').allInnerTexts()).toEqual([
      expect.stringContaining('caddy'),
      expect.stringContaining('node'),
    ]);
    await button(page, 'Overwrite').click();
    await page.getByText('Nothing is changed').waitFor();
    expect(stub.macros.get(webServersMacro)).toBe(withNode);
  });

  browserTest('a colleague saves meanwhile: both merged, tried again, saved', async () => {
    const { page, stub } = await open();
    await loaded(page);
    await condition(page).fill(withNode);
    await button(page, 'What would count').click();
    await effect(page).getByText('41 → 42').waitFor();
    await reason(page).fill('CHG-32');
    stub.macros.set(webServersMacro, saved.replace('"tomcat9.exe"', '"tomcat9.exe", "caddy"'));
    await button(page, 'Save condition').click();
    await button(page, 'Merge').click();
    const both = '(Processes.parent_process_name IN ("w3wp.exe", "caddy", "node.exe"))';
    await page.waitForFunction(
      (wanted) => [...document.querySelectorAll('textarea')].some(({ value }) => value === wanted),
      both,
    );
    // What was said of the edit before says nothing of both.
    expect(await button(page, 'Save condition').isDisabled()).toBe(true);
    await button(page, 'What would count').click();
    await effect(page).getByText('41 → 42').waitFor();
    await button(page, 'Save condition').click();
    await page.getByText('Nothing is changed').waitFor();
    expect(stub.macros.get(webServersMacro)).toBe(both);
  });

  browserTest('who may not write sees the condition and can try nothing that is saved', async () => {
    const { page } = await open({ canWrite: false });
    await loaded(page);
    await page.getByText('You may look but not change: the role webshell_watch_analyst is needed.').waitFor();
    expect(await condition(page).getAttribute('readonly')).not.toBeNull();
    expect(await button(page, 'Save condition').isDisabled()).toBe(true);
  });

  browserTest(
    'axe finds nothing serious, light and dark, wide and narrow; nothing is wider than the page',
    async () => {
      const found: string[] = [];
      for (const theme of ['light', 'dark']) {
        const { page } = await open({ theme, malicious: ['TOMCAT-03', 'tomcat9.exe', 'powershell.exe'] });
        const look = async (state: string): Promise<void> => {
          const findings = await seriousFindings(page, '.ww-root', theme === 'dark');
          found.push(...findings.map((text) => `${theme}, ${state}: ${text}`));
          const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
          if (over > 0) found.push(`${theme}, ${state}: ${over} px too wide`);
        };
        await loaded(page);
        await condition(page).fill('Processes.a=b OR c');
        await page.getByText(/OR stands outside/).waitFor();
        await look('wrong');
        await condition(page).fill(withNode);
        await button(page, 'What would count').click();
        await effect(page).getByText('41 → 42').waitFor();
        await look('tried');
        await page.setViewportSize({ width: 390, height: 844 });
        await look('tried on a phone');
      }
      expect(found).toEqual([]);
    },
  );
});
