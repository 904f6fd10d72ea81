import { search } from './support';

const text =
  '| makeresults count=5 | streamstats count as n | where n>1 | eval a=1 | eval b=2 | append [| makeresults] | stats count';

test('each command of a search says what went in and came out; those of subsearches do not', async () => {
  const { costs, rows } = await search(text);
  expect(rows).toEqual([{ count: '5' }]);
  const counts = Object.entries(costs).map(([name, cost]) => [name, cost.inputCount, cost.outputCount]);
  expect(counts).toEqual([
    ['makeresults', 0, 5],
    ['streamstats', 5, 5],
    ['where', 5, 4],
    ['eval', 8, 8],
    ['append', 4, 5],
    ['stats', 5, 1],
  ]);
  for (const { seconds, invocations } of Object.values(costs)) {
    expect(seconds).toBeGreaterThanOrEqual(0);
    expect(invocations).toBeGreaterThan(0);
  }
});
