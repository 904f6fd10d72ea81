import type { SearchEnvironment, SearchResult } from '../../src/engine/types';
import { Jobs } from '../../src/preview/jobs/jobs';
import type { JobSpec } from '../../src/preview/jobs/job';
import { fakeEngine } from './support/fake_engine';

const spec: JobSpec = {
  search: '| made',
  earliest: undefined,
  latest: undefined,
  owner: 'admin',
  app: 'webshell_watch',
  timeZone: 'UTC',
  ttlSeconds: 600,
  maxCount: 100,
  statusBuckets: 0,
  autoCancelSeconds: 0,
  maxTimeSeconds: 0,
  label: '',
  savedSearch: undefined,
  isScheduled: false,
  request: {},
  sid: undefined,
};

const environment: SearchEnvironment = {
  macro: () => undefined,
  macroNames: () => [],
  readLookup: () => Promise.resolve(undefined),
  writeLookup: () => Promise.resolve(),
  lookupNames: () => [],
  savedSearch: () => undefined,
};

const found: SearchResult = {
  fields: ['a'],
  rows: [{ a: '1' }],
  diagnostics: [],
  scanCount: 1,
  eventCount: 1,
  isPreview: false,
  costs: {},
};

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
  const jobs = new Jobs({ engine, now: () => 0, environment: () => environment });
  const job = jobs.create(spec);
  job.pause();
  preview({ ...found, isPreview: true });
  finish(found);
  await new Promise((resolve) => setImmediate(resolve));
  expect([job.state, job.result]).toEqual(['PAUSE', undefined]);
  job.unpause();
  await job.done;
  expect([job.state, job.result]).toEqual(['DONE', found]);
  jobs.close();
});

test('results of the oldest finished jobs go when all together take too much memory', async () => {
  let at = 0;
  const rows = Array.from({ length: 1000 }, () => ({ a: 'x'.repeat(100) }));
  const engine = { ...fakeEngine(), run: () => Promise.resolve({ ...found, rows }) };
  const jobs = new Jobs({ engine, now: () => (at += 1), environment: () => environment, mostBytes: 500_000 });
  for (let i = 0; i < 4; i++) {
    await jobs.create({ ...spec, sid: `j${i}` }).done;
    await new Promise((resolve) => setImmediate(resolve));
  }
  expect(jobs.all().map(({ sid }) => sid)).toEqual(['j2', 'j3']);
  expect(jobs.find('j3')?.bytes).toBeGreaterThan(200_000);
  jobs.close();
});
