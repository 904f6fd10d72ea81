import type { SearchResult } from '../../src/engine/types';
import { wholeResult } from '../../src/preview/jobs/job_reply';
import { Jobs } from '../../src/preview/jobs/jobs';
import { fakeEngine } from './support/fake_engine';
import { jobSpec, noEnvironment, oneRow } from './support/job_parts';
import { temporaryFolder } from './support/small_app';

test('a job that is held shows nothing new and ends only once it goes on', async () => {
  let finish: (result: SearchResult) => void = () => undefined;
  let preview: (result: SearchResult) => void = () => undefined;
  const engine = {
    ...fakeEngine(),
    run: ({ onPreview }: { readonly onPreview?: (result: SearchResult) => void }) => {
      preview = (result) => onPreview?.(result);
      return new Promise<SearchResult>((resolve) => (finish = resolve));
    },
  };
  const jobs = new Jobs({ engine, now: () => 0, environment: () => noEnvironment, folder: temporaryFolder() });
  const job = jobs.create(jobSpec);
  job.pause();
  preview({ ...oneRow, isPreview: true });
  finish(oneRow);
  await new Promise((resolve) => setImmediate(resolve));
  expect([job.state, job.result]).toEqual(['PAUSE', undefined]);
  job.unpause();
  await job.done;
  expect([job.state, await wholeResult(job)]).toEqual(['DONE', oneRow]);
  jobs.close();
});
