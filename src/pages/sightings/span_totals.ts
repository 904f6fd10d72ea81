import type { Sighting } from './sighting';
import type { TimeSpan } from './time_axis';

/** What a marked span holds. */
export interface SpanTotals {
  readonly hosts: number;
  /** null when some of them also ran outside the span: how often inside it only a search could say. */
  readonly starts: number | null;
  readonly children: number;
  readonly fresh: number;
  readonly hits: number;
}

/** Totals of the sightings that were active in the span (of the selected rows, when there are any). */
export function spanTotals(
  sightings: readonly Sighting[],
  span: TimeSpan | null,
  selected: ReadonlySet<string>,
): SpanTotals {
  const inside = sightings.filter(
    ({ key, first, last }) =>
      (selected.size === 0 || selected.has(key)) && (span === null || (last >= span.from && first <= span.to)),
  );
  const isWhole = span === null || inside.every(({ first, last }) => first >= span.from && last <= span.to);
  return {
    hosts: new Set(inside.map(({ dest }) => dest.toLowerCase())).size,
    starts: isWhole ? inside.reduce((sum, { starts }) => sum + starts, 0) : null,
    children: inside.length,
    fresh: inside.filter(({ isNew, first }) => isNew && (span === null || first >= span.from)).length,
    hits: inside.filter(({ hits }) => hits.length > 0).length,
  };
}
