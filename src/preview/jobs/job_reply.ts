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
export function jobReply(job: Job, params: Params, isPostProcess = false): Reply {
  const result = job.result ?? nothing;
  const kept =
    result.rows.length > job.spec.maxCount ? { ...result, rows: result.rows.slice(0, job.spec.maxCount) } : result;
  return resultsReply(
    resultPage(kept, params, !job.isDone, isPostProcess ? result.rows.length : null),
    job.messages,
    outputMode(params),
  );
}
