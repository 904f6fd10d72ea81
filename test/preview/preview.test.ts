import { each, fetchAnswer, PASSWORD, testPreview, type TestPreview } from './support/preview';

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
