import fc from 'fast-check';
import { merged } from '../../../src/engine/sorting/merge';

type Item = readonly [key: number, place: number];
const order = (a: Item, b: Item): number => a[0] - b[0];

/** The items of an input in pieces of some size, an empty one among them. */
async function* pieces(items: readonly Item[], size: number): AsyncGenerator<readonly Item[]> {
  yield await Promise.resolve([]);
  for (let at = 0; at < items.length; at += size) yield items.slice(at, at + size);
}

test('merges as a stable sort of all inputs, one behind the other, in full batches', async () => {
  const input = fc.array(fc.nat(9), { maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(fc.array(input, { maxLength: 20 }), fc.integer({ min: 1, max: 9 }), async (keys, size) => {
      const inputs = keys.map((own, i) => own.map((key, j): Item => [key, i * 100 + j]).sort(order));
      const batches: (readonly Item[])[] = [];
      for await (const batch of merged(
        inputs.map((own) => pieces(own, size)),
        order,
        7,
      ))
        batches.push(batch);
      expect(batches.flat()).toEqual(inputs.flat().sort(order));
      expect(batches.slice(0, -1).every(({ length }) => length === 7)).toBe(true);
    }),
    { numRuns: 60 },
  );
});
