import { useDeferredValue, useMemo } from 'react';
import type { Clock } from '../shared/times';
import { serverZone } from '../shared/host_page';
import { headline, type Headline } from './headline';
import { wholeSpan } from './load_page';
import { hostCount, knownSightings, withStates } from './merge';
import { narrow } from './narrow';
import { newSinceEpoch } from './new_since';
import type { PageData } from './page_data';
import type { Sighting } from './sighting';
import type { TimeSpan } from './time_axis';
import type { ViewState } from './view_state';

/** Everything that follows from the data and the view. */
export interface Model {
  readonly clock: Clock;
  readonly whole: TimeSpan;
  readonly newSince: number;
  readonly all: readonly Sighting[];
  readonly shown: readonly Sighting[];
  readonly headline: Headline | null;
  readonly hostTotal: number;
  readonly fresh: number;
  readonly hits: number;
  readonly hasBaseline: boolean;
  readonly baseline: { readonly since: number; readonly updated: number } | null;
}

/** Merges and narrows; each step again only when what it depends on has changed. */
export function useModel(data: PageData, view: ViewState): Model {
  const zone = data.user?.zone;
  const clock = useMemo<Clock>(() => ({ zone: zone ?? serverZone(), now: Date.now() / 1000 }), [zone]);
  const whole = useMemo(() => wholeSpan(data.rows, data.bounds), [data.rows, data.bounds]);
  const newSince = newSinceEpoch(view.newSince, clock, whole);
  const baseline = data.baseline !== null && data.baseline.length > 0 ? data.baseline : null;
  const hits = useMemo(() => data.detections.map((run) => run.hits).filter((each) => each !== null), [data.detections]);
  const known = useMemo(() => knownSightings({ rows: data.rows, baseline }), [data.rows, baseline]);
  const all = useMemo(
    () => withStates(known, { hits, reviews: data.reviews, newSince }),
    [known, hits, data.reviews, newSince],
  );
  const shown = useNarrowed(all, view);
  const hostTotal = useMemo(() => hostCount(data.rows, baseline), [data.rows, baseline]);
  // What is new follows from the baseline, and the day it counts from from the user's zone: nothing is said before both.
  const canTell = data.user !== null && (data.baseline !== null || data.baselineProblem !== '');
  const isReady = data.phase.kind === 'ready' && data.rows.length > 0 && canTell;
  const title = useMemo(
    () => (isReady ? headline(all, newSince, hostTotal, clock) : null),
    [isReady, all, newSince, hostTotal, clock],
  );
  const counts = useMemo(() => countStates(all), [all]);
  const extent = useMemo(() => baselineExtent(baseline), [baseline]);
  const { fresh, hits: hitCount } = counts;
  return useMemo(
    () => ({
      clock,
      whole,
      newSince,
      all,
      shown,
      headline: title,
      hostTotal,
      fresh,
      hits: hitCount,
      hasBaseline: extent !== null,
      baseline: extent,
    }),
    [clock, whole, newSince, all, shown, title, hostTotal, fresh, hitCount, extent],
  );
}

/** What the filters leave. Typing comes first: 200,000 rows are looked through when the hand pauses. */
function useNarrowed(all: readonly Sighting[], view: ViewState): readonly Sighting[] {
  const { show, mostHosts, review, host, parent, child, user, sort } = view;
  const find = useDeferredValue(view.find);
  return useMemo(
    () => narrow(all, { find, show, mostHosts, review, host, parent, child, user, sort }),
    [all, find, show, mostHosts, review, host, parent, child, user, sort],
  );
}

function countStates(all: readonly Sighting[]): { fresh: number; hits: number } {
  let [fresh, hits] = [0, 0];
  for (const sighting of all) {
    if (sighting.isNew) fresh++;
    if (sighting.hits.length > 0) hits++;
  }
  return { fresh, hits };
}

function baselineExtent(baseline: PageData['baseline']): Model['baseline'] {
  if (baseline === null) return null;
  let [since, updated] = [Infinity, -Infinity];
  for (const { firstSeen, lastSeen } of baseline) {
    since = Math.min(since, firstSeen);
    updated = Math.max(updated, lastSeen);
  }
  return { since, updated };
}
