import { readDetections, type Detection } from '../shared/detections';
import { readMacro, type Macro } from '../shared/macros';
import { errorText, isAbort } from '../shared/rest';
import { runSearch, type ResultRow } from '../shared/search_client';
import type { TimeRange } from '../shared/time_bounds';
import type { DetectionRun, Patch } from './page_data';
import { resultKey } from './read_rows';

/** Which sightings the detections hit, and which of those their filters hide. */

/** A job a detection, to be run when there is room; their list and their filters are read at once. */
export async function detectionJobs(
  range: TimeRange,
  signal: AbortSignal,
  hand: (patch: Patch) => void,
): Promise<readonly (() => Promise<void>)[]> {
  try {
    const detections = await readDetections(signal);
    if (detections.length === 0) hand({ hitsKnown: true });
    const runs = new Map<Detection, DetectionRun>();
    return detections.map((detection) => {
      const filter = readMacro(detection.filterMacro, signal);
      // It is waited for only when the job's turn comes.
      filter.catch(() => undefined);
      return async () => {
        runs.set(detection, await runDetection(detection, range, signal, filter));
        const known = detections.flatMap((each) => runs.get(each) ?? []);
        const isAll = known.length === detections.length;
        hand({ detections: known, hitsKnown: isAll && known.every(({ problem }) => problem === '') });
      };
    });
  } catch (error) {
    if (isAbort(error)) throw error;
    hand({ detectionsProblem: errorText(error) });
    return [];
  }
}

/** Runs a detection's text as an ad hoc search, without its filter and, when the filter hides anything, with it. */
async function runDetection(
  detection: Detection,
  range: TimeRange,
  signal: AbortSignal,
  macro: Promise<Macro>,
): Promise<DetectionRun> {
  const empty = { detection, filter: '', canWrite: false, hits: null, found: 0, left: 0, problem: '' };
  try {
    const { definition: filter, canWrite } = await macro;
    const found = await rowsOf(detection.unfiltered, range, signal);
    const left = hidesNothing(filter) ? found : await rowsOf(detection.search, range, signal);
    return {
      detection,
      filter,
      canWrite,
      hits: { detection: detection.name, found: keysOf(found), left: keysOf(left) },
      found: found.length,
      left: left.length,
      problem: '',
    };
  } catch (error) {
    if (isAbort(error)) throw error;
    return { ...empty, problem: errorText(error) };
  }
}

const rowsOf = async (search: string, range: TimeRange, signal: AbortSignal): Promise<readonly ResultRow[]> =>
  (await runSearch({ search, ...range }, { signal })).rows;

const hidesNothing = (filter: string): boolean => /^search\s+\*$/.test(filter.trim());

const keysOf = (rows: readonly ResultRow[]): ReadonlySet<string> =>
  new Set(rows.map(resultKey).filter((key) => key !== undefined));
