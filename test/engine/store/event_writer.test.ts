import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEventStore, type EventStore } from '../../../src/engine/store/event_store';
import type { SqlValue } from '../../../src/engine/store/run_query';
import type { StoredEvent } from '../../../src/engine/types';

/** Events that are handed over faster than they are stored. */

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'webshell-watch-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const eventAt = (time: number, raw = String(time)): StoredEvent => ({
  ...{ time, index: 'main', host: 'h', source: 's', sourcetype: 'st', raw, cim: null, fields: {} },
});

async function stored(store: EventStore): Promise<readonly (readonly SqlValue[])[]> {
  const rows: (readonly SqlValue[])[] = [];
  const query = { sql: 'SELECT seq, "time" FROM events ORDER BY rowid', parameters: [] };
  for await (const batch of store.query(query, new AbortController().signal)) rows.push(...batch);
  return rows;
}

test('batches that nobody waits for are stored in their order, over a restart too', async () => {
  const path = join(folder, 'events.duckdb');
  const sizes = [3, 0, 5000, 1, 7];
  const total = sizes.reduce((a, b) => a + b);
  const times = (from: number, count: number): StoredEvent[] =>
    Array.from({ length: count }, (_, i) => eventAt(from + i));
  let store = await openEventStore(path);
  let at = 0;
  const appended = sizes.map((size) => store.append(times((at += size) - size, size)));
  await store.close();
  await Promise.all(appended);
  store = await openEventStore(path);
  await Promise.all([store.append(times(total, 2)), store.append(times(total + 2, 1))]);
  expect(await stored(store)).toEqual(Array.from({ length: total + 3 }, (_, i) => [i, i]));
  await store.close();
});

test('a batch that cannot be stored is not stored in part, and the next ones are', async () => {
  const store = await openEventStore(join(folder, 'events.duckdb'));
  const bad: StoredEvent = {
    ...eventAt(2),
    get raw(): string {
      throw new Error('gone');
    },
  };
  const results = await Promise.allSettled([
    store.append([eventAt(0)]),
    store.append([eventAt(1), bad]),
    store.append([eventAt(3)]),
  ]);
  expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect((await stored(store)).map(([, time]) => time)).toEqual([0, 3]);
  await store.close();
});
