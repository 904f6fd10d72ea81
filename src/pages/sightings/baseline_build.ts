import { baselineBuildJob } from '../../compiler/own_app/baseline';
import { numberOf } from '../shared/decode';
import { runSearch } from '../shared/search_client';
import { dataRangeSearch } from './searches';
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

/** When the first process event was indexed (epoch seconds); null when there is none. */
export async function firstEvent(signal: AbortSignal): Promise<number | null> {
  const { rows } = await runSearch({ search: dataRangeSearch, earliest: '0', latest: '' }, { signal });
  return numberOf(rows[0]?.first_time) ?? null;
}

export interface BuildProgress {
  readonly done: number;
  readonly of: number;
  /** Everything from here on is in the baseline (epoch seconds). */
  readonly back: number;
}

/** Runs the parts from `skip` on, each a search that writes into the baseline itself; a part may be run again at any time. */
export async function buildBaseline(
  parts: readonly TimeSpan[],
  skip: number,
  signal: AbortSignal,
  onDone: (parts: number) => void,
): Promise<void> {
  for (const [i, part] of parts.entries()) {
    if (i < skip) continue;
    const { search, earliest, latest } = baselineBuildJob(part.from, part.to);
    await runSearch({ search, earliest: String(earliest), latest: String(latest) }, { signal });
    onDone(i + 1);
  }
}
