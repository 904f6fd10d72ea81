import { run } from '../support/io';

/** The detections' own tests, through the search and through the Sigma rule's tree; what is a URL is not at hand. */
test('hits, near misses and missing fields of each detection', async () => {
  const { code, out } = await run(['test', 'src/detections', '--format', 'json']);
  expect(code).toBe(0);
  const results = JSON.parse(`[${out.trim().split('\n').join(',')}]`) as readonly (readonly Result[] | Result)[];
  const local = results.flat().filter(({ verdict }) => verdict !== 'not at hand');
  expect(local.map(({ expected, matched, verdict }) => [expected, matched, verdict])).toEqual([
    [9, 9, 'passed'],
    [0, 0, 'passed'],
    [12, 12, 'passed'],
    [0, 0, 'passed'],
  ]);
  expect(local.flatMap(({ matched_by_rule: byRule }) => byRule ?? [])).toEqual([12, 0]);
});

interface Result {
  readonly expected: number;
  readonly matched: number | null;
  readonly matched_by_rule: number | null;
  readonly verdict: string;
}
