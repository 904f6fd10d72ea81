import { useEffect, useReducer } from 'react';
import type { TimeRange } from '../shared/time_bounds';
import { loadPage } from './load_page';
import { emptyData, type Change, type PageData } from './page_data';

/** null: another range or a new look, so that all begins anew. */
function reduce(data: PageData, change: Change | null): PageData {
  if (change !== null) return { ...data, ...(typeof change === 'function' ? change(data) : change) };
  // What does not depend on the range stays on screen while another range loads.
  const kept = {
    user: data.user,
    rights: data.rights,
    baseline: data.baseline,
    reviews: data.reviews,
    detections: data.detections.map((run) => ({ ...run, hits: null })),
    openAlerts: data.openAlerts,
  };
  return { ...emptyData, ...kept };
}

/** Loads the page's data for a range, again when the range or `reload` changes; jobs of the old range are cancelled. */
export function usePageData(range: TimeRange, reload: number): readonly [PageData, (change: Change) => void] {
  const [data, dispatch] = useReducer(reduce, emptyData);
  const { earliest, latest } = range;
  useEffect(() => {
    const controller = new AbortController();
    dispatch(null);
    void loadPage({ earliest, latest }, controller.signal, (patch) => {
      if (!controller.signal.aborted) dispatch(patch);
    });
    return () => {
      controller.abort();
    };
  }, [earliest, latest, reload]);
  return [data, dispatch];
}
