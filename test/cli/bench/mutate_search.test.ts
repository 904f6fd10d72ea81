import { randomOf } from '../../../src/cli/bench/mutate';
import { mutatedSearch } from '../../../src/cli/bench/mutate_search';

const texts = [
  '| tstats count from datamodel=Endpoint.Processes by Processes.dest',
  'search index=main | stats count by host',
];

function some(seed: number): readonly string[] {
  const random = randomOf(seed);
  return Array.from({ length: 200 }, () => mutatedSearch(texts, random));
}

test('a seed gives the same searches each time, another seed others', () => {
  expect(some(7)).toEqual(some(7));
  expect(some(7)).not.toEqual(some(8));
});

test('most of them are new, and differ from one another', () => {
  const made = new Set(some(1));
  for (const text of texts) made.delete(text);
  expect(made.size).toBeGreaterThan(150);
});
