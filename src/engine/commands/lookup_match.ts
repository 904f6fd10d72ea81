import type { LookupField } from '../../spl/ast';
import { cidrMatch } from '../eval/cidr';
import type { Clock } from '../../spl/time/modifier';
import { strptime } from '../time/strptime';
import type { LookupMatching, LookupTime, Row } from '../types';
import { fieldOf } from '../values/row';
import { fold } from '../../core/fold_case';
import { listOf, numberOf, scalarText, textOf } from '../values/value';

/** Finding the rows of a lookup that match an event, as transforms.conf describes it. */

/** Whole values, case counts, up to 1,000 rows: what transforms.conf says when it says nothing. */
export const plainMatching: LookupMatching = {
  caseSensitive: true,
  matchTypes: {},
  maxMatches: 1000,
  minMatches: 0,
  defaultMatch: '',
};

type Finder = (row: Row) => readonly Row[];

/** A function that gives the matching rows for a row of the search, in the order of the lookup, the latest first if it has times. */
export function lookupMatcher(
  rows: readonly Row[],
  matches: readonly LookupField[],
  matching: LookupMatching,
  clock: Clock,
): Finder {
  const isExact = matches.every(({ lookupField }) => matching.matchTypes[lookupField.name] === undefined);
  const all = isExact ? indexed(rows, matches, matching) : scanned(rows, matches, matching);
  const found = matching.time === undefined ? all : inTime(all, rows, matching.time, clock);
  return (row) => found(row).slice(0, matching.maxMatches);
}

/** Of the rows that match those whose time is as long before the event's as the lookup says. */
function inTime(
  find: Finder,
  rows: readonly Row[],
  { field, format, minOffset, maxOffset }: LookupTime,
  clock: Clock,
): Finder {
  const timeOf = (row: Row): number | undefined => {
    const written = fieldOf(row, field);
    return numberOf(written) ?? strptime(textOf(written) ?? '', format, clock);
  };
  const times = new Map(rows.map((row) => [row, timeOf(row)]));
  return (event) => {
    const at = numberOf(fieldOf(event, '_time'));
    const offset = (row: Row): number => (at ?? NaN) - (times.get(row) ?? NaN);
    const isInTime = (row: Row): boolean => offset(row) >= minOffset && offset(row) <= maxOffset;
    return find(event)
      .filter(isInTime)
      .sort((a, b) => offset(a) - offset(b));
  };
}

function indexed(rows: readonly Row[], matches: readonly LookupField[], { caseSensitive }: LookupMatching): Finder {
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
  return (row) => keysOf(row, eventFields, adjust).flatMap((key) => index.get(key) ?? []);
}

/** One key for each combination of values; none when a field is null. */
function keysOf(row: Row, names: readonly string[], adjust: (text: string) => string): readonly string[] {
  return names.reduce<readonly string[]>(
    (keys, name) =>
      listOf(fieldOf(row, name)).flatMap((value) => keys.map((key) => `${key}\u0000${adjust(scalarText(value))}`)),
    [''],
  );
}

/** Says whether a value of an event, folded where case does not count, is meant by a row of the lookup. */
type Test = (text: string) => boolean;

/** Patterns and networks: each row of the lookup becomes a test, made when the first event comes. */
function scanned(rows: readonly Row[], matches: readonly LookupField[], matching: LookupMatching): Finder {
  const adjust = matching.caseSensitive ? (text: string): string => text : fold;
  const testOf = (row: Row, name: string): Test => {
    const [value] = listOf(fieldOf(row, name)).map(scalarText);
    return value === undefined ? () => false : valueTest(adjust(value), matching.matchTypes[name]);
  };
  let tests: readonly (readonly Test[])[] | undefined;
  return (event) => {
    tests ??= rows.map((row) => matches.map(({ lookupField }) => testOf(row, lookupField.name)));
    const texts = matches.map(({ eventField }) =>
      listOf(fieldOf(event, eventField.name)).map((value) => adjust(scalarText(value))),
    );
    const holds = (all: readonly Test[] | undefined): boolean =>
      all?.every((test, i) => texts[i]?.some(test) === true) === true;
    return rows.filter((_, i) => holds(tests?.[i]));
  };
}

/** Lists of a hundred thousand domains are common, `*.example.com` each: plain searching is quicker than so many patterns. */
function valueTest(value: string, type: 'wildcard' | 'cidr' | undefined): Test {
  if (type === 'cidr') return (text) => cidrMatch(value, text);
  const [first = '', ...rest] = type === undefined ? [value] : value.split('*');
  const last = rest.pop();
  if (last === undefined) return (text) => text === value;
  return (text) =>
    text.startsWith(first) && text.endsWith(last) && comeInOrder(rest, text, first.length, text.length - last.length);
}

/** True when the pieces stand one behind the other in the text between two places. */
function comeInOrder(pieces: readonly string[], text: string, start: number, end: number): boolean {
  let from = start;
  for (const piece of pieces) {
    const at = text.indexOf(piece, from);
    if (at === -1) return false;
    from = at + piece.length;
  }
  return from <= end;
}
