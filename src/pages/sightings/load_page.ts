import { numberOf, textOf } from '../shared/decode';
import { readDetections, type Detection } from '../shared/detections';
import { collections, readRecords } from '../shared/kv_store';
import { readMacro } from '../shared/macros';
import { errorText, failureBehind, isAbort } from '../shared/rest';
import { runSearch, type ResultRow } from '../shared/search_client';
import { resolveRange, type TimeRange } from '../shared/time_bounds';
import { readUserContext } from '../shared/user_context';
import { overviewOf } from './overview';
import type { DetectionRun, PageData, Patch } from './page_data';
import { baselineRecord, rangeRow, resultKey, reviewRecord } from './read_rows';
import { dataRangeSearch, overviewSearch, parentlessSearch, sightingsSearch } from './searches';
import { binLength } from './time_axis';

/** Loads everything the page shows, rows first; each part that arrives is handed on at once. */

type Hand = (patch: Patch) => void;

const BINS = 120;
const DAY = 86_400;

/** Jobs that run at once after the rows: the quota of Splunk's role "user" (authorize.conf, srchJobsQuota). */
const MOST_JOBS = 3;

/** Runs until all is there or `signal` fires; failures become parts of the page, nothing is thrown. */
export async function loadPage(range: TimeRange, signal: AbortSignal, hand: Hand): Promise<void> {
  const guarded = (work: Promise<unknown>): Promise<unknown> =>
    work.catch((error: unknown) => {
      if (!isAbort(error)) hand({ phase: { kind: 'failed', failure: failureBehind(error) } });
    });
  const bounds = resolveRange(range, signal);
  const detections = prepareDetections(signal, hand);
  const records = Promise.all([
    bounds.then((found) => hand({ bounds: found })),
    loadUser(signal, hand),
    loadRights(signal, hand),
    loadBaseline(signal, hand),
    loadReviews(signal, hand),
  ]);
  const others = guarded(records);
  await guarded(
    loadRows(range, signal, hand).then(async (rows) => {
      const jobs = [
        async () =>
          rows.length === 0
            ? hand({ extent: await dataExtent(signal) })
            : loadOverview(range, rows, await bounds, signal, hand),
        ...(await detections).map((prepared) => async () => loadDetection(prepared, range, signal, hand)),
        async () => hand({ parentless: await parentlessHosts(range, signal) }),
      ];
      await atMost(MOST_JOBS, jobs);
    }),
  );
  await others;
}

async function loadUser(signal: AbortSignal, hand: Hand): Promise<void> {
  hand({ user: await readUserContext(signal) });
}

/** Baseline records as the page keeps them. */
export async function loadBaseline(signal: AbortSignal, hand: Hand): Promise<void> {
  try {
    const records = await readRecords(collections.sightings, { signal });
    hand({ baseline: records.flatMap(baselineRecord), baselineProblem: '' });
  } catch (error) {
    if (isAbort(error)) throw error;
    hand({ baseline: null, baselineProblem: errorText(error) });
  }
}

async function loadReviews(signal: AbortSignal, hand: Hand): Promise<void> {
  try {
    const records = await readRecords(collections.reviews, { signal });
    hand({ reviews: new Map(records.flatMap(reviewRecord).map((review) => [review.key, review])) });
  } catch (error) {
    if (isAbort(error)) throw error;
  }
}

async function loadRows(range: TimeRange, signal: AbortSignal, hand: Hand): Promise<void> {
  const bounds = await resolveRange(range, signal);
  hand({ bounds });
  const job = { search: sightingsSearch, ...range };
  const outcome = await runSearch(job, {
    signal,
    onProgress: ({ sid, done, rows }) => {
      hand({ phase: { kind: 'loading', done, sid }, ...(rows.length === 0 ? {} : { rows: rows.flatMap(rangeRow) }) });
    },
  });
  const rows = outcome.rows.flatMap(rangeRow);
  hand({ rows, warnings: outcome.warnings, phase: { kind: 'ready', stopped: outcome.finalized } });
  if (rows.length === 0) hand({ extent: await dataExtent(signal) });
  else await loadOverview(range, rows, bounds, signal, hand);
  hand({ parentless: await parentlessHosts(range, signal) });
}

async function loadOverview(
  range: TimeRange,
  rows: PageData['rows'],
  bounds: PageData['bounds'],
  signal: AbortSignal,
  hand: Hand,
): Promise<void> {
  const whole = wholeSpan(rows, bounds);
  const binSeconds = binLength(whole, BINS);
  const { rows: bins } = await runSearch({ search: overviewSearch(binSeconds), ...range }, { signal });
  hand({ overview: overviewOf(bins, binSeconds) });
}

/** The range as the chart shows it: open ends end where the data does. */
export function wholeSpan(rows: PageData['rows'], bounds: PageData['bounds']): { from: number; to: number } {
  let first = Infinity;
  let last = -Infinity;
  for (const row of rows) {
    first = Math.min(first, row.first);
    last = Math.max(last, row.last);
  }
  const to = bounds.to ?? (last === -Infinity ? Date.now() / 1000 : last + 1);
  const from = bounds.from ?? (first === Infinity ? to - 30 * DAY : first - 1);
  return from < to ? { from, to } : { from, to: from + 1 };
}

async function dataExtent(signal: AbortSignal): Promise<PageData['extent']> {
  const { rows } = await runSearch({ search: dataRangeSearch, earliest: '0', latest: '' }, { signal });
  const [row] = rows;
  const first = numberOf(row?.first_time);
  const last = numberOf(row?.last_time);
  if (row === undefined || first === undefined || last === undefined) return { events: 0, hosts: 0, first: 0, last: 0 };
  return { events: numberOf(row.count) ?? 0, hosts: numberOf(row.hosts) ?? 0, first, last };
}

async function parentlessHosts(range: TimeRange, signal: AbortSignal): Promise<PageData['parentless']> {
  const { rows } = await runSearch({ search: parentlessSearch, ...range }, { signal });
  return rows.map((row) => ({ dest: textOf(row.dest), count: numberOf(row.count) ?? 0 }));
}

async function loadDetections(range: TimeRange, signal: AbortSignal, hand: Hand): Promise<void> {
  try {
    const detections = await readDetections(signal);
    const runs: DetectionRun[] = [];
    for (const detection of detections) {
      runs.push(await runDetection(detection, range, signal));
      hand({ detections: [...runs] });
    }
    hand({ hitsKnown: runs.every(({ problem }) => problem === '') });
  } catch (error) {
    if (isAbort(error)) throw error;
    hand({ detectionsProblem: errorText(error) });
  }
}

/** Runs a detection's text as an ad hoc search, without its filter and, when the filter hides anything, with it. */
export async function runDetection(detection: Detection, range: TimeRange, signal: AbortSignal): Promise<DetectionRun> {
  const empty = { detection, filter: '', canWrite: false, hits: null, found: 0, left: 0, problem: '' };
  try {
    const { definition: filter, canWrite } = await readMacro(detection.filterMacro, signal);
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
