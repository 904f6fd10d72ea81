import fc from 'fast-check';
import { foldedAll, foldedOne, unfolded } from '../../../src/pages/sightings/folding';
import {
  changedView,
  defaultView,
  groupings,
  isNarrowed,
  newSinceChoices,
  parseView,
  printView,
  reviewChoices,
  shows,
  sorts,
  tabs,
  withoutFilters,
  type ViewState,
} from '../../../src/pages/sightings/view_state';

const text = fc.string({ unit: 'grapheme', maxLength: 12 });
const view: fc.Arbitrary<ViewState> = fc.record({
  range: fc.record({ earliest: text, latest: text }),
  newSince: fc.oneof(fc.constantFrom(...newSinceChoices), fc.integer({ min: 1, max: 2e9 })),
  find: text,
  show: fc.constantFrom(...shows),
  mostHosts: fc.option(fc.integer({ min: 1, max: 99 })),
  review: fc.constantFrom(...reviewChoices),
  group: fc.constantFrom(...groupings),
  folding: fc.record({
    all: fc.constantFrom('open' as const, 'closed' as const, null),
    others: fc.uniqueArray(fc.tuple(text, fc.boolean()), { selector: ([id]) => id }).map((each) => new Map(each)),
  }),
  sort: fc.constantFrom(...sorts),
  tab: fc.constantFrom(...tabs),
  open: fc.option(fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 32, maxLength: 32 })),
  host: text,
  parent: text,
  child: text,
  user: text,
  zoom: fc.option(
    fc
      .tuple(fc.integer({ min: 0, max: 1e9 }), fc.integer({ min: 1, max: 1e6 }))
      .map(([from, length]) => ({ from, to: from + length })),
  ),
});

test('a link shows what was on screen', () => {
  fc.assert(fc.property(view, (state) => expect(parseView(printView(state))).toEqual(state)));
});

test('of very many opened groups the last ones are in the link', () => {
  const ids = Array.from({ length: 500 }, (_, i) => `host-${i}.example.com`);
  const folding = ids.reduce((before, id) => foldedOne(before, id, true), foldedAll(false));
  const link = printView({ ...defaultView, folding });
  expect(link.length).toBeLessThan(2000);
  const { all, others } = parseView(link).folding;
  expect([all, [...others.keys()]]).toEqual(['closed', ids.slice(-others.size)]);
});

test('groups of another kind open by themselves', () => {
  const before = { ...defaultView, folding: foldedAll(false) };
  expect(changedView(before, { group: 'child' }).folding).toEqual(unfolded);
  expect(changedView(before, { group: 'host', sort: 'last' }).folding).toBe(before.folding);
});

test('any query gives a view', () => {
  fc.assert(fc.property(fc.string(), (query) => expect(() => printView(parseView(query))).not.toThrow()));
});

test('wrong values stay as they were', () => {
  expect(parseView('show=everything&hosts=-3&zoom=9~1&since=never&tab=')).toEqual(defaultView);
});

test('the page as it opens has an empty query', () => expect(printView(defaultView)).toBe(''));

test('clearing filters keeps range, tab and sort', () => {
  const state = { ...defaultView, find: 'cmd', show: 'new' as const, tab: 'table' as const, sort: 'last' as const };
  expect([isNarrowed(state), isNarrowed(withoutFilters(state)), withoutFilters(state).tab]).toEqual([
    true,
    false,
    'table',
  ]);
});
