import { arrayOf, flagOf, isObject, numberOf, objectOf, textOf, type Json } from './decode';
import { restAddress } from './host_page';
import { rest, RestError } from './rest';
import { eachOf, inSlices } from './slices';

/** Search jobs: make, poll, page through the results, and cancel them when nobody waits any more. */

export type ResultRow = Json;

export interface SearchJob {
  readonly search: string;
  /** Splunk time modifiers or epoch seconds; empty means no limit on that side. */
  readonly earliest: string;
  readonly latest: string;
}

export interface SearchProgress {
  readonly sid: string;
  /** 0 to 1. */
  readonly done: number;
  /** What is there so far. */
  readonly rows: readonly ResultRow[];
}

export interface SearchOutcome<Row = ResultRow> {
  readonly sid: string;
  readonly rows: readonly Row[];
  /** How many results could not be read. */
  readonly unread: number;
  /** Warnings of the job, in Splunk's words. */
  readonly warnings: readonly string[];
  /** True when it was stopped before its end. */
  readonly finalized: boolean;
}

export interface SearchOptions {
  readonly signal: AbortSignal;
  readonly onProgress?: (progress: SearchProgress) => void;
}

/**
 * Rows asked for at once. splunkd gives up to 50,000 (limits.conf [restapi] maxresultrows), but a page that reads so many
 * at a time stands still for half a second.
 */
const PAGE = 10_000;
/** Kept rows a job (limits.conf [search] max_count); a job made by REST keeps 10,000 unless told. */
const MOST_ROWS = 500_000;
const FIRST_WAIT = 100;
const LONGEST_WAIT = 1000;
/** So many looks at a job ask for its results too: a quick search then costs one wait less. */
const EARLY_LOOKS = 3;
/** A job that takes longer shows what it has. */
const PARTIAL_AFTER = 1500;

const live = new Set<string>();
let watchesPage = false;

/** Runs a search to its end. Throws RestError with Splunk's words; cancels the job when `signal` fires. */
export const runSearch = (job: SearchJob, options: SearchOptions): Promise<SearchOutcome> =>
  readSearch(job, (row) => row, options);

/** The same, every result read as it comes (undefined for one that cannot be), so that a page with many goes on answering. */
export async function readSearch<Row>(
  job: SearchJob,
  read: (row: ResultRow) => Row | undefined,
  options: SearchOptions,
): Promise<SearchOutcome<Row>> {
  cancelWhenPageGoes();
  const sid = await createJob(job, options.signal);
  live.add(sid);
  try {
    const { state, early } = await untilDone(sid, options);
    const { rows, unread } = await allResults(sid, numberOf(state.resultCount), early, read, options.signal);
    return { sid, rows, unread, warnings: warningsOf(state), finalized: flagOf(state.isFinalized) };
  } catch (error) {
    // Also when the network failed: nobody comes back for this job.
    cancelJob(sid);
    throw error;
  } finally {
    live.delete(sid);
  }
}

/** Ends a job early and keeps what it has found. */
export async function finalizeJob(sid: string): Promise<void> {
  await rest(restAddress(`search/jobs/${encodeURIComponent(sid)}/control`), {
    method: 'POST',
    form: { action: 'finalize' },
  });
}

/** Not given up while it is sent: splunkd may have made the job by then, and nobody could cancel it without its name. */
async function createJob({ search, earliest, latest }: SearchJob, signal: AbortSignal): Promise<string> {
  signal.throwIfAborted();
  const text = /^\s*(\||search\s)/i.test(search) ? search : `search ${search}`;
  const answer = await rest(restAddress('search/jobs'), {
    method: 'POST',
    form: {
      search: text,
      ...(earliest === '' ? {} : { earliest_time: earliest }),
      ...(latest === '' ? {} : { latest_time: latest }),
      max_count: String(MOST_ROWS),
    },
  });
  const sid = textOf(objectOf(answer).sid);
  if (sid === '') throw new RestError({ kind: 'splunk', status: 200, text: 'Splunk made no job for this search.' });
  return sid;
}

