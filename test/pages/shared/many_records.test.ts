import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { baselineBuildJob } from '../../../src/compiler/own_app/baseline';
import type * as KvStore from '../../../src/pages/shared/kv_store';
import type * as SearchClient from '../../../src/pages/shared/search_client';
import { openDuckEngine } from '../../../src/preview/duck_engine';
import { startPreview, type Preview } from '../../../src/preview/start';
import { started } from '../../compiler/support/own_app';
import { root } from '../../support/cli_process';

/** More than one answer of splunkd holds: 50,000 rows a query, 1,000 documents a batch. The preview keeps these limits. */

const MANY = 50_500;
const AT = Date.UTC(2026, 2, 1) / 1000;
const realFetch = globalThis.fetch;
let preview: Preview;
let kv: typeof KvStore;
let jobs: typeof SearchClient;
let folder = '';

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'webshell-watch-many-'));
  preview = await startPreview({
    ...{ dataFolder: folder, appFolder: join(root, 'build', 'webshell_watch'), host: '127.0.0.1', isSample: false },
    ...{ webPort: 0, managementPort: 0, now: () => (AT + 86_400) * 1000, say: () => undefined, runInputs: false },
    openEngine: openDuckEngine,
  });
  await becomePage();
  // Splunk's libraries look at the page around them when they are loaded.
  kv = await import('../../../src/pages/shared/kv_store');
  jobs = await import('../../../src/pages/shared/search_client');
});
afterAll(async () => {
  globalThis.fetch = realFetch;
  await preview.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Signs in by the link and takes over cookies and `/config`, as a browser does. */
async function becomePage(): Promise<void> {
  const entered = await realFetch(preview.tokenLink, { redirect: 'manual' });
  const cookie = entered.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  const config = await (await realFetch(`${preview.web}/en-US/config?autoload=1`, { headers: { cookie } })).text();
  Object.assign(globalThis, {
    document: { cookie, location: { pathname: '/en-US/app/webshell_watch/sightings' } },
    $C: JSON.parse(/window\.\$C = (.*);/.exec(config)?.[1] ?? '{}') as unknown,
    addEventListener: () => undefined,
    fetch: (path: string, init: RequestInit) => {
      const headers = new Headers(init.headers);
      headers.set('cookie', cookie);
      return realFetch(preview.web + path, { ...init, headers });
    },
  });
}

const signal = new AbortController().signal;

test('more sightings than an answer holds: all are read, and a build finds its own among them', async () => {
  const record = (n: number): Readonly<Record<string, unknown>> => {
    const names = { dest: `web${n}`, parent_process_name: 'w3wp.exe', process_name: 'csc.exe' };
    const key = createHash('md5').update(Object.values(names).join('|')).digest('hex');
    return { _key: key, ...names, first_seen: n, last_seen: n, count: 1, events: 1, days: ',0:1:1,' };
  };
  const all = Array.from({ length: MANY }, (_, index) => record(index + 1));
  await kv.saveRecords(kv.collections.sightings, all);
  const parent = 'C:\\Windows\\System32\\inetsrv\\w3wp.exe';
  const child = 'C:\\Windows\\Microsoft.NET\\csc.exe';
  const fields = { Image: child, ParentImage: parent, CommandLine: 'csc', ProcessId: '7', User: 'NT\\svc' };
  const hosts = ['WEB1', `web${MANY}`, 'web-new'];
  await preview.services.engine.append(hosts.map((host) => started(AT, host, fields)));
  const { search, earliest, latest } = baselineBuildJob(AT, AT + 86_400);
  await jobs.runSearch({ search, earliest: String(earliest), latest: String(latest) }, { signal });
  const records = await kv.readRecords(kv.collections.sightings);
  expect(records).toHaveLength(MANY + 1);
  expect(new Set(records.map(({ _key }) => _key)).size).toBe(MANY + 1);
  const changed = records.filter(({ last_seen: last }) => Number(last) >= AT);
  const shown = changed.map(({ dest, first_seen: first, count }) => [dest, Number(first), Number(count)]);
  expect(shown.sort()).toEqual([
    ['web-new', AT, 1],
    ['web1', 1, 2],
    [`web${MANY}`, MANY, 2],
  ]);
});

test('more results than an answer holds', async () => {
  const search = `| makeresults count=${MANY} | streamstats count as n | fields n`;
  const { rows } = await jobs.runSearch({ search, earliest: '0', latest: '' }, { signal });
  expect(rows.map(({ n }) => Number(n))).toEqual(Array.from({ length: MANY }, (_, index) => index + 1));
});

test('records go in batches of at most a thousand, a reviewed one is replaced', async () => {
  const record = (index: number, reason: string): Readonly<Record<string, unknown>> => ({ _key: `k${index}`, reason });
  await kv.saveRecords(
    kv.collections.reviews,
    Array.from({ length: 2_500 }, (_, index) => record(index, 'first')),
  );
  await kv.saveRecords(kv.collections.reviews, [record(7, 'second')]);
  const records = await kv.readRecords(kv.collections.reviews);
  expect(records).toHaveLength(2_500);
  expect(records.filter(({ reason }) => reason === 'second').map(({ _key }) => _key)).toEqual(['k7']);
});
