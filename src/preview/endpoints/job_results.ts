import { isTrue } from '../http/params';
import { emptyReply, reply, type Reply } from '../http/reply';
import { badRequest, notAllowed, RestError } from '../http/rest_error';
import type { Job } from '../jobs/job';
import { batchesOf, tableOfRows } from '../jobs/job_rows';
import { resultPage } from '../jobs/result_page';
import { jsonRow, resultsReply } from '../jobs/result_formats';
import { outputMode, type RestRequest } from '../rest/request';
import type { Handler, Route } from '../rest/router';
import type { Services } from '../services';
import { failureOf, jobReply, wholeResult } from '../jobs/job_reply';
import { jobOf, specOf } from '../jobs/job_request';

/** `search/v2/jobs/{sid}/results`, `results_preview`, `events`, `export` and the small summaries. */
export const jobResultRoutes: readonly Route[] = [
  {
    pattern: 'search/jobs/export',
    // splunkd refuses a GET here in both versions (measured on 10.4.2).
    methods: { POST: exportResults },
    capability: 'search',
  },
  { pattern: 'search/jobs/{sid}/results', methods: { GET: notByV1Get(results), POST: results } },
  { pattern: 'search/jobs/{sid}/results_preview', methods: { GET: notByV1Get(preview), POST: preview } },
  { pattern: 'search/jobs/{sid}/events', methods: { GET: notByV1Get(events), POST: events } },
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
  const { result } = job;
  if (post === '' || result === undefined) return jobReply(job, request.params);
  const made = await postProcessed(job, result.fields, post, request, services);
  try {
    return await jobReply(made, request.params, true);
  } finally {
    services.jobs.cancel(made);
  }
}

/** A job over the rows of another one. */
async function postProcessed(
  job: Job,
  fields: readonly string[],
  search: string,
  request: RestRequest,
  services: Services,
): Promise<Job> {
  const text = search.startsWith('|') ? search : `| ${search}`;
  const made = services.jobs.create({
    ...job.spec,
    search: text,
    base: { fields, table: job.table },
    sid: undefined,
    savedSearch: undefined,
    isScheduled: false,
  });
  request.incoming.gone.addEventListener('abort', () => services.jobs.cancel(made));
  await made.done;
  const failure = failureOf(made);
  if (failure === undefined) return made;
  services.jobs.cancel(made);
  throw new RestError(400, failure, 'FATAL');
}

/** Rows that a search returned as they were stored, not made by a transforming command. */
async function events(request: RestRequest, services: Services): Promise<Reply> {
  const job = jobOf(request, services);
  if (job.result === undefined) return job.isDone ? jobReply(job, request.params) : emptyReply(204);
  if (job.result.fields.includes('_raw')) return shown(job, request, services);
  const none = { fields: [], table: tableOfRows([]), isPreview: !job.isDone, postProcessed: null };
  return resultsReply(await resultPage(none, request.params), [], outputMode(request.params));
}

/** Runs a search and sends its rows in one go: JSON has a line a row (what `export` of splunkd writes). */
async function exportResults(request: RestRequest, services: Services): Promise<Reply> {
  const spec = specOf(request, services);
  services.checkSearch(spec);
  const job = services.jobs.create(spec);
  request.incoming.gone.addEventListener('abort', () => services.jobs.cancel(job));
  if (isTrue(request.params.get('preview')) && outputMode(request.params) === 'json')
    return reply(200, 'application/json; charset=UTF-8', exportWithPreviews(job, services));
  await job.done;
  const failure = failureOf(job);
  if (failure !== undefined) services.jobs.cancel(job);
  if (failure !== undefined) throw new RestError(400, failure, 'FATAL');
  const mode = outputMode(request.params);
  if (mode === 'json') return reply(200, 'application/json; charset=UTF-8', lastLines(job, services));
  const { fields, rows } = await wholeResult(job);
  services.jobs.cancel(job);
  return resultsReply({ isPreview: false, offset: 0, fields, rows, postProcessed: null }, job.messages, mode);
}

/** `preview=1`: what is found so far is sent as it grows, each time whole; the final rows follow. */
async function* exportWithPreviews(job: Job, services: Services): AsyncGenerator<string> {
  while (!job.isDone) {
    await Promise.race([job.done, job.nextPreview()]);
    if (job.state !== 'DONE' && job.result !== undefined) yield* exportLines(job);
  }
  yield* lastLines(job, services);
}

/** The final rows; then the job is forgotten. */
async function* lastLines(job: Job, services: Services): AsyncGenerator<string> {
  try {
    yield* exportLines(job);
  } finally {
    services.jobs.cancel(job);
  }
}

async function* exportLines(job: Job): AsyncGenerator<string> {
  const preview = !job.isDone;
  const { table, messages, result } = job;
  const { count } = table;
  const said = messages.length === 0 ? {} : { messages };
  if (count === 0) yield `${JSON.stringify({ preview, lastrow: true, ...said })}\n`;
  let offset = 0;
  for await (const rows of batchesOf(table))
    for (const row of rows) {
      const last = offset === count - 1 ? { lastrow: true } : {};
      yield `${JSON.stringify({ preview, offset, ...last, result: jsonRow(row, result?.fields ?? []) })}\n`;
      offset += 1;
      if (offset % 500 === 0) await new Promise((resolve) => setImmediate(resolve));
    }
}

function searchLog(request: RestRequest, services: Services): Reply {
  const job = jobOf(request, services);
  const lines = job.messages.map(({ type, text }) => `${type} ${text}`);
  return reply(200, 'text/plain; charset=UTF-8', `${[`INFO dispatched ${job.sid}`, ...lines].join('\n')}\n`);
}
