import { openDuckEngine } from '../../src/preview/duck_engine';
import { InternalLog } from '../../src/preview/internal_log';
import type { StoredEvent } from '../../src/engine/types';
import { each, testPreview, type TestPreview } from './support/preview';
import { processEvents } from './support/process_events';

describe('the index _internal', () => {
  let preview: TestPreview;
  beforeAll(async () => {
    preview = await testPreview({ openEngine: openDuckEngine });
    await preview.services.engine.append(processEvents(20));
    await preview.call('POST', '/services/messages', { name: 'a', value: 'b' });
    await preview.services.log.flush();
  });
  afterAll(() => preview.close());

  const rows = async (search: string): Promise<unknown> =>
    (await preview.call('POST', '/services/search/jobs', { search, exec_mode: 'oneshot', output_mode: 'json' })).at(
      'results',
    );

  test('it holds the start of the preview and the requests that change something, in the words of splunkd', async () => {
    const started = await rows('search index=_internal sourcetype=splunkd component=loader | table log_level, source');
    expect(started).toEqual([{ log_level: 'INFO', source: 'var/log/splunk/splunkd.log' }]);
    const asked = await rows(
      'search index=_internal sourcetype=splunkd_access method=POST | table user, uri_path, status',
    );
    expect(asked).toContainEqual({ user: 'admin', uri_path: '/services/messages', status: '201' });
    expect(each(await rows('search index=_internal | head 10'), '_raw')).toHaveLength(10);
  });

  test.each([
    ['search *', '20'],
    ['search index=*', '20'],
    ['search index!=_internal', '20'],
    ['search NOT index=_internal', '20'],
    ['| tstats count where index=*', '20'],
    ['| tstats count', '20'],
    ['search index=_audit', '0'],
  ])('%s: a search that names no internal index sees none', async (search, count) => {
    const counted = search.startsWith('|') ? search : `${search} | stats count`;
    expect(await rows(counted)).toEqual([{ count }]);
  });

  test.each(['index=_internal', 'index=_*', 'index IN (_internal, main)', 'index=main OR index=_internal'])(
    '%s finds it',
    async (asked) => {
      const found = await rows(`search ${asked} | stats count by index | where index="_internal"`);
      expect(each(found, 'index')).toEqual(['_internal']);
      const counted = await rows(`| tstats count where ${asked} by index | where index="_internal"`);
      expect(each(counted, 'index')).toEqual(['_internal']);
    },
  );

  test('a timeline counts the events that a search found', async () => {
    const form = { search: 'search index=_internal | head 1 | fields component', exec_mode: 'blocking' };
    const asked = { ...form, status_buckets: '300', output_mode: 'json' };
    const sid = String((await preview.call('POST', '/services/search/jobs', asked)).at('sid'));
    const timeline = await preview.call('GET', `/services/search/jobs/${sid}/timeline?output_mode=json`);
    expect([timeline.at('event_count'), timeline.at('buckets', 0, 'total_count')]).toEqual([1, 1]);
    const post = await preview.call('POST', `/services/search/v2/jobs/${sid}/events`, {
      search: '| stats count',
      output_mode: 'json_rows',
    });
    expect([post.at('post_process_count'), post.at('rows')]).toEqual([1, [['1']]]);
  });

  test('what the preview says of itself is not counted as data', async () => {
    const range = await preview.services.engine.range();
    const times = processEvents(20).map(({ time }) => time);
    expect(range).toEqual({ earliest: Math.min(...times), latest: Math.max(...times) });
  });
});

test('lines beyond what may wait are counted', async () => {
  const events: StoredEvent[] = [];
  const append = (more: readonly StoredEvent[]): Promise<void> => Promise.resolve(void events.push(...more));
  const log = new InternalLog({ append }, () => 0, 'h');
  for (let n = 0; n < 503; n += 1) log.line('INFO', 'Test', String(n));
  await log.flush();
  await log.flush();
  expect(events).toHaveLength(501);
  expect(events[0]?.raw).toBe('01-01-1970 00:00:00.000 +0000 INFO  Test - 0');
  expect(events.at(-1)?.raw).toContain('3 lines were left out');
});
