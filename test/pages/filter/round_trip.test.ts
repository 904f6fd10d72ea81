import fc from 'fast-check';
import { rowCondition } from '../../../src/engine/search/row_condition';
import { runSearch } from '../../../src/engine/run_search';
import { openEventStore, type EventStore } from '../../../src/engine/store/event_store';
import type { Row } from '../../../src/engine/types';
import { ResultTable } from '../../../src/pages/filter/exception_fit';
import {
  isNegative,
  normalException,
  operators,
  takesWildcards,
  type Condition,
  type Exception,
} from '../../../src/pages/filter/exceptions';
import { printException, printFilter } from '../../../src/pages/filter/print_filter';
import { readFilter } from '../../../src/pages/filter/read_filter';
import { parseFilter } from '../../../src/spl/parse';

/** Rows to SPL and back, and what both mean to the real engine. */

const NOW = 1_700_000_000;

/** Signs that SPL uses itself, Windows paths, other scripts, wildcards. */
const signs = ['"', '\\', '\\\\', '|', "'", '`', '(', ')', '[', ']', ',', '=', '<', ' ', '%', '$', '#', '{', 'a', 'B'];
const texts = [
  'C:\\Program Files\\x.exe',
  'NOT',
  'OR',
  'ww_now',
  '\u202Egpj.exe',
  'خادم',
  'Ünïcode',
  '日本',
  '😀',
  '0',
  '-1',
];
const literal = fc
  .array(fc.constantFrom(...signs, ...texts), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.join(''));
const pattern = fc
  .array(fc.constantFrom(...signs, ...texts, '*', '*'), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.join(''));
const field = fc.constantFrom(
  'dest',
  'process_name',
  'process',
  'user',
  'a.b',
  'with space',
  'NOT',
  'search',
  'in',
  'Ünï',
);

const condition: fc.Arbitrary<Condition> = fc
  .tuple(fc.constantFrom(...operators), field, fc.array(pattern, { minLength: 1, maxLength: 3 }), literal)
  .map(([operator, name, patterns, text]) => ({
    field: name,
    operator,
    values: operator === 'is_one_of' ? patterns : [takesWildcards[operator] ? (patterns[0] ?? '*') : text],
  }));
const exception: fc.Arbitrary<Exception> = fc.record({
  conditions: fc.array(condition, { minLength: 1, maxLength: 4 }),
  until: fc.option(fc.integer({ min: NOW - 1000, max: NOW + 1000 })),
});
const filter = fc.array(exception, { maxLength: 5 });

test('rows, SPL, rows: the same rows', () => {
  fc.assert(
    fc.property(filter, (exceptions) => {
      expect(readFilter(printFilter(exceptions))).toEqual({
        kind: 'rows',
        exceptions: exceptions.map(normalException),
      });
    }),
    { numRuns: 2000 },
  );
});

test('what reads back once reads back for ever', () => {
  fc.assert(
    fc.property(filter, (exceptions) => {
      const normal = exceptions.map(normalException);
      expect(normal.map(normalException)).toEqual(normal);
    }),
  );
});

/** Results whose values lie near those of the conditions, several values and missing fields included. */
const value = fc.oneof(
  literal,
  fc.constantFrom('WEB-04', 'web-04', 'cmd.exe', 'CMD.EXE', 'ab', 'B', '*', 'a*B', 'İ', 'ΑΣ', 'ς'),
);
const results: fc.Arbitrary<readonly Row[]> = fc.array(
  fc.dictionary(
    fc.constantFrom('dest', 'process_name', 'process', 'user'),
    fc.oneof(value, fc.array(value, { minLength: 2, maxLength: 3 })),
  ),
  { minLength: 1, maxLength: 8 },
);

/** Conditions over few fields and short values, so that many fit. */
const near: fc.Arbitrary<Exception> = fc.record({
  conditions: fc.array(
    fc
      .tuple(
        fc.constantFrom(...operators),
        fc.constantFrom('dest', 'process_name', 'user'),
        value,
        fc.array(value, { minLength: 1, maxLength: 3 }),
      )
      .map(([operator, name, text, list]) => ({
        field: name,
        operator,
        values: operator === 'is_one_of' ? list : [text],
      })),
    { minLength: 1, maxLength: 2 },
  ),
  until: fc.constant(null),
});

/** What the engine's own `search` keeps of the rows. */
function keptByEngine(text: string, rows: readonly Row[]): readonly Row[] {
  const { commands } = parseFilter({ name: 'filter', text }, { report: (problem) => expect(problem).toBeUndefined() });
  return commands.reduce<readonly Row[]>((left, command) => {
    if (command.kind !== 'search') throw new Error(`not a search: ${command.kind}`);
    return left.filter(rowCondition(command.expression));
  }, rows);
}

