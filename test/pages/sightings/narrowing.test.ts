import * as fc from 'fast-check';
import { knownSightings, withStates, type DetectionHits } from '../../../src/pages/sightings/merge';
import { groupSightings, narrow, type Narrowing } from '../../../src/pages/sightings/narrow';
import type { RangeRow, Review, Sighting } from '../../../src/pages/sightings/sighting';
import { groupings, reviewChoices, shows, sorts } from '../../../src/pages/sightings/view_state';
import { atOnce } from '../../../src/pages/shared/slices';
import { baselineRecord, NOW, rangeRow } from './make';

/** Merging, narrowing, sorting and grouping against the plainest way to say the same. */

const names = fc.constantFrom('WEB', 'web', 'Alpha', 'alpha', 'b-2', 'Ünï');
const instant = fc.integer({ min: NOW - 100, max: NOW });
const someRows = fc
  .array(fc.record({ names: fc.tuple(names, names, names), first: instant, length: fc.nat(50), starts: fc.nat(9) }), {
    maxLength: 40,
  })
  .map((all) => {
    // The search gives a row a key: names in any case are one.
    const byKey = new Map<string, RangeRow>();
    for (const each of all) {
      const row = rangeRow(each.names.join(' '), {
        first: each.first,
        last: each.first + each.length,
        starts: each.starts,
        events: each.starts * 2,
        users: each.starts > 4 ? ['SYSTEM', `IIS\\${each.names[0]}`] : [],
        example: `run ${each.names[2]} --X`,
        isCanary: each.starts === 7,
      });
      byKey.set(row.key, row);
    }
    return [...byKey.values()];
  });
const someBaseline = fc.option(
  fc.array(fc.tuple(fc.tuple(names, names, names), instant), { maxLength: 20 }).map((all) => [
    ...new Map(
      all.map(([parts, seen]) => {
        const record = baselineRecord(parts.join(' '), seen);
        return [record.key, record] as const;
      }),
    ).values(),
  ]),
);

const verdictOf = (row: RangeRow): Review['verdict'] => (row.starts % 2 === 0 ? 'known_good' : 'malicious');

interface World {
  readonly rows: readonly RangeRow[];
  readonly baseline: readonly ReturnType<typeof baselineRecord>[] | null;
  readonly hits: readonly DetectionHits[];
  readonly reviews: ReadonlyMap<string, Review>;
  readonly newSince: number;
}

const world: fc.Arbitrary<World> = fc
  .record({ rows: someRows, baseline: someBaseline, chosen: fc.infiniteStream(fc.nat(5)), newSince: instant })
  .map(({ rows, baseline, chosen, newSince }) => {
    const pick = (wanted: number): readonly RangeRow[] => rows.filter(() => chosen.next().value === wanted);
    const [found, other] = [pick(1), pick(2)];
    const keys = (all: readonly RangeRow[]): ReadonlySet<string> => new Set(all.map(({ key }) => key));
    return {
      rows,
      baseline,
      newSince,
      hits: [
        { detection: 'D', found: keys(found), left: keys(found.slice(1)) },
        { detection: 'E', found: keys([...found, ...other]), left: keys(other) },
      ],
      reviews: new Map(
        pick(3).map((row) => [row.key, { key: row.key, verdict: verdictOf(row), user: 'a', time: NOW, reason: 'r' }]),
      ),
    };
  });

/** Each sighting on its own, by the words of the page's design. */
function plainly({ rows, baseline, hits, reviews, newSince }: World): readonly Sighting[] {
  const folded = (text: string): string => text.toLowerCase();
  return rows.map((row) => {
    const seen = baseline?.find(({ key }) => key === row.key)?.firstSeen;
    const firstEver = baseline === null ? null : Math.min(row.first, seen ?? row.first);
    const review = reviews.get(row.key) ?? null;
    const hit = hits.filter(({ left }) => left.has(row.key)).map(({ detection }) => detection);
    const hidden = hits
      .filter(({ found, left }) => found.has(row.key) && !left.has(row.key))
      .map(({ detection }) => detection);
    const isNew = !row.isCanary && review?.verdict !== 'known_good' && (firstEver ?? row.first) >= newSince;
    const hosts = new Set(
      [...rows, ...(baseline ?? [])]
        .filter((other) => folded(other.parent) === folded(row.parent) && folded(other.child) === folded(row.child))
        .map(({ dest }) => folded(dest)),
    ).size;
    const state = hit.length > 0 ? 'hit' : isNew ? 'new' : hidden.length > 0 ? 'filtered' : 'known';
    return { ...row, firstEver, hosts, hits: hit, hidden, isNew, isShell: false, review, state };
  });
}

const merged = (given: World): readonly Sighting[] =>
  atOnce(withStates(atOnce(knownSightings({ rows: given.rows, baseline: given.baseline })), given));
const byKey = (a: Sighting, b: Sighting): number => (a.key < b.key ? -1 : 1);

test('states are those of each sighting on its own', () => {
  fc.assert(
    fc.property(world, (given) => {
      expect([...merged(given)].sort(byKey)).toEqual([...plainly(given)].sort(byKey));
    }),
  );
});

