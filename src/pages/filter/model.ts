import type { PreviewInfo } from '../shared/host_page';
import { rangeOf, type TimeRange } from '../shared/time_bounds';

/** What the Filter page opens with. */
export interface FilterState {
  readonly range: TimeRange;
  /** Name of the detection; empty for the first. */
  readonly wanted: string;
}

const MONTH = 31 * 86_400;

/** From the address; in the preview over logs of the past, the data's own range. */
export function openingFilterState(query: string, preview: PreviewInfo | null, now: number): FilterState {
  const params = new URLSearchParams(query);
  const [from, to] = [preview?.dataEarliest ?? null, preview?.dataLatest ?? null];
  const isOld = from !== null && to !== null && from < now - MONTH;
  const own = isOld ? rangeOf(from, to) : { earliest: '-30d@d', latest: 'now' };
  return {
    range: { earliest: params.get('earliest') ?? own.earliest, latest: params.get('latest') ?? own.latest },
    wanted: params.get('detection') ?? '',
  };
}
