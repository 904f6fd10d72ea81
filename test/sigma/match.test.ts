import fc from 'fast-check';
import { textMatcher } from '../../src/sigma/match/text_matcher';
import { matchRule } from '../../src/sigma/match/match_rule';
import { printSigmaString, sigmaString, type Part } from '../../src/sigma/sigma_string';
import { hits, ruleOf, ruleText } from './helpers';

// Specification 2.1.0, "Detection" and "Value types".
test.each([
  ['A: null', {}, true],
  ['A: null', { A: '' }, false],
  ["A: ''", { A: '' }, true],
  ["A: ''", {}, false],
  ["A|contains: ''", { A: '' }, true],
  ["A|contains: ''", {}, false],
  ["A: '-'", { A: '-' }, true],
  ['A: 5', { A: '5' }, true],
  ['A: 5', { A: '5.0' }, true],
  ['A: 5', { A: '0x5' }, true],
  ['A: 5', { A: ' 0x5' }, false],
  ['A: 5', { A: '55' }, false],
  ["A: '5'", { A: '5.0' }, false],
  ['A: 007', { A: '007' }, true],
  ['A: true', { A: 'TRUE' }, true],
  ['A: [x, null]', {}, true],
  ['A: ÄÖ', { A: 'äö' }, true],
  ['A|contains: СТРОКА', { A: 'одна строка' }, true],
  ["A: 'a?c'", { A: 'a😀c' }, true],
  ["A: 'a?c'", { A: 'ac' }, false],
  ["A: 'a*b*c'", { A: 'a--b--c\n--c' }, true],
  ["A: 'a*b*c'", { A: 'a--c--b' }, false],
  ['A: x\nB: y', { A: 'x', B: 'y' }, true],
  ['A: x\nB: y', { A: 'x' }, false],
  ['- A: x\n- B: y', { B: 'y' }, true],
  ['constructor: x', {}, false],
  ['toString|exists: true', {}, false],
])('%j on %j is %s', (item, fields, wanted) => {
  expect(hits(item, fields)).toBe(wanted);
});

test('a missing field makes a test false, so its negation is true', () => {
  const rule = ruleOf(ruleText('a:\n  A: x\nb:\n  B|re: y\ncondition: a and not b'));
  expect(matchRule(rule, { A: 'x' })).toBe(true);
});

test.each([
  ['- foo\n- b*z', { Any: 'xFOOx' }, true],
  ['- foo\n- b*z', { Any: 'xbazx' }, true],
  ['- foo\n- b*z', { Any: 'ba' }, false],
  ["'|all':\n  - foo\n  - bar", { A: 'foo', B: 'bar' }, true],
  ["'|all':\n  - foo\n  - bar", { A: 'foo' }, false],
  ["- '\\perfc.dat'", { CommandLine: 'C:\\windows\\PERFC.DAT,#1' }, true],
  ['- 4711', { A: 'pid 4711' }, true],
  ["'|re': b.z", { A: 'xbaz' }, true],
  ['- foo\n- A: y', { A: 'y' }, true],
])('keywords %j on %j: %s', (item, fields, wanted) => {
  expect(hits(item, fields)).toBe(wanted);
});

const part: fc.Arbitrary<Part> = fc.oneof(
  fc.constant<Part>({ kind: 'any' }),
  fc.constant<Part>({ kind: 'one' }),
  fc
    .string({ unit: fc.constantFrom('a', 'b'), minLength: 1, maxLength: 2 })
    .map((text): Part => ({ kind: 'literal', text })),
);

test('wildcards match as the same pattern written as a regular expression does', () => {
  fc.assert(
    fc.property(
      fc.array(part, { maxLength: 6 }),
      fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 8 }),
      (parts, text) => {
        const pattern = parts
          .map((one) => (one.kind === 'literal' ? one.text : one.kind === 'any' ? '.*' : '.'))
          .join('');
        expect([printSigmaString(sigmaString(parts)), textMatcher(sigmaString(parts))(text)]).toEqual([
          printSigmaString(sigmaString(parts)),
          new RegExp(`^${pattern}$`, 's').test(text),
        ]);
      },
    ),
    { numRuns: 2000 },
  );
});

// A matcher that goes back and forth would not end within anybody's life.
test('a pattern made to go back and forth ends', () => {
  expect(hits(`A: '${'*a'.repeat(60)}*b'`, { A: 'a'.repeat(20_000) })).toBe(false);
  expect(hits("A|re: '(a+)+$'", { A: `${'a'.repeat(20_000)}b` })).toBe(false);
});
