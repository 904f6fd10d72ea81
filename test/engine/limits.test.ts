import type { ProcessFields } from '../../src/cim/process';
import { cimColumnNames } from '../../src/engine/store/columns';
import { openEventStore, type EventStore } from '../../src/engine/store/event_store';
import type { SearchResult, StoredEvent } from '../../src/engine/types';
import { environmentOf, search } from './support';

/** Bad and heavy input: every search ends, says what happened, and leaves the engine well. */

const nothing = Object.fromEntries(cimColumnNames.map((name) => [name, null])) as unknown as ProcessFields;
const event = (i: number): StoredEvent => ({
  time: i,
  index: 'main',
  host: `h${i % 7}`,
  source: 's',
  sourcetype: 'st',
  raw: `event number ${i} C:\\Windows\\cmd.exe`,
  fields: { Image: `C:\\Windows\\p${i % 13}.exe`, 'odd "name"/~': 'v' },
  cim: { ...nothing, dest: `h${i % 7}`, process_name: `p${i % 13}.exe`, process: '%x_y!z' },
});

let store: EventStore;
const count = 4_000;

beforeAll(async () => {
  store = await openEventStore(':memory:', { memoryBytes: 3e8, threads: 1 });
  await store.append(Array.from({ length: count }, (_, i) => event(i)));
});
afterAll(() => store.close());

const codesOf = (result: { readonly diagnostics: readonly { readonly code: string }[] }): readonly string[] =>
  result.diagnostics.map(({ code }) => code);

test('ten thousand clauses', async () => {
  const clauses = Array.from(
    { length: 10_000 },
    (_, i) => `Processes.process_name="p${i}${i % 100 === 0 ? '*' : ''}.exe"`,
  ).join(' OR ');
  const result = await search(`| tstats count from datamodel=Endpoint.Processes where ${clauses}`, { store });
  expect(result.diagnostics).toEqual([]);
  expect(result.rows).toEqual([{ count: String(count) }]);
});

test('a search of one megabyte', async () => {
  const values = Array.from({ length: 12_000 }, (_, i) => `"${'value '.repeat(14)}${i}"`).join(', ');
  const result = await search(
    `| tstats count from datamodel=Endpoint.Processes where Processes.process_name IN (${values}, "P3.EXE")`,
    { store },
  );
  expect(result.diagnostics).toEqual([]);
  expect(result.rows).toEqual([{ count: String(Math.ceil((count - 3) / 13)) }]);
});

test('a catastrophic pattern is refused its time, a linear one has none to refuse', async () => {
  const text = 'a'.repeat(60);
  const linear = await search(`| makeresults | eval x=if(match("${text}!","^(a+)+$"),"y","n") | table x`);
  expect(linear.rows).toEqual([{ x: 'n' }]);
  const budgeted = await search(`| makeresults | eval x=if(match("${text}!","^(?=a)(a+)+$"),"y","n") | table x`);
  expect(codesOf(budgeted)).toEqual(['WW1007']);
});

test('a search that is cancelled ends, with what it has', async () => {
  const controller = new AbortController();
  // The lookup is read while the search runs: a moment in the middle of it on any machine.
  const environment = {
    ...environmentOf({}),
    readLookup: () => {
      controller.abort();
      return Promise.resolve([{ host: 'h1', owner: 'web team' }]);
    },
  };
  const text = 'index=main | lookup owners host OUTPUT owner | streamstats count | sort 0 -_raw';
  const result = await search(text, { store, environment, signal: controller.signal });
  expect(codesOf(result)).toContain('WW1019');
  expect(result.rows.length).toBeLessThan(count);
});

test('a search that is cancelled before it starts gives nothing', async () => {
  const result = await search('index=main', { store, signal: AbortSignal.abort() });
  expect(result.rows).toEqual([]);
});

test('rows beyond the limit are left out and it is said', async () => {
  const result = await search('index=main | table _raw', { store, limits: { maxResultRows: 10 } });
  expect(result.rows).toHaveLength(10);
  expect(codesOf(result)).toEqual(['WW1010']);
});

