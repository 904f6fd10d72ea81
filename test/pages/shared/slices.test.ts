import * as fc from 'fast-check';
import { atOnce, eachOf, inSlices, sorted } from '../../../src/pages/shared/slices';

/** Work in slices gives what the same work gives at once, and lets others in between. */

const item = fc.record({ rank: fc.nat(20), place: fc.nat() });
const byRank = (a: { rank: number }, b: { rank: number }): number => a.rank - b.rank;

test('sorting is that of Array, equal ones as they were, however long and however sorted it was', () => {
  const arrays = fc.oneof(
    fc.array(item, { maxLength: 40 }),
    // Longer than what is sorted at once.
    fc
      .tuple(fc.array(item, { minLength: 1, maxLength: 9 }), fc.integer({ min: 2000, max: 9000 }))
      .map(([some, count]) =>
        Array.from({ length: count }, (_, i) => ({ rank: some[i % some.length]?.rank ?? 0, place: i })),
      ),
    fc
      .integer({ min: 2000, max: 9000 })
      .map((count) => Array.from({ length: count }, (_, place) => ({ rank: place, place }))),
    fc
      .integer({ min: 2000, max: 9000 })
      .map((count) => Array.from({ length: count }, (_, place) => ({ rank: -place, place }))),
  );
  fc.assert(
    fc.property(arrays, (all) => {
      const before = [...all];
      const places = (items: readonly { place: number }[]): string => items.map(({ place }) => place).join();
      expect(places(atOnce(sorted(all, byRank)))).toBe(places([...all].sort(byRank)));
      expect(all.every((each, i) => each === before[i])).toBe(true);
    }),
    { numRuns: 30 },
  );
});

test('every item once, in its order', async () => {
  const all = Array.from({ length: 10_000 }, (_, i) => i);
  const seen: number[] = [];
  await inSlices(
    eachOf(all, (each) => seen.push(each)),
    new AbortController().signal,
  );
  expect(seen).toEqual(all);
});

test('others get their turn before long work is done, and it can be given up', async () => {
  const controller = new AbortController();
  let steps = 0;
  function* endless(): Generator<void, never, void> {
    for (;;) {
      steps++;
      yield;
    }
  }
  const work = inSlices(endless(), controller.signal);
  // A task of somebody else: it would never run beside work that does not rest.
  setTimeout(() => controller.abort());
  expect(await work).toBeNull();
  const then = steps;
  await new Promise((resolve) => setImmediate(resolve));
  expect(steps).toBe(then);
});
