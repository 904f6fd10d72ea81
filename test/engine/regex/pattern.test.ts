import fc from 'fast-check';
import { allMatches, compilePattern, replaceMatches } from '../../../src/engine/regex/pattern';
import type { Pattern } from '../../../src/engine/regex/match';

function pattern(source: string): Pattern {
  const result = compilePattern(source);
  if (result.kind === 'problem') throw new Error(result.problem.message);
  return result.pattern;
}

const piece = fc.constantFrom(
  'a',
  'b',
  '.',
  '\\d',
  '[ab]',
  '[^a]',
  'a*',
  'b+',
  'a?',
  '(a|b)',
  '(?:ab)',
  'a{1,2}',
  '^',
  '\\w',
  '\\s',
  '\\.',
  '-',
  '\\\\',
  '[a-c\\]]',
);

test('the linear engine finds what the runtime’s own finds', () => {
  fc.assert(
    fc.property(
      fc.array(piece, { minLength: 1, maxLength: 5 }),
      fc.stringMatching(/^[ab1. \\\]-]{0,12}$/),
      (pieces, text) => {
        const source = pieces.join('');
        const native = new RegExp(source, 'u').exec(text);
        const found = pattern(source).exec(text, 0);
        expect(found === null ? null : [found.start, found.groups[0]]).toEqual(
          native === null ? null : [native.index, native[0]],
        );
      },
    ),
    { numRuns: 300 },
  );
});

test('any text as a pattern compiles or says why, and never throws', () => {
  fc.assert(
    fc.property(fc.string(), fc.string(), (source, text) => {
      const result = compilePattern(source);
      if (result.kind === 'problem') expect(result.problem.message).not.toBe('');
      else allMatches(result.pattern, text, 10);
    }),
    { numRuns: 500 },
  );
});

test('a quoted text matches itself and nothing shorter', () => {
  fc.assert(
    fc.property(fc.string({ minLength: 1 }), (text) => {
      fc.pre(!text.includes('\\E'));
      const quoted = pattern(`\\Q${text}\\E`);
      expect(quoted.exec(text, 0)).toMatchObject({ start: 0, end: text.length });
      expect(replaceMatches(quoted, text, '')).toBe('');
    }),
  );
});

test.each([
  ['a++', 'a possessive quantifier'],
  ['(?>a)', 'an atomic group'],
  ['(?R)', 'recursion'],
  ['a\\K', '\\K'],
  ['\\cmd', '\\cm'],
  ['(?(1)a|b)', 'a conditional group'],
  ['(a)(?(1)a|b)', 'a conditional group'],
  ['(?=a)b(?i)c', 'flags inside'],
  ['\\1(a)', 'a reference to a group behind it'],
  ['\\p{Xan}', 'the property Xan'],
  ['(?U)a', 'the flag U'],
  ['a**', 'has nothing before it to repeat'],
])('%s is refused as %s', (source, what) => {
  const result = compilePattern(source);
  expect(result.kind === 'problem' ? result.problem.message : '').toContain(what);
});

test.each([
  ['(?<=C:\\\\)\\w+', 'C:\\Windows', 'Windows'],
  ['(?<a>x)(?!y)', 'xyx', 'x'],
  ['(\\w)\\1', 'hello', 'll'],
  ['\\bfoo\\b', 'a foo.', 'foo'],
  ['\\x41\\x{42}', 'xAB', 'AB'],
  ['(?x) a b # c', 'ab', 'ab'],
  ['[[:digit:]]+', 'a12', '12'],
  ['(?i)É', 'é', 'é'],
  ['\\h+', 'a \tb', ' \t'],
  ['\\p{L}+', 'a1é', 'a'],
  ['[^\\P{Lu}x]', 'éÉ', 'É'],
  ['(?=.)\\p{Greek}', 'aβ', 'β'],
  ['(?=.)\\x{e9}', 'u{e9}é', 'é'],
  ['(?=a)a.b', 'a\rb', 'a\rb'],
  ['(?m)^b$(?!x)', 'a\r\nb', 'b'],
  ['(?<n>ab)\\g{n}', 'abab', 'abab'],
  ['(a)(b)\\g{-1}', 'abb', 'abb'],
  ['\\v+', 'a\r\nb', '\r\n'],
  ['(?!x)[\\x41-\\x{1F600}]', '\u{1F600}', '\u{1F600}'],
  ['(?i)(?=k)K', 'k', 'k'],
  ['\\101[\\cA]?', 'A', 'A'],
  ['(?x) [ ] \\  # blanks', 'a  ', '  '],
])('%s in %s is %s', (source, text, expected) => {
  expect(pattern(source).exec(text, 0)?.groups[0]).toBe(expected);
});
