import type { LookupField } from '../../spl/ast';
import { cidrMatch } from '../eval/cidr';
import type { LookupMatching, Row } from '../types';
import { fieldOf } from '../values/row';
import { fold, listOf, scalarText } from '../values/value';

/** Finding the rows of a lookup that match an event, as transforms.conf describes it. */

/** Whole values, case counts, up to 1,000 rows: what transforms.conf says when it says nothing. */
export const plainMatching: LookupMatching = {
  caseSensitive: true,
  matchTypes: {},
  maxMatches: 1000,
  minMatches: 0,
  defaultMatch: '',
};

/** A function that gives the matching rows for a row of the search, in the order of the lookup. */
export function lookupMatcher(
  rows: readonly Row[],
  matches: readonly LookupField[],
  matching: LookupMatching,
): (row: Row) => readonly Row[] {
  const isExact = matches.every(({ lookupField }) => matching.matchTypes[lookupField.name] === undefined);
  return isExact ? indexed(rows, matches, matching) : scanned(rows, matches, matching);
}

function indexed(
  rows: readonly Row[],
  matches: readonly LookupField[],
  { caseSensitive, maxMatches }: LookupMatching,
): (row: Row) => readonly Row[] {
  const adjust = caseSensitive ? (text: string): string => text : fold;
  const index = new Map<string, Row[]>();
  for (const row of rows)
    for (const key of keysOf(
      row,
      matches.map(({ lookupField }) => lookupField.name),
      adjust,
    )) {
      const same = index.get(key) ?? [];
      index.set(key, same);
      same.push(row);
    }
  const eventFields = matches.map(({ eventField }) => eventField.name);
  return (row) =>
    keysOf(row, eventFields, adjust)
      .flatMap((key) => index.get(key) ?? [])
      .slice(0, maxMatches);
}

/** One key for each combination of values; none when a field is null. */
function keysOf(row: Row, names: readonly string[], adjust: (text: string) => string): readonly string[] {
  return names.reduce<readonly string[]>(
    (keys, name) =>
      listOf(fieldOf(row, name)).flatMap((value) => keys.map((key) => `${key}\u0000${adjust(scalarText(value))}`)),
    [''],
  );
}

type Test = (row: Row) => boolean;

/** Patterns and networks: each row of the lookup becomes a test. */
function scanned(
  rows: readonly Row[],
  matches: readonly LookupField[],
  matching: LookupMatching,
): (row: Row) => readonly Row[] {
  const tests = rows.map((row) => ({ row, tests: matches.map((match) => testOf(row, match, matching)) }));
  return (row) =>
    tests
      .filter((one) => one.tests.every((test) => test(row)))
      .slice(0, matching.maxMatches)
      .map((one) => one.row);
}

function testOf(row: Row, { lookupField, eventField }: LookupField, matching: LookupMatching): Test {
  const [value] = listOf(fieldOf(row, lookupField.name)).map(scalarText);
  if (value === undefined) return () => false;
  const test = valueTest(value, matching.matchTypes[lookupField.name], matching.caseSensitive);
  return (event) => listOf(fieldOf(event, eventField.name)).some((one) => test(scalarText(one)));
}

function valueTest(
  value: string,
  type: 'wildcard' | 'cidr' | undefined,
  caseSensitive: boolean,
): (text: string) => boolean {
  if (type === 'cidr') return (text) => cidrMatch(value, text);
  if (type === undefined) return caseSensitive ? (text) => text === value : (text) => fold(text) === fold(value);
  const pattern = value.split('*').map((piece) => piece.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  const regex = new RegExp(`^${pattern.join('[\\s\\S]*')}$`, caseSensitive ? '' : 'i');
  return (text) => regex.test(text);
}
