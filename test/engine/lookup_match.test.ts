import fc from 'fast-check';
import { lookupMatcher, plainMatching } from '../../src/engine/commands/lookup_match';
import type { LookupField } from '../../src/spl/ast';

const span = { source: { name: 'test', text: '' }, start: 0, end: 0 };
const field = { kind: 'field', name: 'k', span } as const;
const match: LookupField = { kind: 'lookup-field', lookupField: field, eventField: field, span };

const clock = { now: 0, timeZone: 'UTC' };

/** The rows that match, by a list of patterns as a lookup has them. */
function found(patterns: readonly string[], text: string, type: 'wildcard' | 'cidr', caseSensitive: boolean): unknown {
  const rows = patterns.map((k) => ({ k }));
  const matching = { ...plainMatching, matchTypes: { k: type }, caseSensitive };
  return lookupMatcher(rows, [match], matching, clock)({ k: text }).map(({ k }) => k);
}

test.each([
  [['*.example.com', 'example.com', 'www.*'], 'www.example.com', true, ['*.example.com', 'www.*']],
  [['*.EXAMPLE.com'], 'www.example.COM', false, ['*.EXAMPLE.com']],
  [['*.EXAMPLE.com'], 'www.example.COM', true, []],
  [['ab*ba'], 'aba', true, []],
  [['*', 'a.c', ''], 'abc', true, ['*']],
  [['a*b*c'], 'a--b\nc', true, ['a*b*c']],
])('of %j those that mean %j (case counts: %p)', (patterns, text, caseSensitive, wanted) => {
  expect(found(patterns, text, 'wildcard', caseSensitive)).toEqual(wanted);
});

test('networks', () => {
  expect(found(['10.0.0.0/8', '192.168.0.0/16'], '10.1.2.3', 'cidr', true)).toEqual(['10.0.0.0/8']);
});

/** Wildcards by trying: a star takes nothing, or one character and goes on. */
function means(pattern: string, text: string): boolean {
  if (pattern === '') return text === '';
  if (pattern.startsWith('*')) return means(pattern.slice(1), text) || (text !== '' && means(pattern, text.slice(1)));
  return pattern[0] === text[0] && text !== '' && means(pattern.slice(1), text.slice(1));
}

test('any pattern of few letters, beside a matcher that tries everything', () => {
  const letters = (from: string): fc.Arbitrary<string> =>
    fc.array(fc.constantFrom(...from), { maxLength: 6 }).map((all) => all.join(''));
  fc.assert(
    fc.property(letters('ab*'), letters('ab'), (pattern, text) => {
      expect(found([pattern], text, 'wildcard', true)).toEqual(means(pattern, text) ? [pattern] : []);
    }),
  );
});

describe('a lookup with times (transforms.conf.spec, time_field)', () => {
  const rows = [
    { k: 'a', since: '1970-01-01', v: 'first' },
    { k: 'a', since: '1970-01-03', v: 'third' },
    { k: 'a', since: '172799', v: 'second' },
    { k: 'a', since: 'nonsense', v: 'never' },
    { k: 'b', since: '0', v: 'other' },
  ];
  const time = { field: 'since', format: '%Y-%m-%d', minOffset: 0, maxOffset: 2e9 };
  const at = (_time: number | null, maxMatches: number, more: Partial<typeof time> = {}): unknown =>
    lookupMatcher(
      rows,
      [match],
      { ...plainMatching, maxMatches, time: { ...time, ...more } },
      clock,
    )({
      k: 'a',
      _time,
    }).map(({ v }) => v);

  test('the latest rows that are not later than the event', () => {
    expect(at(172_800, 9)).toEqual(['third', 'second', 'first']);
    expect(at(172_799, 1)).toEqual(['second']);
    expect(at(172_798, 9)).toEqual(['first']);
    expect(at(-1, 9)).toEqual([]);
  });

  test('offsets bound how much later the event is', () => {
    expect(at(172_800, 9, { maxOffset: 1 })).toEqual(['third', 'second']);
    expect(at(172_800, 9, { minOffset: 1 })).toEqual(['second', 'first']);
  });

  test('an event without a time has none of them', () => expect(at(null, 9)).toEqual([]));
});
