import fc from 'fast-check';
import { ANY, covers, excludes, literal, ONE } from '../../src/core/wildcard_text';

const pattern = (text: string): string => text.replaceAll('*', ANY).replaceAll('?', ONE);

test.each([
  ['*', 'abc', true],
  ['*', 'a*b', true],
  ['a*', 'ab*', true],
  ['a*', '*a', false],
  ['*\\cmd.exe', '*\\windows\\cmd.exe', true],
  ['*.exe', '*\\cmd.exe', true],
  ['*\\cmd.exe', '*.exe', false],
  ['?', '*', false],
  ['?', '?', true],
  ['a?c', 'abc', true],
  ['abc', 'a?c', false],
  ['*a*b*', 'xaxbx', true],
  ['*a*b*', 'ba', false],
  ['', '', true],
  ['', '*', false],
])('%s holds all of %s: %s', (general, special, expected) => {
  expect(covers(pattern(general), pattern(special))).toBe(expected);
});

test.each([
  ['abc', 'abd', true],
  ['abc', 'a*', false],
  ['*\\cmd.exe', '*\\sh.exe', true],
  ['*\\cmd.exe', '*.exe', false],
  ['a*', 'b*', true],
  ['*a*', '*b*', false],
  ['a?', 'ab', false],
  ['a?x', 'ab?', false],
])('%s and %s share nothing: %s', (a, b, expected) => {
  expect(excludes(pattern(a), pattern(b))).toBe(expected);
  expect(excludes(pattern(b), pattern(a))).toBe(expected);
});

const letters = fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 6 });
const patterns = fc.string({ unit: fc.constantFrom('a', 'b', ANY, ONE), maxLength: 5 });

/** A second implementation: the pattern as a regular expression. */
const fits = (text: string, wild: string): boolean =>
  new RegExp(`^${wild.replaceAll(ANY, '.*').replaceAll(ONE, '.')}$`).test(text);

test('what is said to hold all holds each, and what is said to share nothing shares none', () => {
  fc.assert(
    fc.property(patterns, patterns, letters, (a, b, text) => {
      if (covers(a, b) && fits(text, b)) expect(fits(text, a)).toBe(true);
      if (excludes(a, b)) expect(fits(text, a) && fits(text, b)).toBe(false);
    }),
  );
});

test('for a text without wildcards both are exact', () => {
  fc.assert(
    fc.property(patterns, letters, (wild, text) => {
      expect(covers(wild, text)).toBe(fits(text, wild));
      expect(excludes(wild, text)).toBe(!fits(text, wild));
    }),
  );
});

test('letters of private use in a text are no wildcards', () => {
  expect(covers(literal(`a${ANY}`), 'ab')).toBe(false);
});
