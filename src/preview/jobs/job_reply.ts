import type { SearchResult } from '../../engine/types';
import type { Params } from '../http/params';
import type { Reply } from '../http/reply';
import { outputMode } from '../rest/request';
import type { Job } from './job';
import { resultsReply } from './result_formats';
import { resultPage } from './result_page';

/** What made a job fail, or nothing. */
export function failureOf(job: Job): string | undefined {
  if (job.state !== 'FAILED') return undefined;
  return job.messages.find(({ type }) => type === 'FATAL' || type === 'ERROR')?.text ?? 'The search failed.';
}

const nothing: SearchResult = {
  fields: [],
  rows: [],
  diagnostics: [],
  scanCount: 0,
  eventCount: 0,
  isPreview: false,
  costs: {},
};

/** A page of a job's rows in the asked output mode; `isPostProcess`: they are what a post-process search gave. */
export async function jobReply(job: Job, params: Params, isPostProcess = false): Promise<Reply> {
  const { table, isDone } = job;
  const postProcessed = isPostProcess ? table.count : null;
  const page = await resultPage({ fields: job.result?.fields ?? [], table, isPreview: !isDone, postProcessed }, params);
  return resultsReply(page, job.messages, outputMode(params));
}

/** The results with all their rows: what the parts of the preview need that look at each of them. */
export async function wholeResult(job: Job): Promise<SearchResult> {
  const { table } = job;
  return { ...(job.result ?? nothing), rows: await table.page(0, table.count) };
}