test.each([
  ['index=main | eval x=_raw | stats dc(x)', 100_000],
  ['index=main | eval x=_raw | stats values(x)', 100_000],
  ['index=main | eval x=_raw | stats mode(x)', 100_000],
  ['index=main | eval x=_time*2 | stats perc90(x)', 20_000],
  ['index=main | eval x=_time*2 | stats rate(x)', 20_000],
  ['index=main | eval x=_raw | timechart span=1d dc(x)', 100_000],
  ['index=main | eval x=_raw | chart dc(x) by host', 100_000],
  ['index=main | dedup _raw', 100_000],
  ['index=main | eventstats count by host', 100_000],
  ['index=main | stats sparkline(count) by host', 100_000],
  ['index=main | eval x=_raw | chart eval(dc(x)/count) as y by host', 100_000],
  ['index=main | transaction host maxevents=-1', 100_000],
  ['| multisearch [search index=main] [search index=main]', 100_000],
])('%s needs more memory than %i bytes: an error that names the limit', async (text, maxMemoryBytes) => {
  const result = await search(text, { store, limits: { maxMemoryBytes } });
  expect(codesOf(result)).toEqual(['WW1012']);
  expect(result.diagnostics[0]?.message).toContain('max_mem_usage_mb');
  expect(codesOf(await search(text, { store, limits: { maxMemoryBytes: 10_000_000 } }))).toEqual([]);
});

test.each([
  'index=main | sort 10 _raw | stats count',
  'index=main | eval x=1 | sort 3000 _raw | stats count',
  'index=main | sort 0 _raw',
  'index=main | eval x=1 | sort 0 _raw',
  'index=main | eval x=_raw | stats count min(x) max(x) sum(_time) by host',
  'index=main | dedup host',
  'index=main | eval x=_raw | timechart span=1d count',
])('%s keeps few of its rows and needs little memory', async (text) => {
  expect(codesOf(await search(text, { store, limits: { maxMemoryBytes: 100_000 } }))).toEqual([]);
});

test.each([
  ['in the database', ''],
  ['row by row', '| eval x=1'],
])('sort 0 %s sorts all rows, however many a result may have, and however few memory holds', async (_, between) => {
  const limits = { maxResultRows: 10, maxMemoryBytes: 100_000 };
  const result = await search(`index=main ${between} | sort 0 _time | table _time`, { store, limits });
  expect(result.rows.map((row) => row._time)).toEqual(
    Array.from({ length: 10 }, (_, i) => `1970-01-01T00:00:0${i}.000+00:00`),
  );
  expect(codesOf(result)).toEqual(['WW1010']);
  const last = await search(`index=main ${between} | sort 0 _time desc | head 1 | eval n=0+_time | table n`, {
    store,
    limits,
  });
  expect(last.rows).toEqual([{ n: String(count - 1) }]);
  expect(codesOf(last)).toEqual([]);
});

test('time beyond the limit ends the search with what it has', async () => {
  const result = await search('index=main | stats count by _raw', { store, limits: { maxMilliseconds: 1 } });
  expect(codesOf(result)).toContain('WW1011');
});

test('a subsearch keeps no more rows than its limit', async () => {
  const text = 'index=main [search index=main | rex "number (?<search>\\d+)" | table search]';
  const result = await search(text, { store, limits: { maxSubsearchRows: 5 } });
  expect(result.rows).toHaveLength(5);
  expect(codesOf(result)).toEqual(['WW1013']);
});

test('append takes as many rows of its subsearch as maxout says, 50,000 when it says nothing', async () => {
  const few = await search('| makeresults | append maxout=5 [search index=main | table host]', { store });
  expect(few.rows).toHaveLength(6);
  expect(codesOf(few)).toEqual(['WW1013']);
  for (const command of ['append', 'append maxout=0', 'union'])
    expect((await search(`| makeresults | ${command} [| makeresults count=50001] | stats count`)).rows).toEqual([
      { count: '50001' },
    ]);
});

test('the commands of a subsearch work on all rows: only those that it gives are bounded', async () => {
  const limits = { maxSubsearchRows: 5 };
  const sorted =
    '| makeresults | eval n=[search index=main | sort 0 _time | head 1 | eval n=0+_time | return $n] | table n';
  expect((await search(sorted, { store, limits })).rows).toEqual([{ n: '0' }]);
  const grouped = await search(
    'index=main [search index=main | stats count by _raw | head 2 | eval search=_raw | table search]',
    {
      store,
      limits,
    },
  );
  expect(codesOf(grouped)).toEqual([]);
});

