import { openDuckEngine } from '../../src/preview/duck_engine';
import { each, fetchAnswer, testPreview, type Answer, type TestPreview } from './support/preview';

/** The words and codes of splunkd's refusals, as measured on Splunk 10.4.2. */
describe('refusals', () => {
  let preview: TestPreview;
  let job = '';
  beforeAll(async () => {
    preview = await testPreview({ openEngine: openDuckEngine });
    const made = await call('POST', 'search/jobs', { search: '| makeresults', exec_mode: 'blocking' });
    job = `search/jobs/${String(made.at('sid'))}`;
  });
  afterAll(() => preview.close());

  const call = (method: string, path: string, form?: Readonly<Record<string, string>>): Promise<Answer> =>
    preview.call(method, `/services/${path}${path.includes('?') ? '&' : '?'}output_mode=json`, form);
  const message = async (method: string, path: string, form?: Readonly<Record<string, string>>): Promise<unknown> => {
    const answer = await call(method, path, form);
    return [answer.status, answer.at('messages', 0, 'type'), answer.at('messages', 0, 'text')];
  };

  test('a verb that a job does not take, and one that export does not', async () => {
    for (const part of ['control', 'results', 'events', 'summary', 'timeline'])
      expect(await message('DELETE', `${job}/${part}`)).toEqual([405, 'FATAL', 'Method Not Allowed']);
    for (const path of ['search/jobs/export', 'search/v2/jobs/export', 'search/parser', 'search/timeparser'])
      expect(await message('DELETE', path)).toEqual([405, 'FATAL', 'The method is not allowed.']);
    const get = await call('GET', 'search/v2/jobs/export?search=search+x');
    expect([get.status, get.headers.get('allow')]).toEqual([405, 'POST']);
  });

  test('a verb that splunkd knows nowhere', async () => {
    for (const verb of ['PUT', 'PATCH', 'OPTIONS'])
      expect(await message(verb, `${job}/control`)).toEqual([405, 'ERROR', 'Method Not Allowed']);
  });

  test('what is no custom action of an entity', async () => {
    const refused = (handler: string, action: string, eai: string): unknown => [
      ...[404, 'ERROR'],
      `Invalid custom action for this internal handler (handler: ${handler}, custom action: ${action}, eai action: ${eai}).`,
    ];
    const named = 'saved/searches/Rule%20one';
    expect(await message('DELETE', `${named}/dispatch`)).toEqual(refused('savedsearch', 'dispatch', 'remove'));
    expect(await message('GET', `${named}/nothing`)).toEqual(refused('savedsearch', 'nothing', 'list'));
    expect(await message('POST', 'data/indexes/main/nothing')).toEqual(refused('indexes', 'nothing', 'edit'));
    expect(await message('GET', 'no/such/thing')).toEqual([404, 'ERROR', 'Not Found']);
  });

  test('jobs: an unknown action, a missing search, a time that is none', async () => {
    expect(await message('POST', `${job}/control`, { action: 'explode' })).toEqual([400, 'FATAL', 'Unknown action.']);
    const missing = "The required 'search' parameter for the Splunk platform REST API search/jobs endpoint";
    expect(await message('POST', 'search/jobs', {})).toEqual([400, 'FATAL', expect.stringContaining(missing)]);
    expect(await message('GET', 'search/timeparser?time=-1x')).toEqual([400, 'FATAL', 'Invalid time.']);
  });

  test('a condition without its command is to splunkd an unknown command', async () => {
    const expected = [400, 'FATAL', expect.stringMatching(/^Unknown search command 'index'\./)];
    expect(await message('POST', 'search/jobs', { search: 'index=main | head 1' })).toEqual(expected);
    expect(await message('POST', 'search/v2/parser', { q: 'index=main' })).toEqual(expected);
    expect((await call('POST', 'search/jobs', { search: 'search index=main | head 1' })).status).toBe(201);
  });

  test('the root shows the ways in to anybody; the services behind it ask who comes', async () => {
    const root = await fetchAnswer(`${preview.management}/?output_mode=json`, 'GET', undefined, {});
    expect([root.status, each(root.at('entry'), 'name')]).toEqual([200, ['rpc', 'services', 'servicesNS', 'static']]);
    expect((await fetchAnswer(`${preview.management}/services`, 'GET', undefined, {})).status).toBe(401);
    expect((await fetchAnswer(preview.management, 'POST', {}, {})).status).toBe(405);
  });

  test('server/info is one entry with two links and nothing to set', async () => {
    const info = await call('GET', 'server/info');
    expect([info.at('links'), info.at('entry', 0, 'fields')]).toEqual([{}, undefined]);
    const path = '/services/server/info/server-info';
    expect(info.at('entry', 0, 'links')).toEqual({ alternate: path, list: path });
  });

  test('search/jobs/oneshot answers with rows', async () => {
    const answer = await call('POST', 'search/v2/jobs/oneshot', { search: '| makeresults' });
    expect([answer.status, Array.isArray(answer.at('results'))]).toEqual([200, true]);
    expect((await call('GET', 'search/jobs/oneshot')).status).toBe(405);
  });

  test('without rows there are no fields, and an export is one line', async () => {
    const none = { search: '| makeresults | where 1=2' };
    const rows = await call('POST', 'search/v2/jobs/oneshot', none);
    expect(rows.json).toEqual({ preview: false, init_offset: 0, post_process_count: 0, messages: [], results: [] });
    expect((await call('POST', 'search/v2/jobs/export', none)).json).toEqual({ preview: false, lastrow: true });
  });

  test('the parser says how each command takes its rows', async () => {
    const parsed = await call('POST', 'search/parser', { q: 'search index=x | stats count by host | head 5' });
    expect(parsed.json).toMatchObject({
      ...{ eventsSearch: 'search index=x', reportsSearch: 'stats count by host | head 5', isStreamingSearch: false },
      commands: [
        { command: 'search', isGenerating: true, pipeline: 'streaming', streamType: 'SP_STREAM' },
        { command: 'stats', pipeline: 'report', streamType: 'SP_STREAMREPORT' },
        { command: 'head', pipeline: 'report', streamType: 'SP_STATEFUL' },
      ],
    });
  });
});
