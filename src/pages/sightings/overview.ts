import { numberOf, type Json } from '../shared/decode';
import { eachOf, type Sliced } from '../shared/slices';

/** The strip above the rows: the whole fleet in time bins. */

export interface Overview {
  readonly binSeconds: number;
  /** Starts in each bin, by the bin's start in epoch seconds. */
  readonly bins: ReadonlyMap<number, number>;
  readonly highest: number;
}

/** From rows of `tstats count by _time span=…`; `_time` may be epoch seconds or an ISO time. */
export function overviewOf(rows: readonly Json[], binSeconds: number): Overview {
  const bins = new Map<number, number>();
  for (const row of rows) {
    const at = epochOf(row._time);
    if (at !== undefined) bins.set(at, (bins.get(at) ?? 0) + (numberOf(row.count) ?? 0));
  }
  return { binSeconds, bins, highest: [...bins.values()].reduce((most, count) => Math.max(most, count), 0) };
}

/** A result's `_time`: splunkd writes ISO 8601 with an offset, an SDK may have made a number of it. */
export function epochOf(value: unknown): number | undefined {
  const number = numberOf(value);
  if (number !== undefined) return number;
  const parsed = typeof value === 'string' ? Date.parse(value) : NaN;
  return Number.isNaN(parsed) ? undefined : parsed / 1000;
}

/** How often a sighting (key) started on a day (epoch seconds) on a host (lower case). */
export interface DayRow {
  readonly key: string;
  readonly group: string;
  readonly day: number;
  readonly count: number;
}

/** Activity by day: of each sighting (key), and of each host how many different children ran (host, lower case). */
export function* activityOf(rows: readonly DayRow[]): Sliced<ReadonlyMap<string, ReadonlyMap<number, number>>> {
  const all = new Map<string, Map<number, number>>();
  const add = (id: string, day: number, by: number): void => {
    const days = all.get(id) ?? new Map<number, number>();
    days.set(day, (days.get(day) ?? 0) + by);
    all.set(id, days);
  };
  yield* eachOf(rows, ({ key, group, day, count }) => {
    add(key, day, count);
    add(group, day, 1);
  });
  return all;
}
