import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { RowSorter } from '../../../src/engine/sorting/row_sorter';
import type { Row } from '../../../src/engine/types';

const folder = mkdtempSync(join(tmpdir(), 'row-sorter-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

let files = 0;
const store = { turn: () => Promise.resolve(), scratchFile: () => join(folder, 'scratch', `${(files += 1)}.rows`) };
const compare = (a: Row, b: Row): number => Number(a.key) - Number(b.key);

async function sorted(
  batches: readonly (readonly Row[])[],
  how: { most: number; reversed: boolean; memoryBytes: number },
): Promise<readonly Row[]> {
  const sorter = new RowSorter({ compare, ...how }, store);
  try {
    for (const batch of batches) await sorter.add(batch);
    const found: Row[] = [];
    for await (const rows of sorter.sorted()) found.push(...rows);
    return found;
  } finally {
    await sorter.close();
  }
}

/** What `sort` gives when all rows are in memory. */
function expected(rows: readonly Row[], most: number, reversed: boolean): readonly Row[] {
  const plain = [...rows].sort(compare);
  return (reversed ? plain.reverse() : plain).slice(0, most);
}

test('rows that memory does not hold come in the order of a stable sort, and nothing is left on the disk', async () => {
  const batch = fc.array(fc.nat(20), { maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(
      fc.array(batch, { maxLength: 12 }),
      fc.boolean(),
      fc.option(fc.nat(200)),
      async (keys, reversed, most) => {
        let place = 0;
        const batches = keys.map((own) =>
          own.map((key): Row => ({ key, place: String((place += 1)), text: 'é\ud800"\n', list: ['a', 2] })),
        );
        const how = { most: most ?? Infinity, reversed };
        // A stable sort of JSON's copies: half a surrogate pair survives it as an escape.
        const wanted = expected(batches.flat(), how.most, reversed);
        expect(await sorted(batches, { ...how, memoryBytes: 2000 })).toEqual(wanted);
        expect(await sorted(batches, { ...how, memoryBytes: 1e9 })).toEqual(wanted);
      },
    ),
    { numRuns: 40 },
  );
  expect(existsSync(join(folder, 'scratch')) ? readdirSync(join(folder, 'scratch')) : []).toEqual([]);
  expect(files).toBeGreaterThan(0);
});

test('a number without a size keeps the text that results show of it', async () => {
  const rows = [Infinity, -Infinity, NaN, 1.5].map((n): Row => ({ key: 1, n, text: 'x'.repeat(2000) }));
  const found = await sorted([rows], { most: Infinity, reversed: false, memoryBytes: 100 });
  expect(found.map(({ n }) => n)).toEqual(['inf', '-inf', 'nan', 1.5]);
});
