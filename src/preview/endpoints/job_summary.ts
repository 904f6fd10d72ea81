import type { FieldValue } from '../../engine/types';
import { fieldOf } from '../../engine/values/row';
import { wholeNumber } from '../http/params';
import { jsonReply, reply, XML_TYPE, type Reply } from '../http/reply';
import type { Job } from '../jobs/job';
import { wholeResult } from '../jobs/job_reply';
import { jobOf } from '../jobs/job_request';
import { batchesOf } from '../jobs/job_rows';
import { cellTexts } from '../jobs/result_page';
import { wantsJson, type RestRequest } from '../rest/request';
import type { Route } from '../rest/router';
import { xmlText } from '../rest/xml';
import type { Services } from '../services';

/** `search/jobs/{sid}/summary` and `timeline`: what the fields of the rows hold, and when the events were. */
export const jobSummaryRoutes: readonly Route[] = [
  { pattern: 'search/jobs/{sid}/summary', methods: { GET: summary, POST: summary } },
  { pattern: 'search/jobs/{sid}/timeline', methods: { GET: timeline } },
];

interface FieldSummary {
  readonly name: string;
  readonly count: number;
  readonly numeric: number;
  readonly distinct: number;
  readonly modes: readonly (readonly [value: string, count: number])[];
}

async function summary(request: RestRequest, services: Services): Promise<Reply> {
  const job = jobOf(request, services);
  const top = wholeNumber(request.params, 'top_count', 10);
  const wanted = request.params.all('f').filter((name) => name !== '');
  const { fields: all, rows } = await wholeResult(job);
  const names = all.filter((name) => wanted.length === 0 || wanted.includes(name));
  const fields = names.map((name) =>
    summaryOf(
      name,
      rows.map((row) => fieldOf(row, name)),
      top,
    ),
  );
  return wantsJson(request.params)
    ? jsonReply(200, { event_count: rows.length, fields: Object.fromEntries(fields.map(fieldJson)) })
    : reply(200, XML_TYPE, summaryXml(rows.length, fields));
}

function summaryOf(name: string, cells: readonly (FieldValue | undefined)[], top: number): FieldSummary {
  const counts = new Map<string, number>();
  const present = cells.filter((cell) => cell !== null && cell !== undefined);
  for (const cell of present) for (const text of cellTexts(cell)) counts.set(text, (counts.get(text) ?? 0) + 1);
  const modes = [...counts].sort((a, b) => b[1] - a[1]);
  const numeric = modes.filter(([text]) => text.trim() !== '' && Number.isFinite(Number(text)));
  return {
    name,
    count: present.length,
    numeric: numeric.reduce((sum, [, count]) => sum + count, 0),
    distinct: counts.size,
    modes: modes.slice(0, top),
  };
}

function fieldJson({ name, count, numeric, distinct, modes }: FieldSummary) {
  const each = modes.map(([value, times]) => ({ value, count: times, is_exact: true }));
  return [name, { count, numeric_count: numeric, distinct_count: distinct, is_exact: true, modes: each }] as const;
}

function summaryXml(events: number, fields: readonly FieldSummary[]): string {
  const each = fields.map(({ name, count, numeric, distinct, modes }) => {
    const values = modes.map(([text, times]) => `<value c="${times}" exact="1"><text>${xmlText(text)}</text></value>`);
    const head = `<field k="${xmlText(name)}" c="${count}" nc="${numeric}" dc="${distinct}" exact="1">`;
    return `${head}<modes>${values.join('')}</modes></field>`;
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<summary c="${events}">\n${each.join('\n')}\n</summary>`;
}

/** Seconds of the buckets, the least of which gives no more than a hundred. */
const SPANS = [0.001, 0.01, 0.1, 1, 10, 60, 300, 1800, 3600, 21_600, 86_400, 604_800, 2_592_000];
const MOST_BUCKETS = 100;

interface Bucket {
  readonly start: number;
  readonly span: number;
  readonly count: number;
}

async function timeline(request: RestRequest, services: Services): Promise<Reply> {
  const job = jobOf(request, services);
  const buckets = await bucketsOf(job);
  const count = buckets.reduce((sum, bucket) => sum + bucket.count, 0);
  if (wantsJson(request.params)) {
    const each = buckets.map(({ start, span, count: events }) => ({
      earliest_time: start,
      duration: span,
      earliest_time_offset: 0,
      latest_time_offset: 0,
      total_count: events,
      available_count: events,
      is_finalized: job.isDone,
    }));
    return jsonReply(200, { event_count: count, buckets: each });
  }
  const lines = buckets.map(
    ({ start, span, count: events }) =>
      `<bucket c="${events}" a="${events}" t="${start}" d="${span}" f="${job.isDone ? 1 : 0}">${new Date(start * 1000).toISOString()}</bucket>`,
  );
  return reply(
    200,
    XML_TYPE,
    `<?xml version="1.0" encoding="UTF-8"?>\n<timeline c="${count}" cursor="${buckets[0]?.start ?? 0}">\n${lines.join('\n')}\n</timeline>`,
  );
}

/** Epoch seconds of a row's time: a number, or the ISO 8601 text that results show. */
function epochOf(value: FieldValue | undefined): number {
  const number = Number(value ?? NaN);
  return Number.isFinite(number) ? number : Date.parse(String(value)) / 1000;
}

/** Of a search whose rows are events, and that asked for buckets (`status_buckets`): else there is no timeline. */
async function bucketsOf({ result, spec, table }: Job): Promise<readonly Bucket[]> {
  if (result === undefined || spec.statusBuckets === 0 || !result.fields.includes('_raw')) return [];
  const times: number[] = [];
  for await (const rows of batchesOf(table))
    for (const row of rows) {
      const time = epochOf(row._time);
      if (Number.isFinite(time)) times.push(time);
    }
  const first = times.reduce((least, time) => Math.min(least, time), Infinity);
  const last = times.reduce((most, time) => Math.max(most, time), -Infinity);
  const span = SPANS.find((each) => (last - first) / each < MOST_BUCKETS) ?? 31_536_000;
  const counts = new Map<number, number>();
  for (const time of times) {
    const start = Math.round(Math.floor(time / span) * span * 1000) / 1000;
    counts.set(start, (counts.get(start) ?? 0) + 1);
  }
  return [...counts].sort(([a], [b]) => a - b).map(([start, count]) => ({ start, span, count }));
}
