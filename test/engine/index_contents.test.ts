import { openEventStore, type EventStore } from '../../src/engine/store/event_store';
import { search } from './support';

/** metadata and eventcount: what the indexes hold. */

let store: EventStore;

beforeAll(async () => {
  store = await openEventStore(':memory:', { memoryBytes: 1e8, threads: 1 });
  const event = { source: 's', raw: 'r', cim: null, fields: {} };
  await store.append([
    { ...event, time: 100.5, index: 'main', host: 'a', sourcetype: 'x' },
    { ...event, time: 300.75, index: 'main', host: 'a', sourcetype: 'y' },
    { ...event, time: 200, index: 'main2', host: 'b', sourcetype: 'y' },
    { ...event, time: 50, index: '_internal', host: 'b', sourcetype: 'z' },
  ]);
});
afterAll(() => store.close());

const line = (name: string, first: string, last: string, totalCount: string, type: string) => ({
  firstTime: first,
  [type.slice(0, -1)]: name,
  lastTime: last,
  recentTime: last,
  totalCount,
  type,
});

test.each([
  ['| metadata type=hosts', [line('a', '100', '300', '2', 'hosts'), line('b', '200', '200', '1', 'hosts')]],
  ['| metadata type=hosts index=main2 index=_*', [line('b', '50', '200', '2', 'hosts')]],
  [
    '| metadata type=sourcetypes index=main',
    [line('x', '100', '100', '1', 'sourcetypes'), line('y', '300', '300', '1', 'sourcetypes')],
  ],
  ['| metadata type=sources index=nothing', []],
  ['| eventcount', [{ count: '3' }]],
  ['| eventcount index=* index=_*', [{ count: '4' }]],
  [
    '| eventcount index=main*  summarize=false',
    [
      { count: '2', index: 'main', provider: 'local', server: 'localhost' },
      { count: '1', index: 'main2', provider: 'local', server: 'localhost' },
    ],
  ],
  ['| eventcount index=nothing', [{ count: '0' }]],
])('%s', async (text, rows) => {
  const result = await search(text, { store });
  expect(result.diagnostics).toEqual([]);
  expect(result.rows).toEqual(rows);
});

test('a time range counts for metadata, not for eventcount', async () => {
  const range = { earliest: '150', latest: '250' };
  const hosts = await search('| metadata type=hosts | table host totalCount', { store, ...range });
  expect(hosts.rows).toEqual([{ host: 'b', totalCount: '1' }]);
  expect((await search('| eventcount', { store, ...range })).rows).toEqual([{ count: '3' }]);
});
