import fc from 'fast-check';
import type { ProcessFields } from '../../src/cim/process';
import { cimColumnNames } from '../../src/engine/store/columns';
import { openEventStore, type EventStore } from '../../src/engine/store/event_store';
import type { Row, StoredEvent } from '../../src/engine/types';
import { search } from './support';

/** What the database does for the commands behind an event search, beside the same commands over whole events. */

/** Asks for every field of every event: nothing that stands behind it is done by the database. */
const wholeEvents = '| eval asked=if(searchmatch("a=1"), 1, 1) | fields - asked';

const word = fc.constantFrom(
  'a',
  'B',
  'b',
  'Ž',
  '😀',
  '',
  '10',
  '9',
  '1.5',
  '-3',
  '1e2',
  'inf',
  '0x1f',
  '10.0.0.9',
  '10.0.0.10',
  '10.0.0.256',
  '010.0.0.9',
  '1.0',
  ' 1.0',
);
const maybe = fc.option(word, { nil: null });
const events = fc.array(
  fc.record({
    time: fc.integer({ min: 0, max: 30 }),
    own: maybe,
    odd: maybe,
    name: maybe,
    shadowed: maybe,
    inModel: fc.boolean(),
  }),
  { maxLength: 25 },
);

const noFields: Record<keyof ProcessFields, null> = {
  ...Object.fromEntries(cimColumnNames.map((name) => [name, null])),
} as Record<keyof ProcessFields, null>;

function stored({
  time,
  own,
  odd,
  name,
  shadowed,
  inModel,
  index = 'main',
}: Given & { readonly index?: string }): StoredEvent {
  const fields = { own, 'od/d~1': odd, process_name: shadowed, index: 'from the event' };
  return {
    time,
    index,
    host: `h${time % 3}`,
    source: 's',
    sourcetype: 'st',
    raw: `raw ${own ?? ''} ${name ?? ''}`,
    fields: Object.fromEntries(Object.entries(fields).flatMap(([key, text]) => (text === null ? [] : [[key, text]]))),
    cim: inModel ? { ...noFields, process_name: name, process_id: time } : null,
  };
}

type Given = typeof events extends fc.Arbitrary<readonly (infer One)[]> ? One : never;

const pipelines = [
  '| stats count',
  '| stats count by process_name host',
  '| stats count dc(own) as d values(own) as v list("od/d~1") as l by host',
  '| stats min(own) max(own) min(_time) max(_time) avg(process_id) sum(own) range(own) by process_name',
  '| stats first(own) last(own) earliest(process_name) latest(process_name) count(index) as i',
  '| stats values(_time) as t dc(_time) as d list(_time) as l by _time host',
  '| stats count by tag',
  '| stats count values(process_*) as * by host',
  '| stats perc90(process_id) mode(own) count(eval(own="a")) as c',
  '| where own>5 | table own process_name nothing',
  '| fields own, tag',
  '| fields own | stats count by process_name',
  '| fields + process_name, index | head 3',
  '| eval x=own.process_name, own=null() | rename "od/d~1" as od | table x own od _raw host',
  '| head 4 | table _time host',
  '| table _time own | head 2 | sort own',
  '| rex "raw (?<r>\\S+)" | regex process_name="^[abB]$" | stats count by r',
  '| search a OR own=b | stats count by host',
  '| sort 0 -own | dedup host | table host own',
  '| sort 0 own, -process_name',
  '| sort 0 -own process_name desc | table own process_name host _raw',
  '| sort 3 num(own), -str("od/d~1"), ip(process_name)',
  '| sort 5 -ip(own) d | stats list(own) as l count',
  '| sort - _time, own | head 4 | table _time own',
  '| sort 0 tag, own | table own',
  '| sort str(_time), own | table own',
  '| top own by host',
  '| timechart span=10s count by host',
  '| chart count over host by own',
  '| streamstats count as n by host | eventstats max(n) as m | table n m host',
  '| bin process_id span=7 | fillnull value=x own | stats count by process_id own',
  '| head 2 | table *',
];

let store: EventStore;
let indexes = 0;

beforeAll(async () => {
  store = await openEventStore(':memory:', { memoryBytes: 1e8, threads: 1 });
});
afterAll(() => store.close());

test.each(pipelines)('search * %s', async (text) => {
  await fc.assert(
    fc.asyncProperty(events, async (given) => {
      // An index of its own for each set of events spares a database for each.
      const index = `i${(indexes += 1)}`;
      await store.append(given.map((one) => stored({ ...one, index })));
      const narrow = await search(`search index=${index} ${text}`, { store });
      const whole = await search(`search index=${index} ${wholeEvents} ${text}`, { store });
      expect(narrow.diagnostics).toEqual(whole.diagnostics);
      expect(narrow.fields).toEqual(whole.fields);
      expect(rounded(narrow.rows)).toEqual(rounded(whole.rows));
    }),
    { numRuns: 20 },
  );
});

/** Sums may differ in the last digit, since the database adds in another order. */
function rounded(rows: readonly Row[]): unknown {
  return rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([key, value]) => [
        key,
        typeof value === 'string' && /^-?\d+\.\d{9,}$/.test(value) ? Number(value).toFixed(6) : value,
      ]),
    ),
  );
}

test('the numbers of events are those of all that match, grouped or not', async () => {
  await store.append(
    [1, 2, 3].map((time) =>
      stored({
        time,
        own: time === 1 ? null : 'a',
        odd: null,
        name: null,
        shadowed: null,
        inModel: true,
        index: 'counted',
      }),
    ),
  );
  const result = await search('search index=counted | stats count by own', { store });
  expect(result.rows).toEqual([{ own: 'a', count: '2' }]);
  expect([result.scanCount, result.eventCount]).toEqual([3, 3]);
});

test('more groups than a search may have are refused', async () => {
  await store.append(
    [1, 2, 3].map((time) =>
      stored({ time, own: null, odd: null, name: null, shadowed: null, inModel: true, index: 'grouped' }),
    ),
  );
  const result = await search('search index=grouped | stats count by _time', {
    store,
    limits: { maxResultRows: 2 },
  });
  expect(result.diagnostics[0]?.message).toContain('More than 2 groups');
});
