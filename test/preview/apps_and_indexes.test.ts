import { each, fetchAnswer, PASSWORD, testPreview, valueAt, type Answer, type TestPreview } from './support/preview';

/** What the suites of Splunk's own SDKs ask of apps, indexes, default stanzas, moves and events sent by REST. */
describe('apps, indexes and events by REST', () => {
  let preview: TestPreview;
  beforeAll(async () => {
    preview = await testPreview();
  });
  afterAll(() => preview.close());

  const call = (method: string, path: string, form?: Readonly<Record<string, string>>): Promise<Answer> =>
    preview.call(method, `${path}${path.includes('?') ? '&' : '?'}output_mode=json`, form);
  const content = (answer: Answer, ...path: readonly string[]): unknown => answer.at('entry', 0, 'content', ...path);

  test('an app is made, changed, disabled, reloaded and removed; the one being shown stays', async () => {
    const made = await call('POST', '/services/apps/local', { name: 'second', label: 'The second' });
    expect([made.status, content(made, 'version'), content(made, 'label')]).toEqual([201, '1.0.0', 'The second']);
    expect((await call('POST', '/services/apps/local', { name: 'second' })).status).toBe(409);
    const changed = await call('POST', '/services/apps/local/second', { version: '1.1.0', description: 'd' });
    expect([content(changed, 'version'), content(changed, 'description')]).toEqual(['1.1.0', 'd']);
    expect(content(await call('POST', '/services/apps/local/second/disable'), 'disabled')).toBe(true);
    expect(content(await call('POST', '/services/apps/local/second/enable'), 'disabled')).toBe(false);
    for (const part of ['_reload', 'setup', 'update'])
      expect([part, (await call('GET', `/services/apps/local/second/${part}`)).status]).toEqual([part, 200]);
    const macros = '/servicesNS/nobody/second/configs/conf-macros';
    expect((await call('POST', macros, { name: 'm', definition: 'search x' })).status).toBe(201);
    expect((await call('DELETE', '/services/apps/local/second')).status).toBe(200);
    expect((await call('GET', '/services/apps/local/second')).status).toBe(404);
    expect((await call('POST', macros, { name: 'm', definition: 'search x' })).status).toBe(404);
    expect((await call('POST', '/services/apps/local', { name: 'second' })).status).toBe(201);
    expect((await call('GET', `${macros}/m`)).status).toBe(404);
    for (const name of ['webshell_watch', 'search'])
      expect((await call('DELETE', `/services/apps/local/${name}`)).status).toBe(403);
  });

  test('the namespace "system" can be written and shows through in every app, but is no app', async () => {
    expect((await call('POST', '/servicesNS/nobody/system/properties', { __conf: 'own' })).status).toBe(201);
    const stanza = { name: 'stanza', key: 'value' };
    expect((await call('POST', '/servicesNS/nobody/system/configs/conf-own', stanza)).status).toBe(201);
    const seen = await call('GET', '/servicesNS/nobody/webshell_watch/configs/conf-own/stanza');
    expect([content(seen, 'key'), content(seen, 'eai:appName')]).toEqual(['value', 'system']);
    expect(each((await call('GET', '/services/apps/local?count=0')).at('entry'), 'name')).not.toContain('system');
    const limits = await call('GET', '/services/configs/conf-limits/restapi');
    expect(content(limits, 'maxresultrows')).toBe('50000');
  });

  test('_new says what a new object begins with, and a POST to it or to the default stanza changes nothing', async () => {
    for (const path of ['configs/conf-savedsearches/_new', 'configs/conf-savedsearches/default']) {
      const before = await call('GET', `/servicesNS/admin/search/${path}`);
      expect([path, content(before, 'max_concurrent')]).toEqual([path, '1']);
      const after = await call('POST', `/servicesNS/admin/search/${path}`, { max_concurrent: '7' });
      expect([after.status, content(after, 'max_concurrent')]).toEqual([200, '1']);
    }
    for (const path of ['apps/local', 'data/indexes', 'authentication/users', 'authorization/roles', 'messages']) {
      const template = await call('GET', `/services/${path}/_new`);
      expect([path, template.at('entry', 0, 'fields', 'required')]).toEqual([path, ['name']]);
      expect(template.at('entry', 0, 'acl', 'app')).toBeDefined();
    }
    const searches = '/servicesNS/nobody/webshell_watch/saved/searches';
    await call('POST', searches, { name: 'shown', search: '| makeresults' });
    expect((await call('GET', `${searches}/shown`)).at('entry', 0, 'fields', 'optional')).toContain('disabled');
  });

  test('an index is made, changed, disabled and removed; one that holds events is kept', async () => {
    const made = await call('POST', '/services/data/indexes', { name: 'sdk-tests', maxTotalDataSizeMB: '100' });
    expect([made.status, content(made, 'maxTotalDataSizeMB'), content(made, 'totalEventCount')]).toEqual([201, 100, 0]);
    expect((await call('POST', '/services/data/indexes', { name: '_internal' })).status).toBe(409);
    expect((await call('POST', '/services/data/indexes', { name: 'Not One' })).status).toBe(400);
    expect(content(await call('POST', '/services/data/indexes/sdk-tests', { syncMeta: 'false' }), 'syncMeta')).toBe(
      false,
    );
    expect(content(await call('POST', '/services/data/indexes/sdk-tests/disable'), 'disabled')).toBe(true);
    expect(content(await call('POST', '/services/data/indexes/sdk-tests/enable'), 'disabled')).toBe(false);
    expect((await call('DELETE', '/services/data/indexes/sdk-tests')).status).toBe(200);
    expect((await call('GET', '/services/data/indexes/sdk-tests')).status).toBe(404);
    await call('POST', '/services/data/indexes', { name: 'kept' });
    await send('simple', 'hello', 'index=kept');
    expect((await call('DELETE', '/services/data/indexes/kept')).status).toBe(403);
  });

  const send = (kind: string, body: string, query: string): Promise<Answer> =>
    fetchAnswer(`${preview.management}/services/receivers/${kind}?${query}`, 'POST', body, {
      Authorization: `Basic ${Buffer.from(`admin:${PASSWORD}`).toString('base64')}`,
      // The SDKs send raw text under this name; it must not be taken for a form.
      'Content-Type': 'application/x-www-form-urlencoded',
    });

  test('receivers/simple takes one event, receivers/stream one a line, and index= completes', async () => {
    const text = 'Grüße 100% & a=b\nsecond line';
    const missing = await send('simple', text, 'index=sent&output_mode=json');
    expect([missing.status, missing.at('messages', 0)]).toEqual([
      400,
      { type: 'WARN', text: "supplied index 'sent' missing" },
    ]);
    expect((await send('simple', '', 'index=main')).status).toBe(400);
    expect((await send('simple', 'z', 'output_mode=json')).json).toMatchObject({
      ...{ index: 'default', source: 'http-simple', sourcetype: 'unknown-too_small' },
    });
    await call('POST', '/services/data/indexes', { name: 'sent' });
    const answer = await send('simple', text, 'index=sent&sourcetype=s&source=here&host=h&output_mode=json');
    expect(answer.json).toEqual({
      ...{ index: 'sent', sourcetype: 's', source: 'here', host: 'h' },
      bytes: Buffer.byteLength(text),
    });
    expect((await send('simple', 'x', 'index=sent')).text).toContain(
      '<field k="_index"><value><text>sent</text></value></field>',
    );
    expect((await send('stream', 'one\r\ntwo\n\n', 'index=sent')).status).toBe(204);
    expect(preview.engine.events.filter(({ index }) => index === 'sent').map(({ raw }) => raw)).toEqual([
      text,
      'x',
      'one',
      'two',
    ]);
    expect(content(await call('GET', '/services/data/indexes/sent'), 'totalEventCount')).toBe(4);
    const typed = await call('GET', '/services/search/typeahead?prefix=index%3Ds&count=1');
    expect(typed.at('results')).toEqual([{ content: 'index="sent"', count: 4, operator: true }]);
  });

  test('a stanza moves into another app, once', async () => {
    await call('POST', '/services/apps/local', { name: 'there' });
    const here = '/servicesNS/nobody/webshell_watch/configs/conf-macros';
    const there = '/servicesNS/nobody/there/configs/conf-macros';
    await call('POST', here, { name: 'wanders', definition: 'search x' });
    const moved = await call('POST', `${here}/wanders/move`, { app: 'there', user: 'nobody' });
    expect([moved.status, valueAt(moved.json, ['entry', 0, 'acl', 'app'])]).toEqual([200, 'there']);
    expect((await call('GET', `${here}/wanders`)).status).toBe(404);
    expect(content(await call('GET', `${there}/wanders`), 'definition')).toBe('search x');
    await call('POST', here, { name: 'wanders', definition: 'search y' });
    expect((await call('POST', `${here}/wanders/move`, { app: 'there', user: 'nobody' })).status).toBe(409);
    expect((await call('POST', `${here}/my_filter/move`, { app: 'there', user: 'nobody' })).status).toBe(403);
  });

  test('names of secrets escape colons and backslashes; a secret without a realm has an empty one', async () => {
    const made = await call('POST', '/services/storage/passwords', { name: '\\u:1', realm: '\\r', password: 'p' });
    expect([made.status, made.at('entry', 0, 'name')]).toEqual([201, '\\\\r:\\\\u\\:1:']);
    const path = `/services/storage/passwords/${encodeURIComponent('\\\\r:\\\\u\\:1:')}`;
    expect(content(await call('GET', path), 'clear_password')).toBe('p');
    const bare = await call('POST', '/services/storage/passwords', { name: 'bare', password: 'p' });
    expect([bare.at('entry', 0, 'name'), content(bare, 'realm')]).toEqual([':bare:', '']);
  });

  test("settings of splunkd's own inputs are kept, and each answer that makes one which is not run says so", async () => {
    const kinds = { monitor: '/var/log/a b', script: '/opt/x.sh', 'tcp/raw': '9001', 'tcp/cooked': '9002', udp: '514' };
    for (const [kind, name] of Object.entries({ ...kinds, http: 'token one' })) {
      const path = `/services/data/inputs/${kind}`;
      const made = await call('POST', path, { name, index: 'main', sourcetype: 'st' });
      expect([kind, made.status, content(made, 'sourcetype')]).toEqual([kind, 201, 'st']);
      expect([kind, made.text.includes('does not run them')]).toEqual([kind, kind !== 'http']);
      const one = `${path}/${encodeURIComponent(name)}`;
      expect(content(await call('POST', `${one}/disable`), 'disabled')).toBe(true);
      expect(content(await call('POST', one, { index: 'other' }), 'index')).toBe('other');
      expect((await call('POST', path, { name })).status).toBe(409);
      expect(each((await call('GET', path)).at('entry'), 'name').length).toBe(1);
      expect((await call('DELETE', one)).status).toBe(200);
      expect((await call('GET', one)).status).toBe(404);
    }
    expect((await call('POST', '/services/data/inputs/udp', { name: '70000' })).status).toBe(400);
    const bound = await call('POST', '/services/data/inputs/udp', { name: '515', restrictToHost: 'h' });
    expect(bound.at('entry', 0, 'name')).toBe('h:515');
    const token = await call('POST', '/services/data/inputs/http', { name: 'hec' });
    expect([token.at('entry', 0, 'name'), String(content(token, 'token')).length]).toEqual(['http://hec', 36]);
  });

  test('kinds of inputs are listed; a group has no way to make one, its kinds have', async () => {
    const top = await call('GET', '/services/data/inputs');
    expect(each(top.at('entry'), 'name')).toEqual(['http', 'monitor', 'script', 'tcp', 'udp']);
    expect(each(top.at('entry'), 'links', 'create').map((link) => link !== undefined)).toEqual([
      true,
      true,
      true,
      false,
      true,
    ]);
    expect(each((await call('GET', '/services/data/inputs/tcp')).at('entry'), 'name')).toEqual(['cooked', 'raw']);
  });

  test('views belong to their app; others see them once they are exported', async () => {
    const views = (app: string): string => `/servicesNS/nobody/${app}/data/ui/views`;
    const names = async (app: string): Promise<readonly unknown[]> =>
      each((await call('GET', `${views(app)}?count=0`)).at('entry'), 'name');
    const made = await call('POST', views('search'), { name: 'of_search', 'eai:data': '<view/>' });
    expect([made.status, made.at('entry', 0, 'acl', 'app')]).toEqual([201, 'search']);
    expect(await names('webshell_watch')).not.toContain('of_search');
    expect(await names('search')).toEqual(['alerts', 'dashboards', 'datasets', 'of_search', 'reports', 'search']);
    expect(await names('-')).toEqual(expect.arrayContaining(['of_search', 'sightings']));
    await call('POST', `${views('search')}/of_search/acl`, { sharing: 'global', owner: 'nobody' });
    expect(await names('webshell_watch')).toContain('of_search');
    expect((await call('POST', views('nowhere'), { name: 'x', 'eai:data': '<view/>' })).status).toBe(404);
    expect((await call('DELETE', `${views('search')}/of_search`)).status).toBe(200);
    expect(await names('search')).toEqual(['alerts', 'dashboards', 'datasets', 'reports', 'search']);
    expect((await call('DELETE', `${views('search')}/reports`)).status).toBe(403);
  });

  test('a view may have any root that Splunk knows, and its access can be set', async () => {
    const views = '/servicesNS/nobody/webshell_watch/data/ui/views';
    const made = await call('POST', views, { name: 'plain_view', 'eai:data': '<view/>' });
    expect([made.status, content(made, 'eai:data')]).toEqual([201, '<view/>']);
    expect((await call('POST', views, { name: 'broken', 'eai:data': '<view>' })).status).toBe(400);
    const shared = { sharing: 'global', owner: 'nobody', 'perms.read': '*', 'perms.write': 'admin' };
    const answer = await call('POST', `${views}/plain_view/acl`, shared);
    expect([answer.status, answer.at('entry', 0, 'acl', 'sharing')]).toEqual([200, 'global']);
  });
});
