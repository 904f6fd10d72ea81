import { openDuckEngine } from '../../src/preview/duck_engine';
import { each, fetchAnswer, PASSWORD, testPreview, type Answer, type TestPreview } from './support/preview';
import { processEvents } from './support/process_events';

/** What clients look up beside their data: tags, settings of props.conf, completions, and what a stand-alone splunkd says of itself. */
describe('catalogues', () => {
  let preview: TestPreview;
  beforeAll(async () => {
    preview = await testPreview({ openEngine: openDuckEngine });
    await preview.services.engine.append(processEvents(20));
  });
  afterAll(() => preview.close());

  const call = (method: string, path: string, form?: Readonly<Record<string, string>>): Promise<Answer> =>
    preview.call(method, `/servicesNS/nobody/search/${path}${path.includes('?') ? '&' : '?'}output_mode=json`, form);
  const names = async (path: string): Promise<readonly unknown[]> =>
    each((await call('GET', path)).at('entry'), 'name');
  const content = (answer: Answer, key: string): unknown => answer.at('entry', 0, 'content', key);

  test('tags go on pairs of field and value and come off again, by tag and by field', async () => {
    expect((await call('POST', 'search/tags/web', { add: 'host::a b=c' })).status).toBe(200);
    await call('POST', 'search/fields/host/tags', { value: 'a b=c', add: 'front, old' });
    expect(await names('search/tags')).toEqual(['front', 'old', 'web']);
    expect(await names('search/tags/web')).toEqual(['host::a b=c']);
    expect(await names('search/fields/host/tags')).toEqual(['a b=c::front', 'a b=c::old', 'a b=c::web']);
    await call('POST', 'search/fields/host/tags', { value: 'a b=c', delete: 'old' });
    await call('DELETE', 'search/tags/web');
    expect(await names('search/tags')).toEqual(['front']);
    expect((await call('GET', 'search/tags/web')).status).toBe(404);
    expect((await call('POST', 'search/tags/web', { add: 'host' })).status).toBe(400);
    expect(await names('search/fields?count=0')).toEqual(
      expect.arrayContaining(['host', 'process_name', 'sourcetype']),
    );
  });

  test('settings of props.conf are entries of their own', async () => {
    const made = await call('POST', 'data/props/extractions', {
      ...{ name: 'user', stanza: 'my_type', type: 'EXTRACT', value: 'user=(?<user>\\w+)' },
    });
    expect([made.status, made.at('entry', 0, 'name')]).toEqual([201, 'my_type : EXTRACT-user']);
    expect(content(made, 'value')).toBe('user=(?<user>\\w+)');
    await call('POST', 'data/props/calcfields', { name: 'twice', stanza: 'my_type', value: 'a*2' });
    expect(await names('data/props/calcfields')).toEqual(['my_type : EVAL-twice']);
    expect(await names('data/props/extractions')).toEqual(['my_type : EXTRACT-user']);
    const one = `data/props/calcfields/${encodeURIComponent('my_type : EVAL-twice')}`;
    expect(content(await call('POST', one, { value: 'a*3' }), 'value')).toBe('a*3');
    expect(content(await call('GET', 'configs/conf-props/my_type'), 'EVAL-twice')).toBe('a*3');
    const twin = { name: 'twice', stanza: 'my_type', value: 'a' };
    expect((await call('POST', 'data/props/calcfields', twin)).status).toBe(409);
    expect((await call('DELETE', one)).status).toBe(200);
    expect((await call('GET', one)).status).toBe(404);
    expect(
      (await call('POST', 'data/props/extractions', { name: 'x', stanza: 's', type: 'WRONG', value: 'y' })).status,
    ).toBe(400);
  });

  test('lookups and aliases of props.conf are shown by their parts', async () => {
    const lookup = await call('POST', 'data/props/lookups', {
      ...{ name: 'l', stanza: 'my_type', transform: 'table', overwrite: '0' },
      ...{ 'lookup.field.input.id': 'user_id', 'lookup.field.output.name': '' },
    });
    expect(content(lookup, 'value')).toBe('table id AS user_id OUTPUTNEW name');
    expect(lookup.at('entry', 0, 'content')).toMatchObject({
      ...{ transform: 'table', overwrite: false, 'lookup.field.input.id': 'user_id', 'lookup.field.output.name': '' },
    });
    const alias = await call('POST', 'data/props/fieldaliases', { name: 'f', stanza: 'my_type', 'alias.old': 'new' });
    expect([content(alias, 'value'), content(alias, 'alias.old')]).toEqual(['old AS new', 'new']);
    const renamed = await call('POST', 'data/props/sourcetype-rename', { name: 'my_type', value: 'theirs' });
    expect([renamed.at('entry', 0, 'name'), content(renamed, 'value')]).toEqual(['my_type', 'theirs']);
  });

  test('an index, a sourcetype and a host complete, in CSV when nothing is said', async () => {
    const typed = async (query: string): Promise<Answer> => call('GET', `search/typeahead?${query}`);
    const index = await typed('prefix=index%3Dma&count=2');
    expect(index.at('results')).toEqual([{ content: 'index="main"', count: 20, operator: true }]);
    const hosts = each((await typed('prefix=host%3D&count=50')).at('results'), 'content');
    expect(hosts.length).toBeGreaterThan(1);
    expect(hosts.every((text) => /^host="[^"]+"$/.test(String(text)))).toBe(true);
    expect((await typed('prefix=sear&count=2')).at('results')).toEqual([]);
    const plain = await preview.call('GET', '/services/search/typeahead?prefix=index%3Dma&count=2');
    expect([plain.headers.get('content-type'), plain.text.replaceAll('\r', '')]).toEqual([
      expect.stringContaining('text/csv'),
      'content,count,operator\n"index=""main""",20,true\n',
    ]);
    expect((await preview.call('GET', '/services/search/typeahead?prefix=index%3Dzzz&count=2')).status).toBe(204);
  });

  test('transforms are lookups or extractions; props without sources and hosts are sourcetypes', async () => {
    await call('POST', 'data/transforms/extractions', { name: 'pick', REGEX: '(x)', FORMAT: 'a::$1' });
    await call('POST', 'data/transforms/lookups', { name: 'table', filename: 'table.csv' });
    expect(await names('data/transforms/extractions')).toContain('pick');
    expect(await names('data/transforms/extractions')).not.toContain('table');
    expect(await names('data/transforms/lookups')).toContain('table');
    await call('POST', 'configs/conf-props', { name: 'source::x' });
    expect(await names('saved/sourcetypes')).not.toContain('source::x');
  });

  test('what a stand-alone splunkd says of itself, and empty collections', async () => {
    expect(content(await call('GET', 'licenser/licenses'), 'status')).toBe('VALID');
    expect(await names('licenser/pools')).toHaveLength(1);
    expect((await call('GET', 'licenser/pools/none')).status).toBe(404);
    expect((await call('GET', 'kvstore/status')).at('entry', 0, 'content', 'members', '0', 'replicationStatus')).toBe(
      'KV store captain',
    );
    expect(await names('search/distributed/peers')).toEqual([]);
    expect(await names('alerts/alert_actions')).toEqual(['email', 'notable', 'risk', 'webhook']);
    expect(typeof content(await call('GET', 'data/indexes-extended'), 'currentDBSizeMB')).toBe('string');
    expect(await names('apps/local')).toEqual(expect.arrayContaining(['launcher', 'search', 'splunk_httpinput']));
    expect((await call('DELETE', 'apps/local/launcher')).status).toBe(403);
  });

  test('reports of the search app are there for every app, and stay', async () => {
    const all = each(
      (await preview.call('GET', '/services/saved/searches?output_mode=json&count=0')).at('entry'),
      'name',
    );
    expect(all).toEqual(expect.arrayContaining(['Errors in the last hour', 'Splunk errors last 24 hours', 'Rule one']));
    const path = `saved/searches/${encodeURIComponent('Errors in the last hour')}`;
    expect((await call('GET', path)).at('entry', 0, 'acl', 'sharing')).toBe('global');
    expect((await call('POST', `${path}/dispatch`)).status).toBe(201);
    expect((await call('DELETE', path)).status).toBe(403);
  });

  test('a saved search that begins with no command is one of search', async () => {
    await call('POST', 'saved/searches', { name: 'bare', search: 'index=main | stats count' });
    expect(content(await call('GET', 'saved/searches/bare'), 'qualifiedSearch')).toBe(
      'search index=main | stats count',
    );
    const dispatched = await call('POST', 'saved/searches/bare/dispatch', { 'dispatch.earliest_time': '0' });
    expect(dispatched.status).toBe(201);
    await preview.services.jobs.find(String(dispatched.at('sid')))?.done;
    const rows = await call('GET', `search/v2/jobs/${String(dispatched.at('sid'))}/results`);
    expect(rows.at('results')).toEqual([{ count: '20' }]);
    const by = await call('POST', 'search/v2/jobs/oneshot', { search: '| savedsearch bare', earliest_time: '0' });
    expect(by.at('results')).toEqual([{ count: '20' }]);
  });

  test('a multi-valued argument of a tag is taken whole', async () => {
    const body = 'add=host%3A%3Ax&add=host%3A%3Ay';
    const answer = await fetchAnswer(`${preview.management}/servicesNS/nobody/search/search/tags/many`, 'POST', body, {
      Authorization: `Basic ${Buffer.from(`admin:${PASSWORD}`).toString('base64')}`,
    });
    expect(answer.status).toBe(200);
    expect(await names('search/tags/many')).toEqual(['host::x', 'host::y']);
  });
});
