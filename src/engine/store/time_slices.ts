import type { TimeRange } from '../planner/time_range';

/** Cuts a time range into pieces of some events each, so that no query has to sort and hold all of them at once. */

/** Pieces grow to this many times the first as long as most of their events are found. */
const GREATEST = 2;
/** Where fewer than this part of the events are found, the next piece is twice as large. */
const FEW = 1 / 8;

/**
 * The range in pieces, newest first, which together are the range. `bounds` are ascending times between which lie about
 * `size` events each; `found` says how many rows the last piece gave: where they are few, the pieces become larger.
 */
export function* timeSlices(
  bounds: readonly number[],
  { earliest, latest }: TimeRange,
  found: () => { readonly rows: number; readonly size: number } = () => ({ rows: Infinity, size: 1 }),
): Generator<{ readonly range: TimeRange; readonly done: number }> {
  const inside = bounds.filter((bound) => bound > (earliest ?? -Infinity) && bound < (latest ?? Infinity)).reverse();
  let end = latest;
  for (let at = 0, pieces = 1; ;) {
    const start = inside[at + pieces - 1];
    if (start === undefined) break;
    at += pieces;
    yield { range: rangeBetween(start, end), done: at / (inside.length + 1) };
    end = start;
    const { rows, size } = found();
    pieces = rows < FEW * pieces * size ? 2 * pieces : Math.min(2 * pieces, GREATEST);
  }
  yield { range: rangeBetween(earliest, end), done: 1 };
}

function rangeBetween(earliest: number | undefined, latest: number | undefined): TimeRange {
  return { ...(earliest === undefined ? {} : { earliest }), ...(latest === undefined ? {} : { latest }) };
}