test('the page counts what the engine hides', () => {
  let hidden = 0;
  fc.assert(
    fc.property(fc.array(near, { minLength: 1, maxLength: 3 }), results, (exceptions, rows) => {
      const table = new ResultTable(rows, NOW);
      const gone = new Set(exceptions.flatMap((one) => table.fits(one)));
      hidden += gone.size;
      expect(rows.filter((_row, at) => !gone.has(at))).toEqual(keptByEngine(printFilter(exceptions), rows));
    }),
    { numRuns: 2000 },
  );
  expect(hidden).toBeGreaterThan(500);
});

/** Texts of the row shape that an analyst may write, with what rows make of them. */
const quoted = (text: string): string => `"${text.replace(/[\\"]/g, '\\$&')}"`;
const leaf = fc
  .tuple(fc.constantFrom('dest', 'process_name', 'user'), fc.constantFrom('=', '!='), value)
  .map(([name, operator, text]) => `${name}${operator}${quoted(text)}`);
const list = fc
  .tuple(fc.constantFrom('dest', 'user'), fc.array(value, { minLength: 1, maxLength: 3 }), fc.boolean())
  .map(([name, values, isList]) =>
    isList
      ? `${name} IN (${values.map(quoted).join(',')})`
      : `(${values.map((text) => `${name}=${quoted(text)}`).join(' OR ')})`,
  );
const group = fc
  .tuple(fc.array(fc.oneof(leaf, list), { minLength: 1, maxLength: 3 }), fc.constantFrom(' ', ' AND ', '\n  '))
  .map(([parts, between]) => `(${parts.join(between)})`);
const search = fc.oneof(
  group.map((text) => `search NOT ${text}`),
  fc.array(group, { minLength: 2, maxLength: 3 }).map((groups) => `search NOT (${groups.join(' OR ')})`),
  fc
    .array(group, { minLength: 2, maxLength: 3 })
    .map((groups) => `search ${groups.map((one) => `NOT ${one}`).join(' ')}`),
  fc.constant('search *'),
);
const rowShaped = fc.array(search, { minLength: 1, maxLength: 3 }).map((searches) => searches.join(' | '));

test('SPL of the row shape, rows, SPL: means the same to the engine', () => {
  let kept = 0;
  fc.assert(
    fc.property(rowShaped, results, (text, rows) => {
      const read = readFilter(text);
      expect(read.kind).toBe('rows');
      const left = keptByEngine(printFilter(read.exceptions), rows);
      kept += left.length;
      expect(left).toEqual(keptByEngine(text, rows));
    }),
    { numRuns: 2000 },
  );
  expect(kept).toBeGreaterThan(500);
});

/** Pieces of filters in any order: most are no row, some do not parse. */
const soup = fc
  .array(
    fc.constantFrom(
      ...[
        'search',
        'NOT',
        'OR',
        'AND',
        '(',
        ')',
        '|',
        '*',
        'dest=A',
        'dest="B"',
        'user!=A',
        'dest IN (A, "B")',
        'user=A*',
      ],
      ...[
        'dest=B',
        'where dest="A"',
        '`m`',
        '[',
        ']',
        '"',
        'fields - ww_now',
        'eval ww_now=now()',
        'ww_now<5',
        'A',
        ',',
      ],
    ),
    { maxLength: 14 },
  )
  .map((parts) => `search NOT (${parts.join(' ')}`);
const few: readonly Row[] = ['A', 'B', 'AB', undefined].flatMap((dest) =>
  ['A', 'C', undefined].map((user) => ({
    ...(dest === undefined ? {} : { dest }),
    ...(user === undefined ? {} : { user }),
  })),
);

test('any text is read without a fault; one that is rows means the same to the engine as what they print', () => {
  let rowsSeen = 0;
  const texts = fc.tuple(soup, fc.constantFrom('', ')', '))', ') OR', ') | search NOT dest=B')).map(([a, b]) => a + b);
  fc.assert(
    fc.property(texts, (text) => {
      const read = readFilter(text);
      if (read.kind !== 'rows' || read.exceptions.some(({ until }) => until !== null)) return;
      rowsSeen++;
      expect(keptByEngine(printFilter(read.exceptions), few)).toEqual(keptByEngine(text, few));
    }),
    { numRuns: 10_000 },
  );
  expect(rowsSeen).toBeGreaterThan(50);
});

