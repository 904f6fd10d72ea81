import fc from 'fast-check';
import type { Row } from '../../src/engine/types';
import { search } from './support';

/** `transaction` beside sessions found by a walk through the events in the order of time. */

interface Event {
  readonly time: number;
  readonly key: string;
  readonly what: 'start' | 'end' | 'other';
}

const events = fc.uniqueArray(
  fc.record({
    time: fc.integer({ min: 0, max: 500 }),
    key: fc.constantFrom('a', 'b'),
    what: fc.constantFrom('start', 'end', 'other'),
  }),
  { maxLength: 40, selector: ({ time }) => time },
);

interface Session {
  readonly key: string;
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** From the last start before an end to this end, nothing of another end between. */
function sessions(given: readonly Event[], longest: number): readonly Session[] {
  return ['a', 'b'].flatMap((key) => {
    const own = given.filter((one) => one.key === key).sort((x, y) => x.time - y.time);
    const found: Session[] = [];
    let start: number | undefined;
    for (const [i, { what, time }] of own.entries()) {
      const from = start === undefined ? undefined : own[start]?.time;
      if (what === 'start') start = i;
      if (what !== 'end') continue;
      if (start !== undefined && from !== undefined && time - from <= longest)
        found.push({ key, from, to: time, count: i - start + 1 });
      start = undefined;
    }
    return found;
  });
}

async function transactions(given: readonly Event[], options: string): Promise<readonly Row[]> {
  const rows = [...given]
    .sort((x, y) => y.time - x.time)
    .map(({ time, key, what }): Row => ({ _time: time, key, what }));
  const { rows: found, diagnostics } = await search(
    `| transaction key startswith=(what=start) endswith=(what=end) ${options} | eval from=0+_time | sort 0 key, from | table key from duration eventcount closed_txn`,
    { input: { fields: ['_time', 'key', 'what'], rows } },
  );
  expect(diagnostics).toEqual([]);
  return found;
}

const shown = (list: readonly Session[]): readonly Row[] =>
  [...list]
    .sort((x, y) => (x.key === y.key ? x.from - y.from : x.key < y.key ? -1 : 1))
    .map(({ key, from, to, count }) => ({
      key,
      from: String(from),
      duration: String(to - from),
      eventcount: String(count),
      closed_txn: '1',
    }));

test('complete transactions are the sessions', async () => {
  await fc.assert(
    fc.asyncProperty(events, async (given) => {
      expect(await transactions(given, '')).toEqual(shown(sessions(given, Infinity)));
    }),
    { numRuns: 60 },
  );
});

test('maxspan leaves out the sessions that are longer', async () => {
  await fc.assert(
    fc.asyncProperty(events, fc.integer({ min: 1, max: 300 }), async (given, longest) => {
      expect(await transactions(given, `maxspan=${longest}s`)).toEqual(shown(sessions(given, longest)));
    }),
    { numRuns: 60 },
  );
});

test('every event is in one transaction, whatever the options, when all are kept', async () => {
  const options = fc.constantFrom('', 'maxspan=20s', 'maxpause=9s', 'maxevents=3', 'maxopentxn=1', 'maxopenevents=2');
  await fc.assert(
    fc.asyncProperty(events, options, async (given, how) => {
      const rows = [...given]
        .sort((x, y) => y.time - x.time)
        .map(({ time, key, what }): Row => ({ _time: time, key, what }));
      const { rows: found } = await search(
        `| transaction key ${how} endswith=(what=end) keepevicted=true | stats sum(eventcount) as n`,
        { input: { fields: ['_time', 'key', 'what'], rows } },
      );
      expect(found).toEqual(given.length === 0 ? [] : [{ n: String(given.length) }]);
    }),
    { numRuns: 60 },
  );
});

test('open transactions that are given up are told', async () => {
  const rows = Array.from({ length: 5 }, (_, i): Row => ({ _time: 5 - i, key: String(i) }));
  const { rows: found, diagnostics } = await search('| transaction key maxspan=1h maxopentxn=2 | table key', {
    input: { fields: ['_time', 'key'], rows },
  });
  expect(found).toEqual([{ key: '3' }, { key: '4' }]);
  expect(diagnostics.map(({ code, message }) => [code, message])).toEqual([
    ['WW1012', '3 open transactions were given up (limits.conf [transactions] maxopentxn, maxopenevents)'],
  ]);
});

test('events in another order are sorted, and that is said', async () => {
  const rows: readonly Row[] = [
    { _time: 1, key: 'a', n: 'first' },
    { _time: 2, key: 'a', n: 'second' },
  ];
  const { rows: found, diagnostics } = await search('| transaction key mvlist=t | table n', {
    input: { fields: ['_time', 'key', 'n'], rows },
  });
  expect(found).toEqual([{ n: ['first', 'second'] }]);
  expect(diagnostics.map(({ code, severity }) => [code, severity])).toEqual([['WW1021', 'warning']]);
});
