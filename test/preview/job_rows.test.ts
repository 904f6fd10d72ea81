import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { Row } from '../../src/engine/types';
import { batchesOf, firstRows, JobRows } from '../../src/preview/jobs/job_rows';
import { Jobs } from '../../src/preview/jobs/jobs';
import { jobSpec, noEnvironment, oneRow, steeredEngine } from './support/job_parts';
import { temporaryFolder } from './support/small_app';

/** Results that are too many for the memory are kept in files, which are gone when nobody can ask for them any more. */

const cell = fc.oneof(fc.string({ unit: 'binary' }), fc.array(fc.string(), { minLength: 2, maxLength: 3 }));
const row = fc.dictionary(fc.constantFrom('a', 'b', '_time', '__proto_', 'ü'), cell);

test('any page of rows in a file is that of the rows', async () => {
  const folder = temporaryFolder();
  let file = 0;
  await fc.assert(
    fc.asyncProperty(fc.array(row, { maxLength: 5 }), fc.nat(2600), fc.nat(2600), fc.nat(1500), async (few, most, from, count) => {
      const all: readonly Row[] = Array.from({ length: most }, (_, i) => ({ n: String(i), ...few[i % (few.length + 1)] }));
      const rows = new JobRows(join(folder, String((file += 1))), 1000);
      for (let at = 0; at < all.length; at += 700) await rows.add(all.slice(at, at + 700));
      expect(rows.count).toBe(all.length);
      expect(await rows.page(from, count)).toEqual(all.slice(from, from + count));
      expect(await firstRows(rows, 1200).page(from, count)).toEqual(all.slice(0, 1200).slice(from, from + count));
      await rows.clear();
    }),
    { numRuns: 25 },
  );
  expect(readdirSync(folder)).toEqual([]);
}); // prettier-ignore

test('few rows need no file, and go to one when the memory is wanted', async () => {
  const path = join(temporaryFolder(), 'rows');
  const rows = new JobRows(path);
  await rows.add([{ a: '1' }, { a: ['2', '3'] }]);
  expect([existsSync(path), rows.bytesInMemory > 0]).toEqual([false, true]);
  await rows.toDisk();
  expect(rows.bytesInMemory).toBe(0);
  await rows.add([{ a: '4' }]);
  const found: Row[] = [];
  for await (const batch of batchesOf(rows)) found.push(...batch);
  expect(found).toEqual([{ a: '1' }, { a: ['2', '3'] }, { a: '4' }]);
});

const many = Array.from({ length: 3000 }, (_, i) => ({ a: `${i} ${'x'.repeat(500)}` }));

function jobsIn(folder: string, more: { readonly mostBytes?: number; readonly mostDiskBytes?: number } = {}) {
  const engine = steeredEngine();
  const clock = { now: 0 };
  const jobs = new Jobs({
    ...{ engine, now: () => clock.now, environment: () => noEnvironment, folder },
    mostKeptBytes: 1e6,
    ...more,
  });
  const finished = async (sid: string, rows: readonly Row[]) => {
    clock.now += 1;
    const job = jobs.create({ ...jobSpec, sid });
    engine.asked.at(-1)?.end({ ...oneRow, rows });
    await job.done;
    await new Promise((resolve) => setImmediate(resolve));
    return job;
  };
  return { jobs, finished, clock };
}

test('the files of a job go with it: when it is cancelled, when its time is over, when the preview ends', async () => {
  const folder = join(temporaryFolder(), 'dispatch');
  const { jobs, finished, clock } = jobsIn(folder);
  const [first] = [await finished('a', many), await finished('b', many), await finished('c', many)];
  expect(readdirSync(folder)).toHaveLength(3);
  jobs.cancel(first);
  await first.rows.clear();
  expect(readdirSync(folder)).toHaveLength(2);
  await finished('d', many);
  clock.now += 600_000;
  const [d] = jobs.all();
  expect([d?.sid, jobs.find('b'), jobs.find('c')]).toEqual(['d', undefined, undefined]);
  jobs.close();
  expect(existsSync(folder)).toBe(false);
});

test('what a killed preview has left is removed at the next start', () => {
  const folder = join(temporaryFolder(), 'dispatch');
  mkdirSync(folder);
  writeFileSync(join(folder, 'results-1.json'), '[]');
  const { jobs } = jobsIn(folder);
  expect(existsSync(folder)).toBe(false);
  jobs.close();
});

test('all results together take no more memory than allowed; those of the oldest jobs move to the disk, none is lost', async () => {
  const { jobs, finished } = jobsIn(join(temporaryFolder(), 'dispatch'), { mostBytes: 500_000 });
  const rows = many.slice(0, 300);
  for (const sid of ['a', 'b', 'c', 'd']) await finished(sid, rows);
  expect(jobs.all().map(({ sid, rows: kept }) => [sid, kept.bytesInMemory > 0])).toEqual([
    ['a', false],
    ['b', false],
    ['c', false],
    ['d', true],
  ]);
  for (const job of jobs.all()) expect(await job.table.page(0, 1000)).toEqual(rows);
  jobs.close();
});

test('the oldest finished jobs are forgotten when the disk has enough of them; saved ones stay', async () => {
  const { jobs, finished } = jobsIn(join(temporaryFolder(), 'dispatch'), { mostDiskBytes: 4_000_000 });
  (await finished('saved', many)).isSaved = true;
  for (const sid of ['a', 'b', 'c']) await finished(sid, many);
  expect(jobs.all().map(({ sid }) => sid)).toEqual(['saved', 'c']);
  jobs.close();
});

test('the engine is told the id of the job, for addinfo', () => {
  const engine = steeredEngine();
  const folder = join(temporaryFolder(), 'dispatch');
  const jobs = new Jobs({ engine, now: () => 0, environment: () => noEnvironment, folder });
  jobs.create({ ...jobSpec, sid: 'mine' });
  expect(engine.asked.map(({ request }) => request.searchId)).toEqual(['mine']);
  jobs.close();
});
