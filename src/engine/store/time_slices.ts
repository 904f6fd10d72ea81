import type { TimeRange } from '../planner/time_range';

/** Cuts a time range into pieces of some events each, so that no query has to sort and hold all of them at once. */

/** The first pieces are small, so that there soon is something to show; the last ones are this many times as large. */
const GREATEST = 2;

/**
 * The range in pieces, newest first, which together are the range. `bounds` are ascending times between which lie about as
 * many events each.
 */
export function timeSlices(bounds: readonly number[], { earliest, latest }: TimeRange): readonly TimeRange[] {
  const inside = bounds.filter((bound) => bound > (earliest ?? -Infinity) && bound < (latest ?? Infinity)).reverse();
  const slices: TimeRange[] = [];
  let end = latest;
  for (let at = 0, size = 1; at < inside.length; at += size, size = Math.min(2 * size, GREATEST)) {
    const start = inside[at];
    if (start === undefined) break;
    slices.push(rangeBetween(start, end));
    end = start;
  }
  return [...slices, rangeBetween(earliest, end)];
}

function rangeBetween(earliest: number | undefined, latest: number | undefined): TimeRange {
  return { ...(earliest === undefined ? {} : { earliest }), ...(latest === undefined ? {} : { latest }) };
}
