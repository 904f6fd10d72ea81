import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openEventStore, type EventStore } from '../../../src/engine/store/event_store';
import { search } from '../support';

/** What nobody waits for any more stops, and leaves nothing behind. */

const opened: EventStore[] = [];
afterAll(() => Promise.all(opened.map((store) => store.close())));

async function storeAt(path: string): Promise<EventStore> {
  const store = await openEventStore(path, { memoryBytes: 2e8, threads: 1 });
  opened.push(store);
  return store;
}

/** Takes years. */
const endless = { sql: 'SELECT sum(hash(range)) FROM range(1000000000000000)', parameters: [] };

test.each([0, 1, 3, 10, 40])('a query that is cancelled after %i rounds of the event loop stops', async (rounds) => {
  const store = await storeAt(':memory:');
  const controller = new AbortController();
  const rows = store.query(endless, controller.signal).next();
  for (let i = 0; i < rounds; i++) await new Promise((resolve) => setImmediate(resolve));
  controller.abort();
  expect(await rows).toEqual({ done: true, value: undefined });
});

test('so do those that wait for their place, and the next query has it', async () => {
  const store = await storeAt(':memory:');
  const controller = new AbortController();
  const all = Array.from({ length: 6 }, () => store.query(endless, controller.signal).next());
  await new Promise((resolve) => setImmediate(resolve));
  controller.abort();
  for (const one of all) expect((await one).done).toBe(true);
  const one = { sql: 'SELECT 1', parameters: [] };
  expect((await store.query(one, new AbortController().signal).next()).value).toEqual([[1]]);
});

test('a search that is cancelled while it puts rows in order stops doing so', async () => {
  const controller = new AbortController();
  const store = await storeAt(':memory:');
  let turns = 0;
  const counted: EventStore = {
    ...store,
    turn: (lane) => {
      turns += 1;
      controller.abort();
      return store.turn(lane);
    },
  };
  const text = '| makeresults count=100000 | streamstats count as n | sort 0 -n';
  const result = await search(text, { store: counted, signal: controller.signal });
  expect(result.diagnostics.map(({ code }) => code)).toEqual(['WW1019']);
  expect(turns).toBe(1);
});

test('what a killed program has left beside the events is removed when they are opened again', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'webshell-watch-'));
  const path = join(folder, 'events.duckdb');
  const left = join(`${path}.tmp`, 'duckdb_temp_storage_DEFAULT-0.tmp');
  mkdirSync(`${path}.tmp`);
  writeFileSync(left, 'x');
  await storeAt(path);
  expect(existsSync(left)).toBe(false);
  rmSync(folder, { recursive: true, force: true });
});

test('of databases in memory what programs left that are no more, and nothing of others', async () => {
  const gone = spawnSync(process.execPath, ['-e', '']).pid;
  const [old, fresh, mine] = [gone, gone + 1_000_000_000, process.pid].map((pid) =>
    join(tmpdir(), `webshell-watch-sql-${pid}`),
  );
  if (old === undefined || fresh === undefined || mine === undefined) throw new Error('no folders');
  for (const folder of [old, fresh, mine]) mkdirSync(folder, { recursive: true });
  const longAgo = Date.now() / 1000 - 7200;
  for (const folder of [old, mine]) utimesSync(folder, longAgo, longAgo);
  await storeAt(':memory:');
  expect([existsSync(old), existsSync(fresh), existsSync(mine)]).toEqual([false, true, true]);
  for (const folder of [fresh, mine]) rmSync(folder, { recursive: true, force: true });
});
