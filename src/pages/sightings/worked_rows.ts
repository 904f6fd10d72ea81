import { eachOf, type Sliced } from '../shared/slices';
import { hostCount, knownSightings, withStates, type KnownInput, type StateInput } from './merge';
import { groupSightings, narrow, type Group, type Narrowing } from './narrow';
import type { Sighting } from './sighting';
import type { Grouping } from './view_state';

/** What chart and table show, from what was loaded and chosen. */

export interface WorkInput extends KnownInput, StateInput {
  readonly narrowing: Narrowing;
  readonly grouping: Grouping;
  /** Whether `hits` are those of every detection. */
  readonly hitsKnown: boolean;
}

/** Every step's result, in their order. */
export interface WorkedRows {
  /** null before anything was worked out. */
  readonly input: WorkInput | null;
  readonly known: readonly Sighting[];
  /** How many hosts there are, in baseline and range together. */
  readonly hostTotal: number;
  readonly all: readonly Sighting[];
  readonly alarms: Alarms;
  readonly shown: readonly Sighting[];
  readonly groups: readonly Group[];
}

/** What there is to look at, of all sightings. */
export interface Alarms {
  readonly fresh: readonly Sighting[];
  readonly hits: number;
}

export const noRows: WorkedRows = {
  input: null,
  known: [],
  hostTotal: 0,
  all: [],
  alarms: { fresh: [], hits: 0 },
  shown: [],
  groups: [],
};

/** Merges, narrows and groups; what a step depends on decides whether its result before still holds. */
export function* workedRows(input: WorkInput, before: WorkedRows): Sliced<WorkedRows> {
  const keeps = (...names: readonly (keyof WorkInput)[]): boolean =>
    before.input !== null && names.every((name) => before.input?.[name] === input[name]);
  const isKnown = keeps('rows', 'baseline');
  const known = isKnown ? before.known : yield* knownSightings(input);
  const hostTotal = isKnown ? before.hostTotal : yield* hostCount(input);
  const hasStates = isKnown && keeps('hits', 'reviews', 'newSince');
  const all = hasStates ? before.all : yield* withStates(known, input);
  const alarms = hasStates ? before.alarms : yield* alarmsOf(all);
  const isShown = hasStates && keeps('narrowing');
  const shown = isShown ? before.shown : yield* narrow(all, input.narrowing);
  const groups = isShown && keeps('grouping') ? before.groups : yield* groupSightings(shown, input.grouping);
  return { input, known, hostTotal, all, alarms, shown, groups };
}

/** The new sightings, and how many are hits. */
export function* alarmsOf(all: readonly Sighting[]): Sliced<Alarms> {
  const fresh: Sighting[] = [];
  let hits = 0;
  yield* eachOf(all, (sighting) => {
    if (sighting.isNew) fresh.push(sighting);
    if (sighting.hits.length > 0) hits++;
  });
  return { fresh, hits };
}
