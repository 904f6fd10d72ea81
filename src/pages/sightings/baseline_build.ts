import { numberOf, textOf, type Json } from '../shared/decode';
import { collections, readRecords, saveRecords } from '../shared/kv_store';
import { runSearch } from '../shared/search_client';
import { rangeRow } from './read_rows';
import { sightingsSearch } from './searches';
import type { RangeRow } from './sighting';
import type { TimeSpan } from './time_axis';

/** Builds the baseline from the past, part by part, newest first, so that a stop keeps what was done. */

const PART = 7 * 86_400;

/** The parts of a span, newest first, on whole days (UTC) so that a second build asks for the same ones. */
export function buildParts({ from, to }: TimeSpan): readonly TimeSpan[] {
  const parts: TimeSpan[] = [];
  let end = to;
  while (end > from) {
    const start = Math.max(from, Math.floor((end - 1) / PART) * PART);
    parts.push({ from: start, to: end });
    end = start;
  }
  return parts;
}

/** A record of the collection, as far as the build changes it. */
export interface SightingRecord extends Json {
  readonly _key: string;
  readonly dest: string;
  readonly parent_process_name: string;
  readonly process_name: string;
  readonly first_seen: number;
  readonly last_seen: number;
  readonly count: number;
  readonly user: string;
  readonly process: string;
  readonly updated: number;
}

/**
 * Old record and new rows as one: the earlier first time, the later last time. Saying the same part twice changes
 * nothing. `counted` are the starts of all parts of this build, which can only be too few beside what is stored.
 */
export function mergedRecord(old: Json | undefined, row: RangeRow, counted: number, now: number): SightingRecord {
  const first = numberOf(old?.first_seen) ?? Infinity;
  const last = numberOf(old?.last_seen) ?? -Infinity;
  return {
    _key: row.key,
    dest: row.dest.toLowerCase(),
    parent_process_name: row.parent.toLowerCase(),
    process_name: row.child.toLowerCase(),
    first_seen: Math.min(first, row.first),
    last_seen: Math.max(last, row.last),
    count: Math.max(numberOf(old?.count) ?? 0, counted),
    user: row.users[0] ?? textOf(old?.user),
    process: textOf(old?.process) === '' ? row.example : textOf(old?.process),
    updated: Math.round(now),
  };
}

export interface BuildProgress {
  readonly done: number;
  readonly of: number;
  /** Everything from here on is in the baseline (epoch seconds). */
  readonly back: number;
}

/** Runs the parts from `skip` on; gives how many are done, also when `signal` stopped it between two parts. */
export async function buildBaseline(
  parts: readonly TimeSpan[],
  skip: number,
  signal: AbortSignal,
  onProgress: (progress: BuildProgress) => void,
): Promise<void> {
  const records = new Map<string, Json>(
    (await readRecords(collections.sightings, { signal })).map((record) => [textOf(record._key), record]),
  );
  const counts = new Map<string, number>();
  for (const [i, part] of parts.entries()) {
    if (i < skip) continue;
    const { rows } = await runSearch(
      { search: sightingsSearch, earliest: String(part.from), latest: String(part.to) },
      { signal },
    );
    const changed = rows
      .flatMap(rangeRow)
      .filter(({ isCanary }) => !isCanary)
      .map((row) => {
        const counted = (counts.get(row.key) ?? 0) + row.starts;
        counts.set(row.key, counted);
        const record = mergedRecord(records.get(row.key), row, counted, Date.now() / 1000);
        records.set(row.key, record);
        return record;
      });
    await saveRecords(collections.sightings, changed);
    onProgress({ done: i + 1, of: parts.length, back: part.from });
  }
}
