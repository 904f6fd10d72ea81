import type { SearchResult } from '../../engine/types';
import { emptyReply, reply, type Reply } from '../http/reply';
import { badRequest, notAllowed, RestError } from '../http/rest_error';
import type { Job } from '../jobs/job';
import { resultPage } from '../jobs/result_page';
import { jsonRow, resultsReply } from '../jobs/result_formats';
import { outputMode, type RestRequest } from '../rest/request';
import type { Handler, Route } from '../rest/router';
import type { Services } from '../services';
import { failureOf, jobReply } from '../jobs/job_reply';
import { jobOf, specOf } from '../jobs/job_request';

/** `search/v2/jobs/{sid}/results`, `results_preview`, `events`, `export` and the small summaries. */
export const jobResultRoutes: readonly Route[] = [
  {
    pattern: 'search/jobs/export',
    methods: { GET: notByV1Get(exportResults), POST: exportResults },
    capability: 'search',
  },
  { pattern: 'search/jobs/{sid}/results', methods: { GET: notByV1Get(results), POST: results } },
  { pattern: 'search/jobs/{sid}/results_preview', methods: { GET: notByV1Get(preview), POST: preview } },
  { pattern: 'search/jobs/{sid}/events', methods: { GET: notByV1Get(events), POST: events } },
  { pattern: 'search/jobs/{sid}/summary', methods: { GET: summary, POST: summary } },
  { pattern: 'search/jobs/{sid}/timeline', methods: { GET: timeline } },
  { pattern: 'search/jobs/{sid}/search.log', methods: { GET: searchLog } },
];

/** v1 refuses GET here since 10.0 (restmap.conf, v1APIBlockGETSearchLaunch; reference 0.3, measured answer in 2.4). */
function notByV1Get(handler: Handler): Handler {
  return (request, services) => {
    if (!request.isV2) throw notAllowed(['POST']);
    if ((request.query.get('search') ?? '') !== '')
      throw badRequest("The 'search' parameter is accepted with POST only.");
    return handler(request, services);
  };
}

async function results(request: RestRequest, services: Services): Promise<Reply> {
  const job = jobOf(request, services);
  if (!job.isDone) return emptyReply(204);
  return shown(job, request, services);
}

async function preview(request: RestRequest, services: Services): Promise<Reply> {
  const job = jobOf(request, services);
  if (job.result === undefined && !job.isDone) return emptyReply(204);
  return shown(job, request, services);
}

/** Rows as they are now, run through the post-process search first where one is sent. */
async function shown(job: Job, request: RestRequest, services: Services): Promise<Reply> {
  job.touchedAt = services.now();
  const failure = failureOf(job);
  if (failure !== undefined && job.result === undefined) throw new RestError(400, failure, 'FATAL');
  const post = request.params.get('search')?.trim() ?? '';
  if (post === '' || job.result === undefined) return jobReply(job, request.params);
  return jobReply(await postProcessed(job, job.result, post, request, services), request.params);
}

/** A job over the rows of another one. */
async function postProcessed(
  job: Job,
  base: SearchResult,
  search: string,
  request: RestRequest,
  services: Services,
): Promise<Job> {
  const text = search.startsWith('|') ? search : `| ${search}`;
  const made = services.jobs.create({
    ...job.spec,
    search: text,
    base,
    sid: undefined,
    savedSearch: undefined,
    isScheduled: false,
  });
  request.incoming.gone.addEventListener('abort', () => services.jobs.cancel(made));
  await made.done;
  services.jobs.cancel(made);
  const failure = failureOf(made);
  if (failure !== undefined) throw new RestError(400, failure, 'FATAL');
  return made;
}

/** Rows that a search returned as they were stored, not made by a transforming command. */
async function events(request: RestRequest, services: Services): Promise<Reply> {
  const job = jobOf(request, services);
  if (job.result === undefined) return job.isDone ? jobReply(job, request.params) : emptyReply(204);
  if (job.result.fields.includes('_raw')) return shown(job, request, services);
  return resultsReply(
    resultPage({ ...job.result, fields: [], rows: [] }, request.params, !job.isDone),
    [],
    outputMode(request.params),
  );
}

/** Runs a search and sends its rows in one go: JSON has a line a row (what `export` of splunkd writes). */
async function exportResults(request: RestRequest, services: Services): Promise<Reply> {
  const spec = specOf(request, services);
  services.checkSearch(spec);
  const job = services.jobs.create(spec);
  request.incoming.gone.addEventListener('abort', () => services.jobs.cancel(job));
  await job.done;
  services.jobs.cancel(job);
  const failure = failureOf(job);
  if (failure !== undefined) throw new RestError(400, failure, 'FATAL');
  const mode = outputMode(request.params);
  const page = { isPreview: false, offset: 0, fields: job.result?.fields ?? [], rows: job.result?.rows ?? [] };
  return mode === 'json'
    ? reply(200, 'application/json; charset=UTF-8', exportLines(page.rows, page.fields, job))
    : resultsReply(page, job.messages, mode);
}

async function* exportLines(rows: SearchResult['rows'], fields: readonly string[], job: Job): AsyncGenerator<string> {
  if (rows.length === 0) yield `${JSON.stringify({ preview: false, lastrow: true, messages: job.messages })}\n`;
  for (const [offset, row] of rows.entries()) {
    const last = offset === rows.length - 1 ? { lastrow: true } : {};
    yield `${JSON.stringify({ preview: false, offset, ...last, result: jsonRow(row, fields) })}\n`;
    if (offset % 500 === 499) await new Promise((resolve) => setImmediate(resolve));
  }
}

/** How often each field has which value, for field lists. */
function summary(request: RestRequest, services: Services): Reply {
  const job = jobOf(request, services);
  const rows = job.result?.rows ?? [];
  const fields = Object.fromEntries(
    (job.result?.fields ?? []).map((name) => {
      const count = rows.filter((row) => row[name] !== null && row[name] !== undefined).length;
      return [name, { count, distinct_count: new Set(rows.map((row) => JSON.stringify(row[name] ?? null))).size }];
    }),
  );
  return reply(200, 'application/json; charset=UTF-8', JSON.stringify({ event_count: rows.length, fields }));
}

function timeline(request: RestRequest, services: Services): Reply {
  const job = jobOf(request, services);
  return reply(
    200,
    'application/json; charset=UTF-8',
    JSON.stringify({ event_count: job.result?.eventCount ?? 0, buckets: [] }),
  );
}

function searchLog(request: RestRequest, services: Services): Reply {
  const job = jobOf(request, services);
  const lines = job.messages.map(({ type, text }) => `${type} ${text}`);
  return reply(200, 'text/plain; charset=UTF-8', `${[`INFO dispatched ${job.sid}`, ...lines].join('\n')}\n`);
}
