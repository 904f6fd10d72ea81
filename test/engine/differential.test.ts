import { DuckDBInstance, type DuckDBConnection } from '@duckdb/node-api';
import fc from 'fast-check';
import type { ProcessFields } from '../../src/cim/process';
import { cimColumnNames } from '../../src/engine/store/columns';
import { openEventStore } from '../../src/engine/store/event_store';
import type { Row, StoredEvent } from '../../src/engine/types';
import { search } from './support';

/** The commands that count most, beside DuckDB's own SQL over the same random rows. */

const names = ['a', 'b', 'c', 'Cmd.exe', 'cmd.exe', 'Ž'] as const;
const cell = fc.option(fc.constantFrom(...names), { nil: null });
const number = fc.option(fc.integer({ min: -50, max: 50 }), { nil: null });
const table = fc.array(fc.record({ k: cell, l: cell, n: number, t: fc.integer({ min: 0, max: 200_000 }) }), {
  maxLength: 40,
});

type Given = { readonly k: string | null; readonly l: string | null; readonly n: number | null; readonly t: number };

let connection: DuckDBConnection;

beforeAll(async () => {
  connection = await (await DuckDBInstance.create(':memory:')).connect();
  await connection.run('CREATE TABLE t (i INTEGER, k VARCHAR, l VARCHAR, n INTEGER, t INTEGER)');
});

async function sqlRows(rows: readonly Given[], sql: string): Promise<readonly Row[]> {
  await connection.run('DELETE FROM t');
  const appender = await connection.createAppender('t');
  rows.forEach(({ k, l, n, t }, i) => {
    appender.appendInteger(i);
    for (const text of [k, l]) {
      if (text === null) appender.appendNull();
      else appender.appendVarchar(text);
    }
    if (n === null) appender.appendNull();
    else appender.appendInteger(n);
    appender.appendInteger(t);
    appender.endRow();
  });
  appender.closeSync();
  const result = await connection.runAndReadAll(sql);
  return result.getRowObjectsJson().map((row) =>
    Object.fromEntries(
      Object.entries(row).flatMap(([key, value]) => {
        if (value === null || (Array.isArray(value) && value.length === 0)) return [];
        const texts = Array.isArray(value)
          ? value.map((one) => JSON.stringify(one).replace(/^"|"$/g, ''))
          : JSON.stringify(value).replace(/^"|"$/g, '');
        return [[key, Array.isArray(texts) && texts.length === 1 ? String(texts[0]) : texts]];
      }),
    ),
  );
}

async function splRows(rows: readonly Given[], text: string): Promise<readonly Row[]> {
  const result = await search(text, {
    input: { fields: ['k', 'l', 'n', 't', '_time'], rows: rows.map((row) => ({ ...row, _time: row.t })) },
  });
  expect(result.diagnostics).toEqual([]);
  return result.rows;
}

const pairs: readonly (readonly [string, string])[] = [
  [
    '| stats count as c sum(n) as s min(n) as lo max(n) as hi dc(l) as d by k',
    'SELECT k, count(*) c, sum(n) s, min(n) lo, max(n) hi, count(DISTINCT l) d FROM t WHERE k IS NOT NULL GROUP BY k ORDER BY k',
  ],
  [
    '| stats count as c values(l) as v count(n) as m by k l',
    'SELECT k, l, count(*) c, list_sort(list(DISTINCT l)) v, count(n) m FROM t WHERE k IS NOT NULL AND l IS NOT NULL GROUP BY k, l ORDER BY k, l',
  ],
  [
    '| stats list(l) as v first(l) as f last(l) as g',
    'SELECT list(l ORDER BY i) FILTER (l IS NOT NULL) v, arg_min(l, i) FILTER (l IS NOT NULL) f, arg_max(l, i) FILTER (l IS NOT NULL) g FROM t HAVING count(l) > 0',
  ],
  ['| sort 0 n, -k | table n k', 'SELECT n, k FROM t ORDER BY n ASC NULLS LAST, k DESC NULLS LAST, i'],
  ['| sort 3 -n | table n', 'SELECT n FROM t ORDER BY n DESC NULLS LAST, i LIMIT 3'],
  [
    '| dedup k l | table k l n',
    'SELECT k, l, n FROM (SELECT *, row_number() OVER (PARTITION BY k, l ORDER BY i) r FROM t WHERE k IS NOT NULL AND l IS NOT NULL) WHERE r = 1 ORDER BY i',
  ],
  [
    '| dedup 2 k | table k n',
    'SELECT k, n FROM (SELECT *, row_number() OVER (PARTITION BY k ORDER BY i) r FROM t WHERE k IS NOT NULL) WHERE r <= 2 ORDER BY i',
  ],
  [
    '| bin n span=7 | table n',
    "SELECT CASE WHEN n IS NOT NULL THEN CAST(CAST(floor(n / 7.0) * 7 AS INTEGER) AS VARCHAR) || '-' || CAST(CAST(floor(n / 7.0) * 7 + 7 AS INTEGER) AS VARCHAR) END n FROM t ORDER BY i",
  ],
  [
    '| bin _time span=1h | eval h=0+_time | table h',
    'SELECT CAST(floor(t / 3600) * 3600 AS INTEGER) h FROM t ORDER BY i',
  ],
  [
    '| bin _time span=1d | eval d=0+_time | table d',
    'SELECT CAST(floor(t / 86400) * 86400 AS INTEGER) d FROM t ORDER BY i',
  ],
  [
    '| accum n as s | table s',
    'SELECT CASE WHEN n IS NOT NULL THEN sum(n) OVER (ORDER BY i ROWS UNBOUNDED PRECEDING) END s FROM t ORDER BY i',
  ],
  ['| delta n as d p=2 | table d', 'SELECT n - lag(n, 2) OVER (ORDER BY i) d FROM t ORDER BY i'],
  ['| autoregress n as a p=3 | table a', 'SELECT lag(n, 3) OVER (ORDER BY i) a FROM t ORDER BY i'],
  ['| addtotals fieldname=s n t | table s', 'SELECT coalesce(n, 0) + t s FROM t ORDER BY i'],
  [
    '| stats count as c by k l | xyseries k l c | untable k l c',
    'SELECT k, l, count(*) c FROM t WHERE k IS NOT NULL AND l IS NOT NULL GROUP BY k, l ORDER BY k, l',
  ],
  [
    '| chart eval(max(t)-min(t)) as r by k',
    'SELECT k, max(t) - min(t) r FROM t WHERE k IS NOT NULL GROUP BY k ORDER BY k',
  ],
  [
    '| sort 0 -_time | transaction k maxpause=5000s | eval s=0+_time | sort 0 s, k, eventcount | table k s eventcount duration',
    `SELECT k, min(t) s, count(*) eventcount, max(t) - min(t) duration
       FROM (SELECT k, t, sum(b) OVER (PARTITION BY k ORDER BY t, i ROWS UNBOUNDED PRECEDING) g
         FROM (SELECT *, CASE WHEN t - lag(t) OVER (PARTITION BY k ORDER BY t, i) > 5000 THEN 1 ELSE 0 END b
           FROM t WHERE k IS NOT NULL))
       GROUP BY k, g ORDER BY s, k`,
  ],
];

