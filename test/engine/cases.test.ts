import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { addFields } from '../../src/engine/values/row';
import { readCases, type Case } from './run_cases';
import { environmentOf, search } from './support';

const files = readdirSync(join(__dirname, 'cases')).sort();
const environment = environmentOf({
  lookups: {
    colours: [
      { name: 'red', code: 'f00', warm: 'yes' },
      { name: 'blue', code: '00f', warm: 'no' },
      { name: 'red', code: 'ff0000', warm: 'yes' },
    ],
  },
  savedSearches: {
    twelve: '| makeresults | eval n=12 | fields n',
    numbered: '| makeresults | eval n=$x$ | fields n',
    itself: '| makeresults | map itself | append [| savedsearch itself]',
  },
});

describe.each(files)('%s', (file) => {
  test.each(readCases(file).map((one) => [one.name, one] as const))('%s', async (_, one) => check(one));
});

test('there are at least 600 cases, each with its source', () => {
  const all = files.flatMap(readCases);
  expect(all.length).toBeGreaterThanOrEqual(600);
  expect(all.filter((one) => !/https?:\/\/|limits\.conf|design/.test(one.source))).toEqual([]);
});

async function check({ search: written, given, rows, error }: Case): Promise<void> {
  const text = given === undefined || written.startsWith('|') ? written : `| ${written}`;
  const input =
    given === undefined
      ? {}
      : {
          input: {
            fields: addFields(
              [],
              given.flatMap((row) => Object.keys(row)),
            ),
            rows: given,
          },
        };
  const result = await search(text, { environment, ...input });
  const errors = result.diagnostics.filter(({ severity }) => severity === 'error').map(({ code }) => code);
  expect(errors).toEqual(error === undefined ? [] : [error]);
  if (rows !== undefined) expect(result.rows).toEqual(rows);
}