test('two hundred searches at once all answer, and others get their turn in between', async () => {
  let rounds = 0;
  let isOver = false;
  const next = (): void => {
    rounds += 1;
    if (!isOver) setImmediate(next);
  };
  next();
  const all = await Promise.all(
    Array.from({ length: 200 }, (_, i) =>
      search(
        `| tstats count from datamodel=Endpoint.Processes where Processes.process_name=p${i % 13}.exe by Processes.dest`,
        { store },
      ),
    ),
  );
  isOver = true;
  expect(all.every(({ rows, diagnostics }) => rows.length === 7 && diagnostics.length === 0)).toBe(true);
  expect(rounds).toBeGreaterThan(200);
});

test('previews come while a search runs', async () => {
  const previews: number[] = [];
  const onPreview = ({ isPreview, rows }: SearchResult): void => void (isPreview && previews.push(rows.length));
  const result = await search('index=main', { store, onPreview, previewEvery: 0 });
  expect(result.isPreview).toBe(false);
  expect(result.rows).toHaveLength(count);
  expect(previews.length).toBeGreaterThan(0);
  expect(previews).toEqual([...previews].sort((a, b) => a - b));
});

test.each([
  ['number 3999', 1],
  ['"number 3999"', 1],
  ['numbe', 0],
  ['numbe*', count],
  ['CMD.EXE', count],
  ['cmd', count],
  ['md.exe', 0],
  ['NOT number', 0],
  [
    'host=h3 Image="*\\\\p0.exe"',
    Array.from({ length: count }, (_, i) => i).filter((i) => i % 7 === 3 && i % 13 === 0).length,
  ],
  ['Image=C:\\\\Windows\\\\P1.exe', Math.ceil((count - 1) / 13)],
  ['process="%x_y!z"', count],
  ['process="%x*!z"', count],
  ['process="*_Y!*"', count],
  ['process="*a_y*"', 0],
  ['process=%*%', 0],
  ['tag=process tag=report', count],
  ['tag=other', 0],
  ['earliest=10 latest=20', 10],
  ['_time>=3990', 10],
  ['nothing!=x', 0],
  ['NOT nothing=x', count],
  ['sourcetype=ST source=s index=main', count],
])('search %s finds %i events', async (text, expected) => {
  const result = await search(`search ${text} | stats count`, { store });
  expect(result.diagnostics).toEqual([]);
  expect(result.rows).toEqual([{ count: String(expected) }]);
});

test('a field of any name can be read', async () => {
  const result = await search(`search host=h1 | head 1 | eval x='odd "name"/~' | table x`, { store });
  expect(result.rows).toEqual([{ x: 'v' }]);
});

test('times of the request bound a search: earliest is in, latest is out', async () => {
  const result = await search('| tstats count from datamodel=Endpoint.Processes', {
    store,
    earliest: '100',
    latest: '110',
  });
  expect(result.rows).toEqual([{ count: '10' }]);
  const wrong = await search('| tstats count from datamodel=Endpoint.Processes', { store, earliest: 'rt-5m' });
  expect(codesOf(wrong)).toEqual(['WW1005']);
});

test('fillnull_value keeps rows that a null would drop, and an unknown field is said', async () => {
  const dropped = await search('| tstats count from datamodel=Endpoint.Processes by Processes.os', { store });
  expect(dropped.rows).toEqual([]);
  const kept = await search(
    '| tstats fillnull_value=null count from datamodel=Endpoint.Processes by Processes.os Processes.bogus',
    { store },
  );
  expect(kept.rows).toEqual([{ 'Processes.os': 'null', 'Processes.bogus': 'null', count: String(count) }]);
  expect(codesOf(kept)).toEqual(['WW1004']);
});

test('tstats bins time, in days of the user', async () => {
  const text = '| tstats count from datamodel=Endpoint.Processes by _time span=1d';
  const utc = await search(text, { store });
  expect(utc.rows).toEqual([{ _time: '1970-01-01T00:00:00.000+00:00', count: String(count) }]);
  const kolkata = await search(text, { store, timeZone: 'Asia/Kolkata' });
  expect(kolkata.rows).toEqual([{ _time: '1970-01-01T00:00:00.000+05:30', count: String(count) }]);
});

