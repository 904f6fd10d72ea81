import fc from 'fast-check';
import type { Row } from '../../src/engine/types';
import { search } from './support';

/** Commands that keep no rows: the same results as when all rows are there first, however they come. */

const label = fc.option(fc.constantFrom('a', 'b', 'c', 'OTHER', 'd', 'é'), { nil: null });
const rows = fc.array(
  fc.record({ _time: fc.integer({ min: 0, max: 5000 }), k: label, l: label, n: fc.integer({ min: -9, max: 9 }) }),
  { maxLength: 40 },
);

/** A sum of squares does not add up over columns, so that a table with it is made from all rows. */
const commands: readonly (readonly [string, string])[] = [
  ['timechart span=10m count sum(n) as s', 'timechart span=10m count sum(n) as s sumsq(n) as q'],
  ['chart count sum(n) as s by k', 'chart count sum(n) as s sumsq(n) as q by k'],
  ['chart limit=2 count sum(n) as s over k by l', 'chart limit=2 count sum(n) as s sumsq(n) as q over k by l'],
  ['chart limit=2 useother=f count sum(n) as s over k by l', 'chart limit=2 useother=f count sum(n) as s sumsq(n) as q over k by l'],
  ['timechart span=20m limit=bottom1 count sum(n) as s by l', 'timechart span=20m limit=bottom1 count sum(n) as s sumsq(n) as q by l'],
]; // prettier-ignore

const withoutSquares = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).filter(([name]) => !/^q(:|$)/.test(name)));

test.each(commands)('%s', async (streaming, whole) => {
  await fc.assert(
    fc.asyncProperty(rows, async (given) => {
      const input = { fields: ['_time', 'k', 'l', 'n'], rows: given };
      const [one, other] = [await search(`| ${streaming}`, { input }), await search(`| ${whole}`, { input })];
      expect(one.diagnostics).toEqual([]);
      expect(one.rows).toEqual(other.rows.map(withoutSquares));
    }),
    { numRuns: 60 },
  );
});

test('sort keeps the first rows, stable, in batches too', async () => {
  const text = (limit: number, d: string): string =>
    `| makeresults count=25000 | streamstats count as n | eval k=(n*7919)%1000 | fields n k | sort ${limit} k${d} | stats list(n) as n sum(k) as k max(n) as m`;
  for (const d of ['', ' d']) {
    const [few, all] = [
      await search(text(100, d)),
      await search(text(200_000, d).replace(/\| stats/, '| head 100 | stats')),
    ];
    expect(few.rows).toEqual(all.rows);
    expect(few.rows[0]?.m).not.toBe('100');
  }
});
