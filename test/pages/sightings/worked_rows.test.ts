import * as fc from 'fast-check';
import { atOnce } from '../../../src/pages/shared/slices';
import type { DetectionHits } from '../../../src/pages/sightings/merge';
import type { Review } from '../../../src/pages/sightings/sighting';
import { defaultView, groupings, shows, sorts } from '../../../src/pages/sightings/view_state';
import { noRows, workedRows, type WorkInput } from '../../../src/pages/sightings/worked_rows';
import { baselineRecord, NOW, rangeRow } from './make';

/** Steps that are taken over from the result before are those that would come out the same. */

const names = ['A w3wp.exe cmd.exe', 'A w3wp.exe csc.exe', 'B httpd.exe cmd.exe', 'b w3wp.exe CSC.exe'];
const rows = [names.map((name) => rangeRow(name)), names.slice(1).map((name) => rangeRow(name, { first: NOW - 9e6 }))];
const baselines = [null, [baselineRecord(names[0] ?? '', NOW - 9e7)], [baselineRecord(names[3] ?? '', NOW - 9e7)]];
const found = new Set([rangeRow(names[0] ?? '').key]);
const hits: readonly (readonly DetectionHits[])[] = [[], [{ detection: 'D', found, left: new Set() }]];
const review: Review = { key: rangeRow(names[2] ?? '').key, verdict: 'known_good', user: 'u', time: NOW, reason: '' };
const reviews = [new Map<string, Review>(), new Map([[review.key, review]])];
const narrowings = sorts.flatMap((sort) => shows.map((show) => ({ ...defaultView, sort, show })));

const input: fc.Arbitrary<WorkInput> = fc.record({
  rows: fc.constantFrom(...rows),
  baseline: fc.constantFrom(...baselines),
  hits: fc.constantFrom(...hits),
  reviews: fc.constantFrom(...reviews),
  newSince: fc.constantFrom(null, NOW - 1e6, NOW),
  narrowing: fc.constantFrom(...narrowings),
  grouping: fc.constantFrom(...groupings),
  hitsKnown: fc.boolean(),
});

test('one input after the other gives what each gives alone', () => {
  fc.assert(
    fc.property(fc.array(input, { minLength: 1, maxLength: 8 }), (inputs) => {
      let before = noRows;
      for (const each of inputs) {
        before = atOnce(workedRows(each, before));
        expect(before).toEqual(atOnce(workedRows(each, noRows)));
      }
    }),
  );
});

test('nothing is new while nobody can tell since when', () => {
  const [given = []] = rows;
  const nothing = { hits: [], reviews: new Map<string, Review>(), baseline: null, hitsKnown: false };
  const told = (newSince: number | null): readonly boolean[] =>
    atOnce(workedRows({ ...nothing, rows: given, newSince, narrowing: defaultView, grouping: 'host' }, noRows)).all.map(
      ({ isNew }) => isNew,
    );
  expect(told(NOW - 1e6)).toEqual([true, true, true, true]);
  expect(told(null)).toEqual([false, false, false, false]);
});
