import { useCallback, useEffect, useReducer, useRef } from 'react';
import type { TimeRange } from '../shared/time_bounds';
import { loadPage } from './load_page';
import { emptyData, type PageData, type Patch } from './page_data';

interface Action {
  readonly kind: 'reset' | 'patch';
  readonly patch: Patch;
}

function reduce(data: PageData, { kind, patch }: Action): PageData {
  // What does not depend on the range stays on screen while another range loads.
  const kept = {
    user: data.user,
    rights: data.rights,
    baseline: data.baseline,
    reviews: data.reviews,
    detections: data.detections,
    openAlerts: data.openAlerts,
  };
  return kind === 'reset' ? { ...emptyData, ...kept, ...patch } : { ...data, ...patch };
}

/** Loads the page's data for a range, again when the range or `reload` changes; jobs of the old range are cancelled. */
export function usePageData(range: TimeRange, reload: number): readonly [PageData, (patch: Patch) => void] {
  const [data, dispatch] = useReducer(reduce, emptyData);
  const { earliest, latest } = range;
  const live = useRef<AbortController | null>(null);
  useEffect(() => {
    const controller = new AbortController();
    live.current = controller;
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