test('outputlookup writes and inputlookup reads it again; a broken lookup is an error, not a loss', async () => {
  const environment = environmentOf({});
  await search('| makeresults | eval a="1" | table a | outputlookup x', { environment });
  expect(environment.written.get('x')).toEqual([{ a: '1' }]);
  const failing = { ...environment, writeLookup: () => Promise.reject(new Error('no right')) };
  const result = await search('| makeresults | eval a="1" | table a | outputlookup x', { environment: failing });
  expect(result.rows).toEqual([{ a: '1' }]);
  expect(codesOf(result)).toEqual(['WW1018']);
});

test('macros expand, with arguments and from expressions', async () => {
  const environment = environmentOf({
    macros: [
      { name: 'many', args: ['n'], definition: 'makeresults count=$n$', isEval: false },
      { name: 'six', args: [], definition: '"2"*3', isEval: true },
    ],
  });
  const result = await search('| `many(3)` | eval x=`six` | stats count sum(x) as s', { environment });
  expect(result.rows).toEqual([{ count: '3', s: '18' }]);
});

test.each([
  // macros.conf.spec, validation: a boolean must be true; a text is the error, no text is none.
  ['value < value2', '12, 34', undefined],
  ['value < value2', '34, 12', 'the first must be smaller'],
  ['isnum($value$)', '7, 8', undefined],
  ['isnum($value$)', '"x", 8', 'the first must be smaller'],
  ['if(value > value2, "too large: " . value, null())', '9, 8', 'too large: 9'],
  ['if(value > value2, "too large: " . value, null())', '1, 8', undefined],
  ['no such(', '1, 8', 'the first must be smaller'],
])('the validation %s of a macro called with %s: %s', async (validation, args, error) => {
  const macro = { name: 'two', args: ['value', 'value2'], definition: 'makeresults', isEval: false };
  const environment = environmentOf({ macros: [{ ...macro, validation, errorMessage: 'the first must be smaller' }] });
  const { rows, diagnostics } = await search(`| \`two(${args})\` | stats count`, { environment });
  const expected = error === undefined ? [[{ count: '1' }], undefined] : [[], `two: ${error}`];
  expect([rows, diagnostics[0]?.message]).toEqual(expected);
});

test.each(['| tstats count where', '| tstats count from datamodel=Endpoint.Processes where'])(
  '%s takes a condition from a subsearch',
  async (start) => {
    const field = start.includes('datamodel') ? 'Processes.process_name' : 'sourcetype';
    const value = start.includes('datamodel') ? 'p3.exe' : 'nothing';
    const made = `[| makeresults | eval ${field}="${value}" | fields ${field}]`;
    const { rows, diagnostics } = await search(`${start} ${made}`, { store });
    const wanted = await search(`${start} ${field}="${value}"`, { store });
    expect([diagnostics, rows]).toEqual([[], wanted.rows]);
  },
);

test('parts of a written date may have one digit', async () => {
  const short = await search('| makeresults | eval t=relative_time(0, "+1d")', { earliest: '10/9/2017:0:0:0' });
  expect(short.diagnostics).toEqual([]);
});

test('ten thousand conditions that must all hold', async () => {
  const without = Array.from({ length: 10_000 }, (_, i) => `NOT Processes.process_name="q${i}.exe"`).join(' ');
  const counted = await search(
    `| tstats count from datamodel=Endpoint.Processes where ${without} NOT Processes.user="x"`,
    {
      store,
    },
  );
  expect([counted.diagnostics, counted.rows]).toEqual([[], [{ count: String(count) }]]);
  const all = await search(`search number event ${'number '.repeat(600)} | stats count`, { store });
  expect(all.rows).toEqual([{ count: String(count) }]);
});

test('ten thousand words are refused with their place', async () => {
  const words = Array.from({ length: 10_000 }, (_, i) => `word${i}`).join(' ');
  const result = await search(`search number ${words} | stats count`, { store });
  expect(result.diagnostics.map(({ code, severity }) => [code, severity])).toEqual([['WW1020', 'error']]);
});

test('ten thousand commands in a row are refused with their place', async () => {
  const result = await search(`| makeresults ${'| eval a=1 '.repeat(10_000)}`);
  expect(result.diagnostics.map(({ code, line, column }) => [code, line, column > 1_000])).toEqual([
    ['WW0309', 1, true],
  ]);
});
