import { wholeNumber } from '../http/params';
import { badRequest } from '../http/rest_error';
import { emptyReply, jsonReply, type Reply } from '../http/reply';
import type { Row } from '../../engine/types';
import { wholeResult } from '../jobs/job_reply';
import { resultsReply } from '../jobs/result_formats';
import { cellTexts } from '../jobs/result_page';
import { outputMode, wantsJson, type RestRequest } from '../rest/request';
import type { Route } from '../rest/router';
import type { Services } from '../services';

/** `search/typeahead`: how an indexed field of a search may go on (`index=ma` → `index="main"`), with the events that have it. Its default mode is CSV, and nothing is 204 (measured on 10.4.2). */
export const typeaheadRoutes: readonly Route[] = [{ pattern: 'search/typeahead', methods: { GET: typeahead } }];

const MOST_VALUES = 1_000;

async function typeahead(request: RestRequest, services: Services): Promise<Reply> {
  const prefix = request.params.get('prefix');
  if (prefix === undefined) throw badRequest('The argument "prefix" is needed.');
  const most = wholeNumber(request.params, 'count', 50) || 50;
  const match = /^\s*(?:search\s+)?(index|sourcetype|source|host)="?([^"]*)$/.exec(prefix);
  const [, field = '', beginning = ''] = match ?? [];
  const values = match === null ? [] : await valuesOf(field, request, services);
  const rows = values
    .filter(({ value }) => value.toLowerCase().startsWith(beginning.toLowerCase()))
    .slice(0, most)
    .map(({ value, count }) => ({ content: `${field}="${value}"`, count, operator: field === 'index' }));
  return typeaheadReply(rows, request);
}

interface Completion {
  readonly content: string;
  readonly count: number;
  readonly operator: boolean;
}

function typeaheadReply(completions: readonly Completion[], request: RestRequest): Reply {
  if (wantsJson(request.params)) return jsonReply(200, { results: completions });
  if (completions.length === 0) return emptyReply(204);
  const rows = completions.map(({ content, count, operator }): Row => ({ content, count, operator: String(operator) }));
  const mode = request.params.has('output_mode') ? outputMode(request.params) : 'csv';
  const page = { isPreview: false, offset: 0, fields: ['content', 'count', 'operator'], rows, postProcessed: null };
  return resultsReply(page, [], mode);
}

interface Counted {
  readonly value: string;
  readonly count: number;
}

async function valuesOf(field: string, request: RestRequest, services: Services): Promise<readonly Counted[]> {
  if (field === 'index') {
    const stored = (await services.engine.indexes()).map(({ name, count }) => ({ value: name, count }));
    return stored.some(({ value }) => value === 'main') ? stored : [{ value: 'main', count: 0 }, ...stored];
  }
  const job = services.jobs.create({
    ...{
      search: `| tstats count where index=* by ${field} | sort ${MOST_VALUES} -count`,
      earliest: '0',
      latest: undefined,
    },
    ...{ owner: request.caller.user.name, app: services.appId, timeZone: services.timeZone, ttlSeconds: 10 },
    ...{ maxCount: MOST_VALUES, statusBuckets: 0, autoCancelSeconds: 0, maxTimeSeconds: 30, label: '' },
    ...{ savedSearch: undefined, isScheduled: false, request: {}, sid: undefined },
  });
  request.incoming.gone.addEventListener('abort', () => services.jobs.cancel(job));
  await job.done;
  const { rows } = await wholeResult(job);
  services.jobs.cancel(job);
  return rows.flatMap((row) => cellTexts(row[field]).map((value) => ({ value, count: Number(row.count ?? 0) })));
}