describe('in a whole search', () => {
  let store: EventStore | undefined;
  beforeAll(async () => (store = await openEventStore(':memory:', { memoryBytes: 2e8, threads: 1 })));
  afterAll(() => store?.close());

  async function rowsOf(text: string): Promise<readonly Row[]> {
    if (store === undefined) throw new Error('no store');
    const environment = {
      macro: () => undefined,
      macroNames: () => [],
      readLookup: () => Promise.resolve(undefined),
      writeLookup: () => Promise.resolve(),
      lookupNames: () => [],
      savedSearch: () => undefined,
    };
    const signal = new AbortController().signal;
    const request = { text, timeZone: 'UTC', now: NOW, signal };
    return (await runSearch(store, environment, request)).rows;
  }

  test('an exception with an end hides until then, and leaves no field behind', async () => {
    const base = '| makeresults | eval dest="WEB-04" | table dest';
    const until = (end: number): string =>
      printFilter([{ conditions: [{ field: 'dest', operator: 'is', values: ['web-04'] }], until: end }]);
    expect(await rowsOf(`${base} | ${until(NOW + 1)}`)).toEqual([]);
    expect(await rowsOf(`${base} | ${until(NOW)}`)).toEqual([{ dest: 'WEB-04' }]);
  });

  test('a Windows path with quotes comes through eval, filter and back', async () => {
    const path = '"C:\\Program Files\\Vendor\\run.exe" -x "a|b"';
    const base = `| makeresults | eval process="${path.replace(/[\\"]/g, '\\$&')}" | table process`;
    const hide = (operator: Condition['operator'], text: string): string =>
      printFilter([{ conditions: [{ field: 'process', operator, values: [text] }], until: null }]);
    expect(await rowsOf(base)).toEqual([{ process: path }]);
    expect(await rowsOf(`${base} | ${hide('is', path)}`)).toEqual([]);
    expect(await rowsOf(`${base} | ${hide('contains', '\\Vendor\\')}`)).toEqual([]);
    expect(await rowsOf(`${base} | ${hide('contains', '\\vendors\\')}`)).toHaveLength(1);
  });
});

describe('text that says more than rows can show', () => {
  const shown = (text: string): readonly [number, readonly string[]] => {
    const read = readFilter(text);
    return read.kind === 'more' ? [read.exceptions.length, read.rest] : [read.exceptions.length, []];
  };
  test.each([
    ['search dest="A"', 0, ['dest="A"']],
    ['where dest!="A"', 0, ['where dest!="A"']],
    ['search NOT (dest="A" OR (dest="B" NOT user="x"))', 1, ['NOT (dest="B" NOT user="x")']],
    ['search NOT (count>5)', 0, ['NOT (count>5)']],
    ['search NOT (user="")', 0, ['NOT (user="")']],
    ['search NOT (de*="A")', 0, ['NOT (de*="A")']],
    ['search NOT (dest=CASE(A))', 0, ['NOT (dest=CASE(A))']],
    ['search NOT *', 0, ['NOT (*)']],
    ['search NOT (dest=A ww_now<5)', 0, ['NOT (dest=A ww_now<5)']],
    ['search NOT ((dest=A OR user=B) process_name=c)', 0, undefined],
    ['search NOT (dest="A") ```why```', 0, ['search NOT (dest="A") ```why```']],
    ['search NOT (dest="A") | `other_filter`', 1, ['`other_filter`']],
    ['| search NOT (dest="A")', 0, ['| search NOT (dest="A")']],
    ['search NOT [| inputlookup x]', 0, ['NOT ([| inputlookup x])']],
    ['eval ww_now=now() | search NOT (dest=A ww_now<5)', 0, undefined],
    ['search NOT (dest="A', 0, ['search NOT (dest="A']],
  ])('%s', (text, exceptions, rest) => {
    const read = readFilter(text);
    expect(read.kind).toBe('more');
    const [count, pieces] = shown(text);
    expect(count).toBe(exceptions);
    if (rest !== undefined) expect(pieces).toEqual(rest);
  });

  test('what the parser objects to is said with its place', () => {
    expect(readFilter('search NOT (dest="A"')).toMatchObject({ problem: { severity: 'error', line: 1 } });
  });
});

test('shapes of the same meaning are rows too', () => {
  const one: Exception = { conditions: [{ field: 'dest', operator: 'is', values: ['A'] }], until: null };
  const texts = [
    'search NOT dest=A',
    'search NOT (dest="A")',
    'search NOT ((dest="A"))',
    'search * NOT dest=A',
    'search NOT dest=A | search *',
  ];
  for (const text of texts) expect(readFilter(text)).toEqual({ kind: 'rows', exceptions: [one] });
  for (const text of ['search *', 'search', '']) expect(readFilter(text)).toEqual({ kind: 'rows', exceptions: [] });
});

test('the shape of the text', () => {
  const is = (name: string, ...values: readonly string[]): Condition => ({
    field: name,
    operator: values.length > 1 ? 'is_one_of' : 'is',
    values,
  });
  expect(printFilter([])).toBe('search *');
  expect(printFilter([{ conditions: [is('dest', 'WEB-04'), is('process_name', 'cmd.exe')], until: null }])).toBe(
    'search NOT (dest="WEB-04" process_name="cmd.exe")',
  );
  expect(
    printFilter([
      { conditions: [is('dest', 'A', 'B'), { field: 'user', operator: 'is_not', values: ['SYSTEM'] }], until: null },
      { conditions: [{ field: 'process', operator: 'contains', values: ['\\a"b'] }], until: 9 },
    ]),
  ).toBe(
    'eval ww_now=now()\n| search NOT (\n    (dest IN ("A", "B") user!="SYSTEM")\n    OR (process="*\\\\a\\"b*" ww_now<9)\n)\n| fields - ww_now',
  );
  expect(printException({ conditions: [is('NOT', 'x')], until: null })).toBe('("NOT"="x")');
  expect(isNegative('does_not_match')).toBe(true);
});
