import { useCallback, useEffect, useReducer } from 'react';
import type { TimeRange } from '../shared/time_bounds';
import { loadPage } from './load_page';
import { emptyData, type PageData, type Patch } from './page_data';

interface Action {
  readonly kind: 'reset' | 'patch';
  readonly patch: Patch;
}

function reduce(data: PageData, { kind, patch }: Action): PageData {
  if (kind === 'patch') return { ...data, ...patch };
  // What does not depend on the range stays on screen while another range loads.
  const kept = {
    user: data.user,
    rights: data.rights,
    baseline: data.baseline,
    reviews: data.reviews,
    detections: data.detections.map((run) => ({ ...run, hits: null })),
    openAlerts: data.openAlerts,
  };
  return { ...emptyData, ...kept, ...patch };
}

/** Loads the page's data for a range, again when the range or `reload` changes; jobs of the old range are cancelled. */
export function usePageData(range: TimeRange, reload: number): readonly [PageData, (patch: Patch) => void] {
  const [data, dispatch] = useReducer(reduce, emptyData);
  const { earliest, latest } = range;
  useEffect(() => {
    const controller = new AbortController();
    dispatch({ kind: 'reset', patch: {} });
    void loadPage({ earliest, latest }, controller.signal, (patch) => {
      if (!controller.signal.aborted) dispatch({ kind: 'patch', patch });
    });
    return () => {
      controller.abort();
    };
  }, [earliest, latest, reload]);
  const hand = useCallback((patch: Patch) => {
    dispatch({ kind: 'patch', patch });
  }, []);
  return [data, hand];
}
