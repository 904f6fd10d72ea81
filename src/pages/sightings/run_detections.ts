import { readDetections, type Detection } from '../shared/detections';
import { readMacro, type Macro } from '../shared/macros';
import { errorText, isAbort } from '../shared/rest';
import { readSearch } from '../shared/search_client';
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
  try {
    const { definition: filter, canWrite } = await macro;
    const found = await keysOf(detection.unfiltered, range, signal);
    const left = hidesNothing(filter) ? found : await keysOf(detection.search, range, signal);
    const hits = { detection: detection.name, found: new Set(found), left: new Set(left) };
    return { detection, canWrite, hits, problem: '' };
  } catch (error) {
    if (isAbort(error)) throw error;
    return { detection, canWrite: false, hits: null, problem: errorText(error) };
  }
}

/** The key of every result that names a sighting. */
const keysOf = async (search: string, range: TimeRange, signal: AbortSignal): Promise<readonly string[]> =>
  (await readSearch({ search, ...range }, resultKey, { signal })).rows;

const hidesNothing = (filter: string): boolean => /^search\s+\*$/.test(filter.trim());
