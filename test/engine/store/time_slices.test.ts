import fc from 'fast-check';
import { openEventStore, type EventStore } from '../../../src/engine/store/event_store';
import { timeSlices } from '../../../src/engine/store/time_slices';
import type { StoredEvent } from '../../../src/engine/types';
import { search } from '../support';

/** Many events are read slice by slice of time: the same rows in the same order as at once. */

const time = fc.integer({ min: -20, max: 20 });
const end = fc.option(time, { nil: undefined });

test('slices are the range, newest first, without gaps or overlaps', () => {
  fc.assert(
    fc.property(fc.uniqueArray(time), end, end, fc.nat(100), (times, earliest, latest, rows) => {
      const bounds = [...times].sort((a, b) => a - b);
      const range = { ...(earliest === undefined ? {} : { earliest }), ...(latest === undefined ? {} : { latest }) };
      const slices = [...timeSlices(bounds, range, () => ({ rows, size: 50 }))].map((slice) => slice.range);
      expect([slices[0]?.latest, slices.at(-1)?.earliest]).toEqual([latest, earliest]);
      for (const [i, slice] of slices.slice(1).entries()) expect(slice.latest).toBe(slices[i]?.earliest);
      for (const one of slices.slice(1, -1)) expect(one.earliest).toBeLessThan(one.latest ?? Infinity);
    }),
  );
});

const event = (at: number, number: number): StoredEvent => ({
  ...{ time: at, index: 'main', host: `h${number % 3}`, source: 's', sourcetype: 'st', raw: `event ${number}` },
  ...{ cim: null, fields: {} },
});

const opened: EventStore[] = [];
afterAll(() => Promise.all(opened.map((store) => store.close())));

async function storeOf(events: readonly StoredEvent[], sliceEvents: number): Promise<EventStore> {
  const store = await openEventStore(':memory:', { memoryBytes: 2e8, threads: 1, sliceEvents });
  opened.push(store);
  await store.append(events);
  return store;
}

test('the events of many slices come as those of one', async () => {
  // Times go up and down and repeat, as those of several files do that are read one after the other.
  const events = Array.from({ length: 2000 }, (_, i) => event((i * 7919) % 500, i));
  const [sliced, whole] = [await storeOf(events, 50), await storeOf(events, 1e9)];
  expect((await sliced.timeBounds()).length).toBeGreaterThan(20);
  expect(await whole.timeBounds()).toEqual([]);
  for (const text of [
    'index=main | table _time _raw',
    'index=main host=h1 | head 70 | table _raw',
    'index=main earliest=100 latest=110 | table _raw',
    'index=main earliest=700 | table _raw',
    'index=main | dedup host | table host _raw',
  ]) {
    const [one, other] = [await search(text, { store: sliced }), await search(text, { store: whole })];
    expect([one.diagnostics, one.rows]).toEqual([other.diagnostics, other.rows]);
    if (!text.includes('700')) expect(one.rows.length).toBeGreaterThan(0);
  }
});

test('what comes later is found without new bounds, and many more events get new ones', async () => {
  const store = await storeOf(Array.from({ length: 100 }, (_, i) => event(i, i)), 10); // prettier-ignore
  const before = await store.timeBounds();
  await store.append(Array.from({ length: 5 }, (_, i) => event(1000 + i, 100 + i)));
  expect(await store.timeBounds()).toBe(before);
  expect((await search('index=main | head 1 | table _raw', { store })).rows).toEqual([{ _raw: 'event 104' }]);
  await store.append(Array.from({ length: 100 }, (_, i) => event(2000 + i, 200 + i)));
  expect((await store.timeBounds()).length).toBeGreaterThan(before.length);
});

test('progress goes up with the slices, to the end', async () => {
  const store = await storeOf(Array.from({ length: 500 }, (_, i) => event(i, i)), 10); // prettier-ignore
  const told: number[] = [];
  await search('index=main | table _raw', { store, onProgress: (fraction) => told.push(fraction) });
  expect(told.length).toBeGreaterThan(5);
  expect(told).toEqual([...told].sort((a, b) => a - b));
  expect(told.at(-1)).toBe(1);
});
