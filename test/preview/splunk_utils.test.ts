import { openDuckEngine } from '../../src/preview/duck_engine';
import { each, testPreview, valueAt, type TestPreview } from './support/preview';
import { processEvents } from './support/process_events';

/** What these tests use of Splunk's own page libraries; a page gets globals, cookies and fetch from its browser. */
interface SearchUtils {
  readonly createSearchJob: (params: unknown, options: unknown, where: unknown) => Promise<unknown>;
  readonly batchGetSearches: (sids: readonly string[]) => Promise<unknown>;
  readonly getData: (sid: string, what: string, params: unknown) => Promise<unknown>;
  readonly postAction: (sid: string, params: unknown) => Promise<unknown>;
  readonly validateSearch: (search: string, params: unknown, where: unknown) => Promise<unknown>;
}

type SavedUtils = Readonly<Record<'get' | 'dispatch' | 'getHistory', (which: unknown) => Promise<unknown>>>;

interface SearchJobClass {
  readonly create: (
    params: unknown,
    where: unknown,
  ) => {
    readonly getResults: (params: unknown) => {
      readonly subscribe: (observer: { next: (value: unknown) => void; error: (error: unknown) => void }) => void;
    };
  };
}

const SEARCH = '| tstats count from datamodel=Endpoint.Processes by Processes.dest';
const IN_APP = { app: 'webshell_watch', owner: 'nobody' };

describe('@splunk/splunk-utils and @splunk/search-job', () => {
  let preview: TestPreview;
  let utils: SearchUtils;
  let saved: SavedUtils;
  let SearchJob: SearchJobClass;
  const realFetch = globalThis.fetch;
  beforeAll(async () => {
    preview = await testPreview({ openEngine: openDuckEngine });
    await preview.services.engine.append(processEvents(50));
    await becomePage(preview);
    utils = jest.requireActual<SearchUtils>('@splunk/splunk-utils/search');
    saved = jest.requireActual<SavedUtils>('@splunk/splunk-utils/savedSearch');
    SearchJob = jest.requireActual<{ readonly default: SearchJobClass }>('@splunk/search-job').default;
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
    Object.assign(globalThis, {
      document: { cookie, location: { pathname: '/en-US/app/webshell_watch/sightings' } },
      $C: JSON.parse(/window\.\$C = (.*);/.exec(config)?.[1] ?? '{}') as unknown,
      fetch: (path: string, init: RequestInit) => {
        const headers = new Headers(init.headers);
        headers.set('cookie', cookie);
        return realFetch(path.startsWith('http') ? path : web + path, { ...init, headers });
      },
    });
  }

  test('create, status, results, post-process, control', async () => {
    const made = await utils.createSearchJob({ search: SEARCH, earliest_time: '0', latest_time: 'now' }, {}, IN_APP);
    const sid = String(valueAt(made, ['sid']));
    let content: unknown;
    do content = valueAt(await utils.batchGetSearches([sid]), ['entry', 0, 'content']);
    while (valueAt(content, ['isDone']) !== true);
    expect(content).toMatchObject({ sid, dispatchState: 'DONE', isFailed: false, resultCount: 5 });
    const results = await utils.getData(sid, 'results', { count: 0 });
    expect(valueAt(results, ['results', 0])).toEqual({ 'Processes.dest': 'ws-0', count: '10' });
    const some = await utils.getData(sid, 'results', { search: '| head 2' });
    expect(valueAt(some, ['results'])).toHaveLength(2);
    await utils.postAction(sid, { action: 'cancel' });
    await expect(utils.getData(sid, 'results', {})).rejects.toThrow('Unknown sid.');
  });

  test('validateSearch resolves to what the parser says', async () => {
    expect(await utils.validateSearch('index=main `my_filter_missing`', {}, IN_APP)).toMatchObject({
      valid: false,
      error: expect.stringContaining('my_filter_missing') as unknown,
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
    expect(valueAt(await saved.get(which), ['entry', 0, 'content', 'search'])).toBe(SEARCH);
    const sid = valueAt(await saved.dispatch(which), ['sid']);
    expect(each(valueAt(await saved.getHistory(which), ['entry']), 'name')).toEqual([sid]);
  });

  test('search-job gives progress and results', async () => {
    const job = SearchJob.create(
      { search: SEARCH, earliest_time: '0', latest_time: 'now' },
      { app: 'webshell_watch', owner: 'nobody' },
    );
    const results = await new Promise((resolve, reject) =>
      job.getResults({ count: 0 }).subscribe({ next: resolve, error: reject }),
    );
    expect(valueAt(results, ['results'])).toHaveLength(5);
  });
});
