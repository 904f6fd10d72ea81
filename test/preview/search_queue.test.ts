import type { SearchPlaces } from '../../src/preview/jobs/search_queue';
import type { Job } from '../../src/preview/jobs/job';
import { wholeResult } from '../../src/preview/jobs/job_reply';
import { Jobs } from '../../src/preview/jobs/jobs';
import { jobSpec, noEnvironment, steeredEngine } from './support/job_parts';
import { temporaryFolder } from './support/small_app';

/** Who runs and who waits: what is quick never waits for what is not, and a place is free as soon as nobody wants it. */

const opened: Jobs[] = [];
afterEach(() => opened.splice(0).forEach((jobs) => jobs.close()));

function madeJobs(places: SearchPlaces) {
  const engine = steeredEngine();
  const jobs = new Jobs({
    engine,
    places,
    quickMilliseconds: 100,
    now: () => 0,
    environment: () => noEnvironment,
    folder: temporaryFolder(),
  });
  opened.push(jobs);
  const made = (name: string): Job => jobs.create({ ...jobSpec, search: name, sid: name });
  const searches = (): readonly string[] => engine.asked.map(({ request }) => request.text);
  const last = (text: string) => engine.asked.findLast(({ request }) => request.text === text);
  return { jobs, made, searches, last };
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('no more run than there are places, the others begin in their order', async () => {
  const { made, searches, last } = madeJobs({ quick: 2, long: 1 });
  const all = ['a', 'b', 'c'].map(made);
  expect(searches()).toEqual(['a', 'b']);
  expect(all.map(({ state }) => state)).toEqual(['RUNNING', 'RUNNING', 'QUEUED']);
  last('b')?.end();
  await settled();
  expect(searches()).toEqual(['a', 'b', 'c']);
});

test('a cancelled search gives its place away at once, though it has not ended yet', () => {
  const { jobs, made, searches, last } = madeJobs({ quick: 1, long: 1 });
  const [first] = ['a', 'b'].map(made);
  if (first !== undefined) jobs.cancel(first);
  expect(last('a')?.request.signal.aborted).toBe(true);
  expect(searches()).toEqual(['a', 'b']);
  expect(jobs.find('a')).toBeUndefined();
});

test('so does a finalized one', () => {
  const { jobs, made, searches } = madeJobs({ quick: 1, long: 1 });
  const [first] = ['a', 'b'].map(made);
  if (first !== undefined) jobs.finalize(first);
  expect([first?.state, searches()]).toEqual(['DONE', ['a', 'b']]);
});

test('a search that takes long goes on among the long ones', () => {
  const { made, searches, last } = madeJobs({ quick: 1, long: 1 });
  const [a] = ['a', 'b'].map(made);
  expect(last('a')?.request.lane?.()).toBe('quick');
  last('a')?.request.onWork?.(60);
  expect(searches()).toEqual(['a']);
  last('a')?.request.onWork?.(60);
  expect(last('a')?.request.lane?.()).toBe('long');
  expect(last('a')?.request.signal.aborted).toBe(false);
  expect([a?.state, searches()]).toEqual(['RUNNING', ['a', 'b']]);
});

test('when the long places are taken it begins anew later, and what the first attempt gives is not heard', async () => {
  const { made, searches, last } = madeJobs({ quick: 1, long: 1 });
  const jobs = ['a', 'b', 'quick'].map(made);
  last('a')?.request.onWork?.(200);
  const attempt = last('b');
  await attempt?.request.sink?.([{ a: 'early' }]);
  attempt?.request.onWork?.(200);
  expect(attempt?.request.signal.aborted).toBe(true);
  expect([jobs[1]?.state, jobs[1]?.rows.count, searches()]).toEqual(['QUEUED', 0, ['a', 'b', 'quick']]);
  await attempt?.request.sink?.([{ a: 'late' }]);
  attempt?.end();
  await settled();
  expect(jobs[1]?.isDone).toBe(false);
  last('a')?.end();
  await settled();
  expect(searches()).toEqual(['a', 'b', 'quick', 'b']);
  expect(last('b')?.request.lane?.()).toBe('long');
  await last('b')?.request.sink?.([{ a: 'right' }]);
  last('b')?.end({
    fields: ['a'],
    rows: [],
    diagnostics: [],
    scanCount: 1,
    eventCount: 1,
    isPreview: false,
    costs: {},
  });
  if (jobs[1] === undefined) throw new Error('no job');
  await jobs[1].done;
  expect((await wholeResult(jobs[1])).rows).toEqual([{ a: 'right' }]);
});

test('what took long the last time waits among the long ones without being tried, until it is quick again', async () => {
  const { jobs, searches, last } = madeJobs({ quick: 1, long: 1 });
  const made = (search: string): Job => jobs.create({ ...jobSpec, search });
  const first = made('big');
  last('big')?.request.onWork?.(200);
  [made('big'), made('small')].forEach(({ state }) => expect(['QUEUED', 'RUNNING']).toContain(state));
  expect(searches()).toEqual(['big', 'small']);
  last('big')?.end();
  await first.done;
  expect(searches()).toEqual(['big', 'small', 'big']);
  expect(last('big')?.request.lane?.()).toBe('long');
  last('big')?.end();
  await settled();
  made('big');
  last('small')?.end();
  await settled();
  expect([searches().length, last('big')?.request.lane?.()]).toEqual([4, 'quick']);
});

test('a search that has written a lookup never begins anew', async () => {
  const { made, last } = madeJobs({ quick: 2, long: 1 });
  ['a', 'b'].forEach(made);
  last('a')?.request.onWork?.(200);
  await last('b')?.environment.writeLookup('seen', [], { append: true });
  last('b')?.request.onWork?.(200);
  expect(last('b')?.request.signal.aborted).toBe(false);
  expect(last('b')?.request.lane?.()).toBe('quick');
});

test('a job tells how far it is, and never more than its results', async () => {
  const { made, last } = madeJobs({ quick: 1, long: 1 });
  const job = made('a');
  last('a')?.request.onProgress?.(0.25);
  expect(job.progress).toBe(0.25);
  last('a')?.end();
  await job.done;
  expect(job.isDone).toBe(true);
});
