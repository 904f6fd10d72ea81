import { useDeferredValue, useMemo } from 'react';
import { serverZone } from '../shared/host_page';
import type { Clock } from '../shared/times';
import { useSliced } from '../shared/use_sliced';
import { headline, type Headline } from './headline';
import { wholeSpan } from './load_page';
import type { Group, Narrowing } from './narrow';
import { newSinceEpoch } from './new_since';
import type { PageData } from './page_data';
import type { Sighting } from './sighting';
import type { TimeSpan } from './time_axis';
import type { ViewState } from './view_state';
import { noRows, workedRows, type WorkedRows, type WorkInput } from './worked_rows';

/** Everything that follows from the data and the view. */
export interface Model {
  readonly clock: Clock;
  readonly whole: TimeSpan;
  readonly newSince: number;
  /** False until there is something to show, or nothing for certain: a zero would be read as an answer. */
  readonly hasRows: boolean;
  readonly all: readonly Sighting[];
  readonly shown: readonly Sighting[];
  readonly groups: readonly Group[];
  readonly headline: Headline | null;
  readonly hostTotal: number;
  /** How many are new and how many are hits; null while nobody can tell. */
  readonly fresh: number | null;
  readonly hits: number | null;
  readonly hasBaseline: boolean;
  readonly baseline: { readonly since: number; readonly updated: number } | null;
}

/** Merges and narrows; each step again only when what it depends on has changed. */
export function useModel(data: PageData, view: ViewState): Model {
  const zone = data.user?.zone;
  const clock = useMemo<Clock>(() => ({ zone: zone ?? serverZone(), now: Date.now() / 1000 }), [zone]);
  const whole = useMemo(() => wholeSpan(data.rows, data.bounds), [data.rows, data.bounds]);
  const newSince = newSinceEpoch(view.newSince, clock, whole);
  // What is new follows from the baseline, and the day it counts from from the user's zone: nothing is said before both.
  const canTell = data.user !== null && (data.baseline !== null || data.baselineProblem !== '');
  const worked = useWorkedRows(data, view, canTell ? newSince : null);
  const { input, all, alarms, hostTotal } = worked;
  const hasRows = all.length > 0 || (data.phase.kind === 'ready' && data.rows.length === 0);
  const told = data.phase.kind === 'ready' && all.length > 0 ? (input?.newSince ?? null) : null;
  const title = useMemo(
    () => (told === null ? null : headline(alarms, told, hostTotal, clock)),
    [told, alarms, hostTotal, clock],
  );
  const fresh = (input?.newSince ?? null) === null ? null : alarms.fresh.length;
  const hits = alarms.hits > 0 || input?.hitsKnown === true ? alarms.hits : null;
  const baseline = useMemo(() => baselineExtent(data.baseline), [data.baseline]);
  return useMemo(() => {
    const { shown, groups } = worked;
    const hasBaseline = baseline !== null;
    return {
      clock,
      whole,
      newSince,
      hasRows,
      all,
      shown,
      groups,
      headline: title,
      hostTotal,
      fresh,
      hits,
      hasBaseline,
      baseline,
    };
  }, [clock, whole, newSince, hasRows, all, worked, title, hostTotal, fresh, hits, baseline]);
}

/** What the filters leave of the rows. Typing comes first: rows are looked through when the hand pauses. */
function useWorkedRows(data: PageData, view: ViewState, newSince: number | null): WorkedRows {
  const { rows, reviews, detections, hitsKnown } = data;
  const { show, mostHosts, review, host, parent, child, user, sort, group: grouping } = view;
  const find = useDeferredValue(view.find);
  const baseline = data.baseline !== null && data.baseline.length > 0 ? data.baseline : null;
  const hits = useMemo(() => detections.map((run) => run.hits).filter((each) => each !== null), [detections]);
  const narrowing = useMemo<Narrowing>(
    () => ({ find, show, mostHosts, review, host, parent, child, user, sort }),
    [find, show, mostHosts, review, host, parent, child, user, sort],
  );
  const input = useMemo<WorkInput>(
    () => ({ rows, baseline, hits, reviews, newSince, narrowing, grouping, hitsKnown }),
    [rows, baseline, hits, reviews, newSince, narrowing, grouping, hitsKnown],
  );
  const size = rows.length === 0 ? 0 : rows.length + (baseline?.length ?? 0);
  return useSliced({ input, size, work: workedRows, nothing: noRows });
}

function baselineExtent(baseline: PageData['baseline']): Model['baseline'] {
  if (baseline === null || baseline.length === 0) return null;
  let [since, updated] = [Infinity, -Infinity];
  for (const { firstSeen, lastSeen } of baseline) {
    since = Math.min(since, firstSeen);
    updated = Math.max(updated, lastSeen);
  }
  return { since, updated };
}