test.each(pairs)('%s', async (spl, sql) => {
  await fc.assert(
    fc.asyncProperty(table, async (rows) => {
      expect(await splRows(rows, spl)).toEqual(await sqlRows(rows, sql));
    }),
    { numRuns: 40 },
  );
});

test('a comparator that compares nothing would pass: rows that differ are told apart', async () => {
  const rows: readonly Given[] = [{ k: 'a', l: null, n: 1, t: 0 }];
  expect(await splRows(rows, '| table n')).not.toEqual(await sqlRows(rows, 'SELECT 2 AS n'));
});

const event = fc.record({
  name: cell,
  parent: cell,
  time: fc.integer({ min: 0, max: 100_000 }),
  id: number,
});

const nothing = Object.fromEntries(cimColumnNames.map((name) => [name, null])) as unknown as ProcessFields;

function stored({
  name,
  parent,
  time,
  id,
}: {
  name: string | null;
  parent: string | null;
  time: number;
  id: number | null;
}): StoredEvent {
  return {
    time,
    index: 'main',
    host: 'h',
    source: 's',
    sourcetype: 'st',
    raw: '',
    fields: {},
    cim: { ...nothing, process_name: name, parent_process_name: parent, process_id: id },
  };
}

/** `tstats` beside the same question to `datamodel … | search … | stats`, which runs on rows and shares no SQL with it. */
const twins: readonly (readonly [string, string])[] = [
  ['Processes.process_name="CMD.EXE"', 'count by Processes.parent_process_name'],
  [
    'NOT Processes.process_name=a*',
    'count min(Processes.process_id) as lo max(Processes.process_id) as hi by Processes.process_name',
  ],
  [
    'Processes.process_name!=a OR Processes.parent_process_name IN (b, "c*")',
    'values(Processes.parent_process_name) as v dc(Processes.process_id) as d sum(Processes.process_id) as s',
  ],
  [
    'Processes.process_id>=10',
    'count avg(Processes.process_id) as a range(Processes.process_id) as r stdev(Processes.process_id) as sd',
  ],
  [
    'Processes.process_name=*md.e*',
    'latest(Processes.process_name) as l earliest(Processes.process_name) as e earliest_time(Processes.process_id) as t',
  ],
  [
    'Processes.process_name=* NOT (Processes.process_name=b OR Processes.parent_process_name=*)',
    'count median(Processes.process_id) as m perc90(Processes.process_id) as p',
  ],
];

test.each(twins)('tstats where %s, %s', async (where, what) => {
  const round = (rows: readonly Row[]): unknown =>
    rows.map((row) =>
      Object.fromEntries(
        Object.entries(row).map(([key, value]) => [
          key,
          typeof value === 'string' && value.includes('.') && Number.isFinite(Number(value))
            ? Number(value).toFixed(6)
            : value,
        ]),
      ),
    );
  await fc.assert(
    fc.asyncProperty(fc.array(event, { maxLength: 25 }), async (events) => {
      const store = await openEventStore(':memory:', { memoryBytes: 1e8, threads: 1 });
      try {
        await store.append(events.map(stored));
        const one = await search(
          `| tstats ${what.replace(/ by .*/, '')} from datamodel=Endpoint.Processes where ${where} ${/ by .*/.exec(what)?.[0] ?? ''}`,
          { store },
        );
        const two = await search(`| datamodel Endpoint Processes search | search ${where} | stats ${what}`, { store });
        expect([...one.diagnostics, ...two.diagnostics]).toEqual([]);
        expect(round(one.rows.filter((row) => Object.keys(row).length > 0))).toEqual(round(two.rows));
      } finally {
        await store.close();
      }
    }),
    { numRuns: 10 },
  );
});
