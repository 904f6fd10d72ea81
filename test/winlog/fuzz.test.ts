import { fuzzLogs } from '../../src/cli/bench/fuzz_logs';
import { mutated, randomOf } from '../../src/cli/bench/mutate';
import { describeWithCorpus } from '../support/corpus';

test('damage is the same for the same seed, another for another, and leaves its sample alone', () => {
  const sample = Buffer.alloc(4096, 'abc');
  const of = (seed: number): string => mutated(sample, 'binary', randomOf(seed)).toString('hex');
  expect(of(5)).toBe(of(5));
  expect(new Set(Array.from({ length: 20 }, (_, seed) => of(seed))).size).toBe(20);
  expect(sample).toEqual(Buffer.alloc(4096, 'abc'));
});

// A million of them: WEBSHELL_WATCH_FUZZ=1000000 npm run bench -- fuzz-logs
describeWithCorpus('process-logs', 'mutated logs', () => {
  test('none stops the reader', async () => {
    const figures = await fuzzLogs(1500, 11);
    expect(figures.find(({ name }) => name === 'mutated logs read')?.value).toBe(1500);
    expect(figures.find(({ name }) => name === 'events that were still read')?.value).toBeGreaterThan(1500);
  });
});