/** The finished job's state, and its first rows where they had come by then. */
async function untilDone(
  sid: string,
  { signal, onProgress }: SearchOptions,
): Promise<{ readonly state: Json; readonly early: readonly ResultRow[] }> {
  const started = Date.now();
  for (let wait = FIRST_WAIT, looks = 1; ; wait = Math.min(wait * 2, LONGEST_WAIT), looks++) {
    const early = looks <= EARLY_LOOKS ? earlyResults(sid, signal) : [];
    const state = await jobState(sid, signal);
    if (flagOf(state.isFailed)) throw new RestError({ kind: 'splunk', status: 200, text: failureWords(state) });
    if (flagOf(state.isDone)) return { state, early: await early };
    if (onProgress !== undefined && Date.now() - started > PARTIAL_AFTER)
      onProgress({
        sid,
        done: numberOf(state.doneProgress) ?? 0,
        rows: await resultPage(sid, 'results_preview', 0, signal),
      });
    await pause(wait, signal);
  }
}

async function jobState(sid: string, signal: AbortSignal): Promise<Json> {
  const answer = await rest(restAddress(`search/jobs/${encodeURIComponent(sid)}`), {
    query: { output_mode: 'json' },
    signal,
  });
  return objectOf(objectOf(arrayOf(objectOf(answer).entry)[0]).content);
}

function messagesOf(state: Json): readonly Json[] {
  return arrayOf(state.messages).filter(isObject);
}

function failureWords(state: Json): string {
  const words = messagesOf(state)
    .filter(({ type }) => type === 'FATAL' || type === 'ERROR')
    .map(({ text }) => textOf(text));
  return words.length === 0 ? 'The job failed and Splunk gave no reason.' : words.join(' ');
}

const warningsOf = (state: Json): readonly string[] =>
  messagesOf(state)
    .filter(({ type }) => type === 'WARN' || type === 'ERROR')
    .map(({ text }) => textOf(text));

/** The first page of results; empty when there is nothing yet. */
async function earlyResults(sid: string, signal: AbortSignal): Promise<readonly ResultRow[]> {
  try {
    return await resultPage(sid, 'results', 0, signal);
  } catch {
    // Whatever is wrong is said by the job's own state.
    return [];
  }
}

/** All pages; the next is on its way while one is read. Ends where the job's count does: a server may give fewer a page. */
async function allResults<Row>(
  sid: string,
  total: number | undefined,
  early: readonly ResultRow[],
  read: (row: ResultRow) => Row | undefined,
  signal: AbortSignal,
): Promise<{ readonly rows: readonly Row[]; readonly unread: number }> {
  const rows: Row[] = [];
  let unread = 0;
  const take = (result: ResultRow): void => {
    const row = read(result);
    if (row === undefined) unread++;
    else rows.push(row);
  };
  const isLast = (page: readonly ResultRow[], end: number): boolean =>
    page.length === 0 || (total === undefined ? page.length < PAGE : end >= total);
  // Only when the finished job counts as many rows: what was asked for before its end may be a part.
  const isWhole = total !== undefined && early.length === Math.min(total, PAGE);
  let [page, offset] = [isWhole ? early : await resultPage(sid, 'results', 0, signal), 0];
  for (;;) {
    offset += page.length;
    const next = isLast(page, offset) ? undefined : resultPage(sid, 'results', offset, signal);
    // Whoever waits for it hears of its failure; until then it is nobody's.
    next?.catch(() => undefined);
    await inSlices(eachOf(page, take), signal);
    if (next === undefined) return { rows, unread };
    page = await next;
  }
}

async function resultPage(
  sid: string,
  which: 'results' | 'results_preview',
  offset: number,
  signal: AbortSignal,
): Promise<readonly ResultRow[]> {
  const answer = await rest(restAddress(`search/v2/jobs/${encodeURIComponent(sid)}/${which}`), {
    query: { output_mode: 'json', count: PAGE, offset },
    signal,
  });
  return answer === null ? [] : arrayOf(objectOf(answer).results).filter(isObject);
}

function pause(milliseconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(new DOMException('Aborted', 'AbortError'));
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', stop);
      resolve();
    }, milliseconds);
    if (signal.aborted) stop();
    else signal.addEventListener('abort', stop, { once: true });
  });
}

function cancelJob(sid: string): void {
  rest(restAddress(`search/jobs/${encodeURIComponent(sid)}/control`), {
    method: 'POST',
    form: { action: 'cancel' },
    keepalive: true,
  }).catch(() => undefined);
}

/** @splunk/search-job's own unload handler never runs in Chromium, and a job left behind costs the indexers. */
function cancelWhenPageGoes(): void {
  if (watchesPage) return;
  watchesPage = true;
  globalThis.addEventListener('pagehide', () => {
    live.forEach(cancelJob);
    live.clear();
  });
}
