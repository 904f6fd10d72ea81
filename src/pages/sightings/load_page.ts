import { atMost } from '../shared/at_most';
import { numberOf, textOf } from '../shared/decode';
import { collections, readRecords } from '../shared/kv_store';
import { errorText, failureBehind, isAbort } from '../shared/rest';
import { readSearch, runSearch } from '../shared/search_client';
import { eachOf, inSlices } from '../shared/slices';
import { resolveRange, type TimeRange } from '../shared/time_bounds';
import { readUserContext } from '../shared/user_context';
import { readFiredAlerts } from './fired_alerts';
import { readFutureStarts } from './future_starts';
import { overviewOf } from './overview';
import type { PageData, Patch } from './page_data';
import { baselineFields, baselineRecord, rowReader, reviewRecord } from './read_rows';
import { readRights } from './rights';
import { detectionJobs } from './run_detections';
import { dataRangeSearch, overviewSearch, parentlessSearch, sightingsSearch } from './searches';
import type { BaselineRecord } from './sighting';
import { binLength } from './time_axis';

/**
 * Loads everything the page shows; each part that arrives is handed on at once. The rows' search is alone until it is done;
 * what needs no search is asked for beside it, and the other searches follow, a few at a time.
 */

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
  // First of all, because a browser sends six requests at once.
  const rowsLoaded = loadRows(range, signal, hand);
  const bounds = resolveRange(range, signal);
  const detections = detectionJobs(range, signal, hand);
  const records = guarded(
    Promise.all([
      bounds.then((found) => hand({ bounds: found })),
      readUserContext(signal).then((user) => hand({ user })),
      readRights(signal).then((rights) => hand({ rights })),
      loadBaseline(signal, hand),
      loadReviews(signal, hand),
      detections,
    ]),
  );
  await guarded(
    rowsLoaded.then(async (rows) => {
      const overview = async (): Promise<void> =>
        rows.length === 0 ? loadExtent(signal, hand) : loadOverview(range, rows, await bounds, signal, hand);
      const parentless = async (): Promise<void> => loadParentless(range, signal, hand);
      const future = async (): Promise<void> => hand({ future: await readFutureStarts(Date.now() / 1000, signal) });
      await atMost(MOST_JOBS, [overview, ...(await detections), parentless, future]);
    }),
  );
  await records;
  await guarded(loadOpenAlerts(signal, hand));
}

/** How many alerts are open: the tab says it; why it could not be read, it says when it is opened. */
async function loadOpenAlerts(signal: AbortSignal, hand: Hand): Promise<void> {
  try {
    hand({ openAlerts: (await readFiredAlerts(signal)).length });
  } catch (error) {
    if (isAbort(error)) throw error;
  }
}

/** Baseline records as the page keeps them. */
export async function loadBaseline(signal: AbortSignal, hand: Hand): Promise<void> {
  try {
    const records = await readRecords(collections.sightings, { fields: baselineFields, signal });
    const baseline: BaselineRecord[] = [];
    await inSlices(
      eachOf(records, (record) => baseline.push(...baselineRecord(record))),
      signal,
    );
    hand({ baseline, baselineProblem: '' });
  } catch (error) {
    if (isAbort(error)) throw error;
    hand({ baseline: null, baselineProblem: errorText(error) });
  }
}

async function loadReviews(signal: AbortSignal, hand: Hand): Promise<void> {
  try {
    const records = await readRecords(collections.reviews, { signal });
    const reviews = new Map(records.flatMap(reviewRecord).map((review) => [review.key, review]));
    hand({ reviews, reviewsProblem: '' });
  } catch (error) {
    if (isAbort(error)) throw error;
    hand({ reviewsProblem: errorText(error) });
  }
}

async function loadRows(range: TimeRange, signal: AbortSignal, hand: Hand): Promise<PageData['rows']> {
  const job = { search: sightingsSearch, ...range };
  const read = rowReader();
  const { rows, unread, warnings, finalized } = await readSearch(job, read, {
    signal,
    onProgress: ({ sid, done, rows: partial }) => {
      const found = partial.map(read).filter((row) => row !== undefined);
      hand({ phase: { kind: 'loading', done, sid }, ...(found.length === 0 ? {} : { rows: found }) });
    },
  });
  hand({ rows, unread, warnings, phase: { kind: 'ready', stopped: finalized } });
  return rows;
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

/** Where the data lies, asked when the range holds none. */
async function loadExtent(signal: AbortSignal, hand: Hand): Promise<void> {
  const { rows } = await runSearch({ search: dataRangeSearch, earliest: '0', latest: '' }, { signal });
  const [row] = rows;
  const first = numberOf(row?.first_time);
  const last = numberOf(row?.last_time);
  const known = row !== undefined && first !== undefined && last !== undefined;
  hand({
    extent: known
      ? { events: numberOf(row.count) ?? 0, hosts: numberOf(row.hosts) ?? 0, first, last }
      : { events: 0, hosts: 0, first: 0, last: 0 },
  });
}

async function loadParentless(range: TimeRange, signal: AbortSignal, hand: Hand): Promise<void> {
  const { rows } = await runSearch({ search: parentlessSearch, ...range }, { signal });
  hand({ parentless: rows.map((row) => ({ dest: textOf(row.dest), count: numberOf(row.count) ?? 0 })) });
}
