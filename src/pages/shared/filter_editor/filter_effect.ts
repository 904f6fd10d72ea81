import { textsOf, type Json } from '../decode';
import { withFilter, type Detection } from '../detections';
import { runSearch } from '../search_client';
import type { TimeRange } from '../time_bounds';

/** What an edited filter would do to a detection's results, before anybody saves it. */

/** Results of one (host, parent, child) that would go, or come back. */
export interface EffectGroup {
  readonly host: string;
  readonly parent: string;
  readonly child: string;
  readonly example: string;
  readonly results: number;
}

export interface FilterEffect {
  /** Results without any filter, with the saved one, and with the edit. */
  readonly all: number;
  readonly saved: number;
  readonly edited: number;
  readonly goes: readonly EffectGroup[];
  readonly comesBack: readonly EffectGroup[];
}

/** Runs the detection three times over the range: bare, as saved, as edited. Throws RestError with Splunk's words. */
export async function filterEffect(
  detection: Detection,
  saved: string,
  edited: string,
  range: TimeRange,
  signal: AbortSignal,
): Promise<FilterEffect> {
  const rows = async (search: string): Promise<readonly Json[]> =>
    (await runSearch({ search, ...range }, { signal })).rows;
  const all = await rows(detection.unfiltered);
  const [before, after] = [await rows(withFilter(detection, saved)), await rows(withFilter(detection, edited))];
  return {
    all: all.length,
    saved: before.length,
    edited: after.length,
    goes: difference(before, after),
    comesBack: difference(after, before),
  };
}

/** Rows of `from` that `other` lacks, grouped; equal rows are counted, not merged. */
export function difference(from: readonly Json[], other: readonly Json[]): readonly EffectGroup[] {
  const left = new Map<string, number>();
  for (const row of other) left.set(identity(row), (left.get(identity(row)) ?? 0) + 1);
  const gone = from.filter((row) => {
    const count = left.get(identity(row)) ?? 0;
    left.set(identity(row), count - 1);
    return count <= 0;
  });
  const groups = new Map<string, EffectGroup>();
  for (const row of gone) {
    const one = groupOf(row);
    const id = [one.host, one.parent, one.child].join('\n').toLowerCase();
    const known = groups.get(id);
    groups.set(id, known === undefined ? one : { ...known, results: known.results + 1 });
  }
  return [...groups.values()].sort((a, b) => b.results - a.results);
}

const identity = (row: Json): string => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)));

const groupOf = (row: Json): EffectGroup => ({
  host: textsOf(row.dest)[0] ?? '',
  parent: textsOf(row.parent_process_name)[0] ?? '',
  child: textsOf(row.process_name)[0] ?? textsOf(row.process_path)[0] ?? '',
  example: textsOf(row.process)[0] ?? '',
  results: 1,
});

const quoted = (value: string): string => `"${value.replace(/\\/g, '\\\\').replace(/"/g, '\\"')}"`;

/** The filter text with one exception more, as narrow as a sighting is: this host, parent and child. */
export function withException(filter: string, exception: { dest: string; parent: string; child: string }): string {
  const { dest, parent, child } = exception;
  const condition = `NOT (dest=${quoted(dest)} parent_process_name=${quoted(parent)} process_name=${quoted(child)})`;
  const text = filter.trim();
  if (/^search\s+\*$/.test(text) || text === '') return `search ${condition}`;
  return `${text}\n| search ${condition}`;
}
