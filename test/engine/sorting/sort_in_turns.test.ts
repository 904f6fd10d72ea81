import fc from 'fast-check';
import { mappedInTurns, sortedInTurns } from '../../../src/engine/sorting/sort_in_turns';

const order = (a: readonly [number, number], b: readonly [number, number]): number => a[0] - b[0];

test('sorts as an array does, stable, and gives its turn away', async () => {
  await fc.assert(
    fc.asyncProperty(fc.nat(30_000), fc.integer({ min: 1, max: 50 }), fc.nat(), async (count, keys, seed) => {
      const items = Array.from({ length: count }, (_, i) => [(i * 7919 + seed) % keys, i] as const);
      let given = 0;
      const turn = (): Promise<void> => {
        given += 1;
        return Promise.resolve();
      };
      expect(await sortedInTurns(items, order, turn)).toEqual([...items].sort(order));
      expect(await mappedInTurns(items, ([, i]) => i, turn)).toEqual(items.map(([, i]) => i));
      if (count > 5000) expect(given).toBeGreaterThan(3);
    }),
    { numRuns: 15 },
  );
});