const views: fc.Arbitrary<Narrowing> = fc.record({
  find: fc.constantFrom('', 'web', 'ALPHA  run', 'iis', 'x ünï', 'nowhere'),
  show: fc.constantFrom(...shows),
  mostHosts: fc.constantFrom(null, 1, 2),
  review: fc.constantFrom(...reviewChoices),
  host: fc.constantFrom('', 'WEB'),
  parent: fc.constantFrom('', 'alpha'),
  child: fc.constantFrom('', 'B-2'),
  user: fc.constantFrom('', 'system'),
  sort: fc.constantFrom(...sorts),
});

/** Pairs in the order of the chosen sort: what comes first has the smaller list, compared piece by piece. */
const orderOf = (sighting: Sighting, sort: Narrowing['sort']): readonly (number | string)[] => {
  const { dest, parent, child, isNew, hits, hidden, last, firstEver, first, starts, hosts } = sighting;
  const flag = (is: boolean): number => (is ? 0 : 1);
  const own = {
    new: [flag(isNew), flag(hits.length > 0), flag(hidden.length > 0)],
    host: [],
    last: [-last],
    first: [-(firstEver ?? first)],
    starts: [-starts],
    rare: [hosts],
  }[sort];
  return [...own, dest, parent, child];
};

const compared = (a: readonly (number | string)[], b: readonly (number | string)[]): number => {
  const at = a.findIndex((piece, i) => piece !== b[i]);
  const [one = 0, other = 0] = [a[at], b[at]];
  return at === -1 ? 0 : one < other ? -1 : 1;
};

test('narrowed and sorted rows are those of a plain filter and sort, in whatever order they came', () => {
  fc.assert(
    fc.property(world, views, fc.boolean(), (given, view, isSorted) => {
      const all = isSorted ? merged(given) : [...plainly(given)].reverse();
      const text = ({ dest, parent, child, example, users }: Sighting): string =>
        [dest, parent, child, example, ...users].join(' ').toLowerCase();
      const is = (wanted: string, value: string): boolean =>
        wanted === '' || wanted.toLowerCase() === value.toLowerCase();
      const expected = all
        .filter((row) =>
          view.find
            .toLowerCase()
            .split(' ')
            .every((word) => text(row).includes(word)),
        )
        .filter((row) => view.show !== 'new' || row.isNew)
        .filter((row) => view.show !== 'hits' || row.hits.length > 0)
        .filter((row) => view.mostHosts === null || row.hosts <= view.mostHosts)
        .filter((row) => view.review === 'any' || (row.review?.verdict ?? 'none') === view.review)
        .filter((row) => is(view.host, row.dest) && is(view.parent, row.parent) && is(view.child, row.child))
        .filter((row) => view.user === '' || row.users.some((user) => is(view.user, user)))
        .sort((a, b) => compared(orderOf(a, view.sort), orderOf(b, view.sort)));
      expect(atOnce(narrow(all, view)).map(({ key }) => key)).toEqual(expected.map(({ key }) => key));
    }),
  );
});

test('groups hold every row once, in its order, with exact sums', () => {
  fc.assert(
    fc.property(world, fc.constantFrom(...groupings), (given, grouping) => {
      const all = plainly(given);
      const nameOf = ({ dest, parent, child }: Sighting): string => ({ host: dest, parent, child })[grouping];
      const ids = [...new Set(all.map((row) => nameOf(row).toLowerCase()))];
      const groups = atOnce(groupSightings(all, grouping));
      expect(groups.map(({ id }) => id)).toEqual(ids);
      for (const group of groups) {
        const members = all.filter((row) => nameOf(row).toLowerCase() === group.id);
        const sum = (of: (row: Sighting) => number): number => members.reduce((total, row) => total + of(row), 0);
        expect(group).toEqual({
          id: group.id,
          label: members[0] === undefined ? '' : nameOf(members[0]),
          sightings: members,
          fresh: sum(({ isNew }) => Number(isNew)),
          hits: sum(({ hits }) => Math.min(1, hits.length)),
          hidden: sum(({ state }) => Number(state === 'filtered')),
          starts: sum(({ starts }) => starts),
          events: sum(({ events }) => events),
          first: Math.min(...members.map(({ first }) => first)),
          last: Math.max(...members.map(({ last }) => last)),
          alarms: members.filter(({ isNew, hits }) => isNew || hits.length > 0),
        });
      }
    }),
  );
});

test('what nothing is said of stays the same object, so that drawing it again costs nothing', () => {
  const known = atOnce(
    knownSightings({ rows: [rangeRow('A p.exe a.exe'), rangeRow('B p.exe b.exe')], baseline: null }),
  );
  const [a, b] = known;
  const left = new Set([b?.key ?? '']);
  const states = {
    hits: [{ detection: 'D', found: left, left }],
    reviews: new Map<string, Review>(),
    newSince: NOW + 1,
  };
  const after = atOnce(withStates(known, states));
  expect([after[0] === a, after[1] === b, after[1]?.hits]).toEqual([true, false, ['D']]);
});
