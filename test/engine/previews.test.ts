import { openEventStore, type EventStore } from '../../src/engine/store/event_store';
import type { SearchResult, StoredEvent } from '../../src/engine/types';
import { environmentOf, search } from './support';

/** What is shown before a search has ended: the same search over the newest events, as far as it has come. */

const COUNT = 9000;
const event = (i: number): StoredEvent => ({
  ...{ time: i, index: 'main', host: `h${i % 7}`, source: 's', sourcetype: 'st', raw: `event ${i}`, fields: {} },
  cim: null,
});

let store: EventStore;
beforeAll(async () => {
  store = await openEventStore(':memory:', { memoryBytes: 3e8, threads: 1, sliceEvents: 500 });
  await store.append(Array.from({ length: COUNT }, (_, i) => event(i)));
});
afterAll(() => store.close());

async function previewed(text: string, more: Partial<Parameters<typeof search>[1]> = {}) {
  const previews: SearchResult[] = [];
  const onPreview = (one: SearchResult): void => void previews.push(one);
  const result = await search(text, { store, onPreview, previewEvery: 0, ...more });
  expect(result.diagnostics).toEqual([]);
  expect(previews.every(({ isPreview }) => isPreview)).toBe(true);
  return { previews, result };
}

const total = ({ rows }: SearchResult, field = 'count'): number =>
  rows.reduce((sum, row) => sum + Number(row[field]), 0);

test.each([
  // A condition over a computed field keeps the grouping out of the database.
  ['stats', 'index=main | eval k=host."!" | stats count by k | sort - count | eval twice=2*count', 'count'],
  ['timechart', 'index=main | eval k=host."!" | timechart span=1h count', 'count'],
  ['timechart by', 'index=main | eval k=host."!" | timechart span=1h count by k', 'h1!'],
  ['chart', 'index=main | eval k=host."!" | chart count by k', 'count'],
])('%s shows the counts so far, through the commands behind it', async (_, text, field) => {
  const { previews, result } = await previewed(text);
  const totals = previews.map((one) => total(one, field));
  expect(new Set(totals).size).toBeGreaterThan(5);
  expect(totals).toEqual([...totals].sort((a, b) => a - b));
  expect(totals.at(-1)).toBeLessThanOrEqual(total(result, field));
  expect(total(result, field)).toBe(field === 'count' ? COUNT : Math.ceil((COUNT - 1) / 7));
  expect(previews[0]?.fields).toEqual(result.fields);
  if (text.includes('twice')) expect(previews.every(({ rows }) => rows.every((row) => Number(row.twice) === 2 * Number(row.count)))).toBe(true);
}); // prettier-ignore

test.each([
  ['tstats', '| tstats count where index=main by host | eval twice=2*count'],
  ['search | stats', 'search index=main | stats count by host | eval twice=2*count'],
])('%s shows the newest events while the database is at work', async (_, text) => {
  let go: () => void = () => undefined;
  const shown = new Promise<void>((resolve) => (go = resolve));
  // The query of the search itself is the one that tells its progress: it waits until the preview is there.
  const slow: EventStore = {
    ...store,
    query: async function* (query, signal, use) {
      if (use?.onProgress !== undefined) await shown;
      yield* store.query(query, signal, use);
    },
  };
  const previews: SearchResult[] = [];
  const onPreview = (one: SearchResult): void => {
    previews.push(one);
    go();
  };
  const result = await search(text, { store: slow, onPreview, previewEvery: 0 });
  expect([result.diagnostics, total(result), total(result, 'twice')]).toEqual([[], COUNT, 2 * COUNT]);
  const [first] = previews;
  if (first === undefined) throw new Error('no preview');
  expect(first.rows).toHaveLength(7);
  expect(total(first)).toBeGreaterThan(100);
  expect(total(first)).toBeLessThan(COUNT / 4);
  expect(total(first, 'twice')).toBe(2 * total(first));
});

test('nothing outside is changed by a preview, and no search is started by one', async () => {
  const environment = environmentOf({ lookups: { seen: [] } });
  const writes: number[] = [];
  const counted = {
    ...environment,
    writeLookup: (...[name, rows, how]: Parameters<typeof environment.writeLookup>) => {
      writes.push(rows.length);
      return environment.writeLookup(name, rows, how);
    },
  };
  const text = 'index=main | eval k=host."!" | stats count by k | outputlookup seen';
  const { previews, result } = await previewed(text, { environment: counted });
  expect([previews.filter(({ rows }) => total({ ...result, rows }) < COUNT), writes]).toEqual([[], [7]]);
});

test('where nobody looks nothing is shown and nothing more is asked of the database', async () => {
  let queries = 0;
  const counted: EventStore = {
    ...store,
    query: (...of) => {
      queries += 1;
      return store.query(...of);
    },
  };
  await search('| tstats count where index=main by host', { store: counted, previewEvery: 0 });
  expect(queries).toBe(1);
});
