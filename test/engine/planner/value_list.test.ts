import fc from 'fast-check';
import { openEventStore, type EventStore } from '../../../src/engine/store/event_store';
import { search } from '../support';

/** Lists of values and patterns: what the database finds beside what the same condition finds among rows. */

let store: EventStore;
let indexes = 0;

beforeAll(async () => {
  store = await openEventStore(':memory:', { memoryBytes: 1e8, threads: 1 });
});
afterAll(() => store.close());

const piece = fc.constantFrom('a', 'B', 'b.c', '(x|y)', '[z]', '\\d', '^$', '+', 'é', '😀', ' ', "'", '{2}', '/-', '#');
const text = fc.array(piece, { minLength: 1, maxLength: 4 }).map((pieces) => pieces.join(''));
const pattern = fc.array(fc.oneof(piece, fc.constant('*')), { minLength: 1, maxLength: 4 }).map((all) => all.join(''));

const quoted = (value: string): string => `"${value.replace(/\\/g, '\\\\')}"`;

async function bothWays(values: readonly string[], condition: string): Promise<readonly [unknown, unknown]> {
  const index = `i${(indexes += 1)}`;
  await store.append(
    values.map((own, time) => ({
      ...{ time, index, host: 'h', source: 's', sourcetype: 'st', raw: '', cim: null },
      fields: own === '' ? {} : { own },
    })),
  );
  const inDatabase = await search(`search index=${index} ${condition} | table _time own`, { store });
  const overRows = await search(`search index=${index} | table _time own | search ${condition}`, { store });
  expect(inDatabase.diagnostics).toEqual([]);
  return [inDatabase.rows, overRows.rows];
}

test('IN with any number of values and patterns', async () => {
  const list = fc.array(fc.oneof(text, pattern), { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(fc.array(text, { maxLength: 12 }), list, fc.boolean(), async (values, wanted, negated) => {
      const condition = `${negated ? 'NOT ' : ''}own IN (${wanted.map(quoted).join(', ')})`;
      const [inDatabase, overRows] = await bothWays(values, condition);
      expect(inDatabase).toEqual(overRows);
    }),
    { numRuns: 100 },
  );
});

test('comparisons of one field in a row, case or not', async () => {
  const one = fc.tuple(fc.oneof(text, pattern), fc.boolean());
  await fc.assert(
    fc.asyncProperty(
      fc.array(text, { maxLength: 12 }),
      fc.array(one, { minLength: 2, maxLength: 8 }),
      async (values, all) => {
        const condition = all.map(([value, exact]) => `own=${exact ? `CASE(${quoted(value)})` : quoted(value)}`);
        const [inDatabase, overRows] = await bothWays(values, condition.join(' OR '));
        expect(inDatabase).toEqual(overRows);
      },
    ),
    { numRuns: 100 },
  );
});

test('more values than one expression holds', async () => {
  const numbered = (count: number, form: (i: number) => string): string =>
    Array.from({ length: count }, (_, i) => quoted(form(i))).join(', ');
  const values = ['A7.exe', 'a199.exe', 'x a42', 'nothing', 'A42\nb'];
  for (const list of [
    numbered(40, (i) => `a${i}.exe`),
    numbered(300, (i) => `a${i}*`),
    `${numbered(300, (i) => `a${i}.exe`)}, ${numbered(5, (i) => `*4${i}*`)}`,
  ]) {
    const [inDatabase, overRows] = await bothWays(values, `own IN (${list})`);
    expect(inDatabase).toEqual(overRows);
    expect(inDatabase).not.toEqual([]);
  }
});
