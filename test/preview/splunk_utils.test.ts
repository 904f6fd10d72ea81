import { openDuckEngine } from '../../src/preview/duck_engine';
import { testPreview, type TestPreview } from './support/preview';
import { processEvents } from './support/process_events';

// Splunk's own page libraries, used as a page uses them: their globals, cookies and fetch come from the preview itself.
/* eslint-disable @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-return, @typescript-eslint/no-require-imports, @typescript-eslint/no-explicit-any */

const SEARCH = '| tstats count from datamodel=Endpoint.Processes by Processes.dest';
const IN_APP = { app: 'webshell_watch', owner: 'nobody' };

describe('@splunk/splunk-utils and @splunk/search-job', () => {
  let preview: TestPreview;
  let utils: any;
  let saved: any;
  let SearchJob: any;
  const realFetch = globalThis.fetch;
  beforeAll(async () => {
    preview = await testPreview({ openEngine: openDuckEngine });
    await preview.services.engine.append(processEvents(50));
    await becomePage(preview);
    utils = require('@splunk/splunk-utils/search');
    saved = require('@splunk/splunk-utils/savedSearch');
    SearchJob = require('@splunk/search-job').default;
  });
  afterAll(async () => {
    globalThis.fetch = realFetch;
    await preview.close();
  });

  /** Logs in by the link and takes over cookies and `/config`, as a browser would. */
  async function becomePage({ tokenLink, web }: TestPreview): Promise<void> {
    const entered = await realFetch(tokenLink, { redirect: 'manual' });
    const cookie = entered.headers
      .getSetCookie()
      .map((each) => each.split(';')[0])
      .join('; ');
    const config = await (await realFetch(`${web}/en-US/config?autoload=1`, { headers: { cookie } })).text();
    const page: any = globalThis;
    page.document = { cookie, location: { pathname: '/en-US/app/webshell_watch/sightings' } };
    page.$C = JSON.parse(/window\.\$C = (.*);/.exec(config)?.[1] ?? '{}');
    page.fetch = (path: string, init: RequestInit) =>
      realFetch(path.startsWith('http') ? path : web + path, {
        ...init,
        headers: { ...(init.headers as Record<string, string>), cookie },
      });
  }

  test('create, status, results, post-process, control', async () => {
    const { sid } = await utils.createSearchJob({ search: SEARCH, earliest_time: '0', latest_time: 'now' }, {}, IN_APP);
    let content: any;
    do content = (await utils.batchGetSearches([sid])).entry[0].content;
    while (content.isDone !== true);
    expect(content).toMatchObject({ sid, dispatchState: 'DONE', isFailed: false, resultCount: 5 });
    const results = await utils.getData(sid, 'results', { count: 0 });
    expect(results.results[0]).toEqual({ 'Processes.dest': 'ws-0', count: '10' });
    const some = await utils.getData(sid, 'results', { search: '| head 2' });
    expect(some.results).toHaveLength(2);
    await utils.postAction(sid, { action: 'cancel' });
    await expect(utils.getData(sid, 'results', {})).rejects.toThrow('Unknown sid.');
  });

  test('validateSearch resolves to what the parser says', async () => {
    expect(await utils.validateSearch('index=main `my_filter_missing`', {}, IN_APP)).toMatchObject({
      valid: false,
      error: expect.stringContaining('my_filter_missing'),
    });
    expect(await utils.validateSearch('| eval x=(', {}, IN_APP)).toMatchObject({ valid: false });
    expect(await utils.validateSearch('index=main | `my_filter`', {}, IN_APP)).toMatchObject({ valid: true });
  });

  test('saved searches: get, dispatch, history', async () => {
    await preview.call('POST', '/servicesNS/nobody/webshell_watch/saved/searches', {
      name: 'By utils',
      search: SEARCH,
    });
    const which = { name: 'By utils', ...IN_APP };
    expect((await saved.get(which)).entry[0].content.search).toBe(SEARCH);
    const { sid } = await saved.dispatch(which);
    expect((await saved.getHistory(which)).entry.map((entry: any) => entry.name)).toEqual([sid]);
  });

  test('search-job gives progress and results', async () => {
    const job = SearchJob.create(
      { search: SEARCH, earliest_time: '0', latest_time: 'now' },
      { app: 'webshell_watch', owner: 'nobody' },
    );
    const results: any = await new Promise((resolve, reject) =>
      job.getResults({ count: 0 }).subscribe({ next: resolve, error: reject }),
    );
    expect(results.results).toHaveLength(5);
  });
});
