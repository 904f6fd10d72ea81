import { eachOf, sorted, type Sliced } from '../shared/slices';
import { byName } from './merge';
import type { Sighting } from './sighting';
import type { Grouping, ReviewChoice, Sort, ViewState } from './view_state';

/** Filter, sort and group: the decisions behind what chart and table show. */

/** What of a view narrows and sorts. */
export type Narrowing = Pick<
  ViewState,
  'find' | 'show' | 'mostHosts' | 'review' | 'host' | 'parent' | 'child' | 'user' | 'sort'
>;

/** The sightings that fit the view's filters, sorted; equal ones by name, so that the order is never the server's. */
export function* narrow(sightings: readonly Sighting[], view: Narrowing): Sliced<readonly Sighting[]> {
  const words = view.find.toLowerCase().split(/\s+/).filter(Boolean);
  const fitting: Sighting[] = [];
  yield* eachOf(sightings, (sighting) => {
    if (fits(sighting, view, words)) fitting.push(sighting);
  });
  // Sorted already when they come from merge.ts, and then a second, stable sort by a number is all there is to do.
  const named = yield* sorted(fitting, byName);
  const rank = ranks[view.sort];
  return rank === null ? named : yield* sorted(named, (a, b) => rank(a) - rank(b));
}

function fits(sighting: Sighting, view: Narrowing, words: readonly string[]): boolean {
  return (
    (view.show === 'all' || (view.show === 'new' ? sighting.isNew : sighting.hits.length > 0)) &&
    (view.mostHosts === null || sighting.hosts <= view.mostHosts) &&
    fitsReview(sighting, view.review) &&
    same(view.host, sighting.dest) &&
    same(view.parent, sighting.parent) &&
    same(view.child, sighting.child) &&
    (view.user === '' || sighting.users.some((user) => same(view.user, user))) &&
    words.every((word) => fitsWord(sighting, word))
  );
}

const same = (wanted: string, value: string): boolean => wanted === '' || wanted.toLowerCase() === value.toLowerCase();

const fitsReview = ({ review }: Sighting, choice: ReviewChoice): boolean =>
  choice === 'any' || (choice === 'none' ? review === null : review?.verdict === choice);

/** `!csc.exe` leaves out what holds the word: a fleet's usual children are put aside for a while without a filter. */
const fitsWord = (sighting: Sighting, word: string): boolean =>
  word.length > 1 && word.startsWith('!') ? !contains(sighting, word.slice(1)) : contains(sighting, word);

/** Whether a word (lower case, no blanks) is anywhere in what an analyst would look for. */
const contains = ({ dest, parent, child, example, users }: Sighting, word: string): boolean =>
  child.toLowerCase().includes(word) ||
  dest.toLowerCase().includes(word) ||
  parent.toLowerCase().includes(word) ||
  example.toLowerCase().includes(word) ||
  users.some((user) => user.toLowerCase().includes(word));

const newRank = ({ isNew, hits, hidden }: Sighting): number =>
  (isNew ? 0 : 4) + (hits.length > 0 ? 0 : 2) + (hidden.length > 0 ? 0 : 1);

/** What each choice sorts by, smallest first; null is by name alone. */
const ranks: Readonly<Record<Sort, ((sighting: Sighting) => number) | null>> = {
  new: newRank,
  host: null,
  last: ({ last }) => -last,
  first: ({ firstEver, first }) => -(firstEver ?? first),
  starts: ({ starts }) => -starts,
  rare: ({ hosts }) => hosts,
};

/** A host, parent or child with its sightings, in the order given. */
export interface Group {
  readonly id: string;
  readonly label: string;
  readonly sightings: readonly Sighting[];
  readonly fresh: number;
  readonly hits: number;
  readonly hidden: number;
  readonly starts: number;
  readonly events: number;
  /** When the first of them began and the last of them ended, epoch seconds. */
  readonly first: number;
  readonly last: number;
  /** Those that are new or hit. */
  readonly alarms: readonly Sighting[];
}

const keyOf: Readonly<Record<Grouping, (sighting: Sighting) => string>> = {
  host: ({ dest }) => dest,
  parent: ({ parent }) => parent,
  child: ({ child }) => child,
};

/** A group while it is gathered. */
interface Gathered {
  id: string;
  label: string;
  sightings: Sighting[];
  fresh: number;
  hits: number;
  hidden: number;
  starts: number;
  events: number;
  first: number;
  last: number;
  alarms: Sighting[];
}

/** Groups in the order of their first sighting, so that the group with the newest stands on top. */
export function* groupSightings(sightings: readonly Sighting[], grouping: Grouping): Sliced<readonly Group[]> {
  const nameOf = keyOf[grouping];
  const groups = new Map<string, Gathered>();
  // Neighbours mostly belong together, and the same spelling always does: folding 200,000 names takes longer than all else.
  const bySpelling = new Map<string, Gathered>();
  let [name, group]: [string | undefined, Gathered] = [undefined, emptyGroup('', '')];
  // In one pass: bringing every sighting into the cache is what takes the time.
  yield* eachOf(sightings, (sighting) => {
    const next = nameOf(sighting);
    if (next !== name) {
      name = next;
      group = bySpelling.get(name) ?? groupNamed(groups, name);
      bySpelling.set(name, group);
    }
    gather(group, sighting);
  });
  return [...groups.values()];
}

function groupNamed(groups: Map<string, Gathered>, name: string): Gathered {
  const id = name.toLowerCase();
  const group = groups.get(id) ?? emptyGroup(id, name);
  groups.set(id, group);
  return group;
}

const emptyGroup = (id: string, label: string): Gathered => ({
  id,
  label,
  sightings: [],
  fresh: 0,
  hits: 0,
  hidden: 0,
  starts: 0,
  events: 0,
  first: Infinity,
  last: -Infinity,
  alarms: [],
});

function gather(group: Gathered, sighting: Sighting): void {
  const { isNew, state, starts, events, first, last } = sighting;
  const isHit = sighting.hits.length > 0;
  group.sightings.push(sighting);
  if (isNew) group.fresh++;
  if (isHit) group.hits++;
  if (state === 'filtered') group.hidden++;
  if (isNew || isHit) group.alarms.push(sighting);
  group.starts += starts;
  group.events += events;
  if (first < group.first) group.first = first;
  if (last > group.last) group.last = last;
}
