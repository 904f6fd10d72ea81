import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { keptPasswordFile } from '../../src/preview/auth/admin_password';
import { restErrorOf } from '../../src/preview/http/rest_error';
import { startPreview, type PreviewOptions } from '../../src/preview/start';
import { temporaryFolder } from './support/small_app';
import { each, fetchAnswer, PASSWORD, testPreview, type TestPreview } from './support/preview';

describe('starting', () => {
  test('a taken port is one diagnostic that says what to do', async () => {
    const first = await testPreview();
    const port = Number(new URL(first.web).port);
    await expect(testPreview({ webPort: port })).rejects.toMatchObject({
      diagnostic: { code: 'WW1101', severity: 'error', hint: expect.stringContaining('--port') as unknown },
    });
    await first.close();
  });

  test('a folder that is no app is one diagnostic', async () => {
    await expect(testPreview({ appFolder: temporaryFolder() })).rejects.toMatchObject({
      diagnostic: { code: 'WW1103' },
    });
  });

  test('without a password one is made, kept for its owner alone, and used again', async () => {
    const dataFolder = temporaryFolder();
    const open = async (more: Partial<PreviewOptions>): Promise<number> => {
      const { options } = await closed({ dataFolder });
      Reflect.deleteProperty(options, 'password');
      const preview = await startPreview({ ...options, ...more });
      const kept = keptPasswordFile(dataFolder);
      const password = existsSync(kept) ? readFileSync(kept, 'utf8').trim() : PASSWORD;
      if (existsSync(kept)) expect(statSync(kept).mode & 0o77).toBe(0);
      const answer = await fetchAnswer(
        `${preview.management}/services/auth/login`,
        'POST',
        { username: 'admin', password },
        {},
      );
      await preview.close();
      return answer.status;
    };
    expect([await open({}), await open({}), await open({ password: PASSWORD })]).toEqual([200, 200, 200]);
  });

  test('an edit outlives a restart, and default/ is left alone', async () => {
    const first = await testPreview();
    const macros = join(first.options.appFolder, 'default', 'macros.conf');
    const shipped = readFileSync(macros, 'utf8');
    await first.call('POST', '/servicesNS/nobody/webshell_watch/data/macros/my_filter', {
      definition: 'search NOT (a=1\n  OR b="c\\\\d")',
    });
    await first.close();
    const second = await testPreview({ dataFolder: first.options.dataFolder, appFolder: first.options.appFolder });
    const seen = await second.call(
      'GET',
      '/servicesNS/nobody/webshell_watch/configs/conf-macros/my_filter?output_mode=json',
    );
    expect(seen.at('entry', 0, 'content', 'definition')).toBe('search NOT (a=1\n  OR b="c\\\\d")');
    expect(readFileSync(macros, 'utf8')).toBe(shipped);
    await second.close();
  });

  test.each(['ENOSPC', 'EACCES', 'EROFS'])('a disk that refuses (%s) is told as such', (code) => {
    expect(restErrorOf(Object.assign(new Error('x'), { code }))).toMatchObject({ status: 503 });
  });
});

/** A preview that is over: for its options. */
async function closed(more: Partial<PreviewOptions>): Promise<TestPreview> {
  const preview = await testPreview({ ...more, dataFolder: temporaryFolder() });
  await preview.close();
  return { ...preview, options: { ...preview.options, ...more } };
}

describe('the preview', () => {
  let preview: TestPreview;
  beforeAll(async () => (preview = await testPreview()));
  afterAll(() => preview.close());

  test('log in, list macros, edit one, see it layered', async () => {
    const login = await fetchAnswer(
      `${preview.management}/services/auth/login?output_mode=json`,
      'POST',
      { username: 'admin', password: PASSWORD },
      {},
    );
    expect(login.status).toBe(200);
    const key = String(login.at('sessionKey'));
    const base = `${preview.management}/servicesNS/nobody/webshell_watch/configs/conf-macros`;
    const list = await fetchAnswer(`${base}?output_mode=json&count=0`, 'GET', undefined, {
      Authorization: `Splunk ${key}`,
    });
    expect(each(list.at('entry'), 'name')).toEqual(['my_filter', 'pick(1)']);
    const edit = await preview.call('POST', '/servicesNS/nobody/webshell_watch/configs/conf-macros/my_filter', {
      output_mode: 'json',
      definition: 'search NOT host=a',
    });
    expect(edit.status).toBe(200);
    expect(edit.at('entry', 0, 'content', 'definition')).toBe('search NOT host=a');
    const removed = await preview.call(
      'DELETE',
      '/servicesNS/nobody/webshell_watch/configs/conf-macros/my_filter?output_mode=json',
    );
    expect(removed.status).toBe(200);
    const again = await preview.call(
      'GET',
      '/servicesNS/nobody/webshell_watch/configs/conf-macros/my_filter?output_mode=json',
    );
    expect(again.at('entry', 0, 'content', 'definition')).toBe('search *');
  });

  test('a search job from its start to its results', async () => {
    const made = await preview.call('POST', '/servicesNS/nobody/webshell_watch/search/jobs', {
      output_mode: 'json',
      search: '| makeresults',
      exec_mode: 'blocking',
    });
    expect(made.status).toBe(201);
    const sid = String(made.at('sid'));
    const status = await preview.call('GET', `/services/search/jobs/${sid}?output_mode=json`);
    expect(status.at('entry', 0, 'content')).toMatchObject({
      sid,
      isDone: true,
      dispatchState: 'DONE',
      resultCount: 250,
      performance: {
        'command.makeresults': { duration_secs: 0.013, invocations: 1, input_count: 0, output_count: 250 },
      },
    });
    const results = await preview.call(
      'GET',
      `/services/search/v2/jobs/${sid}/results?output_mode=json&count=2&offset=1`,
    );
    expect(results.at('results')).toEqual([
      { host: 'ws-1', count: '1', list: ['a', '1'], note: 'x,"y"\nz' },
      { host: 'ws-2', count: '2', list: ['a', '2'] },
    ]);
    const refused = await preview.call('GET', `/services/search/jobs/${sid}/results?output_mode=json`);
    expect(refused.status).toBe(405);
  });

  test('the web: login link, page, config, form key', async () => {
    const entered = await fetch(preview.tokenLink, { redirect: 'manual' });
    expect(entered.status).toBe(303);
    const cookies = entered.headers.getSetCookie().map((cookie) => cookie.split(';')[0] ?? '');
    const cookie = cookies.join('; ');
    const page = await fetchAnswer(`${preview.web}/en-US/app/webshell_watch/sightings`, 'GET', undefined, { cookie });
    expect(page.status).toBe(200);
    expect(page.text).toContain('<div id="webshell-watch-root"></div>');
    const script = /src="([^"]*pages\/sightings\.js)"/.exec(page.text)?.[1] ?? '';
    expect((await fetchAnswer(preview.web + script, 'GET', undefined, { cookie })).text).toContain('window.loaded');
    const config = await fetchAnswer(`${preview.web}/en-US/config?autoload=1`, 'GET', undefined, { cookie });
    expect(config.text).toContain('"WEBSHELL_WATCH_PREVIEW":{"sample":false');
    const raw = `${preview.web}/en-US/splunkd/__raw/servicesNS/nobody/webshell_watch/configs/conf-macros/my_filter`;
    const without = await fetchAnswer(raw, 'POST', { output_mode: 'json', definition: 'search x' }, { cookie });
    expect([without.status, without.json]).toEqual([
      401,
      { messages: [{ type: 'WARN', text: 'CSRF validation failed' }] },
    ]);
    const formKey = /csrf_token_\d+=(\d+)/.exec(cookie)?.[1] ?? '';
    const withKey = await fetchAnswer(
      raw,
      'POST',
      { output_mode: 'json', definition: 'search x' },
      { cookie, 'X-Splunk-Form-Key': formKey },
    );
    expect(withKey.status).toBe(200);
    expect((await fetchAnswer(raw, 'GET', undefined, {})).status).toBe(303);
  });
});
