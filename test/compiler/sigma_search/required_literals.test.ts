import fc from 'fast-check';
import { requiredLiterals } from '../../../src/compiler/sigma_search/required_literals';

test.each([
  ['foo.*bar', [['foo'], ['bar']]],
  ['a(foo|barr)baz+', [['foo', 'barr'], ['baz']]],
  ['fo+bar', [['fo'], ['bar']]],
  ['colou?r', [['colo']]],
  ['(?i)invoke-(?:expression|command)', [['invoke-'], ['expression', 'command']]],
  ['\\\\Temp\\\\[a-z]{3}\\.exe$', [['\\Temp\\'], ['.exe']]],
  ['x😀?yy', [['yy']]],
  ['x😀+yy', [['x😀'], ['yy']]],
  ['foo|.*', []],
  ['(foo)?bar', [['bar']]],
  ['x{0,3}yy', [['yy']]],
  ['[abc]', []],
  ['\\x41bcd', []],
  ['(?=foo)bar', []],
  ['(unclosed', []],
  ['abc)', []],
])('%s cannot do without %j', (pattern, wanted) => {
  expect(requiredLiterals(pattern)).toEqual(wanted);
});

/** A regular expression and a text that it matches, made together. */
interface Example {
  readonly pattern: string;
  readonly text: string;
}

const word = fc.string({ unit: fc.constantFrom('a', 'b', '-', ' '), minLength: 1, maxLength: 4 });
const joined = (examples: readonly Example[]): Example => ({
  pattern: examples.map(({ pattern }) => pattern).join(''),
  text: examples.map(({ text }) => text).join(''),
});

const { example } = fc.letrec<{ example: Example }>((tie) => ({
  example: fc.oneof(
    { depthSize: 'small', maxDepth: 4 },
    word.map((text) => ({ pattern: text, text })),
    fc.constantFrom(
      { pattern: '.', text: 'z' },
      { pattern: '\\d', text: '7' },
      { pattern: '[x-z]+', text: 'xz' },
      { pattern: '\\.', text: '.' },
    ),
    fc.array(tie('example'), { minLength: 1, maxLength: 4 }).map(joined),
    fc
      .tuple(tie('example'), tie('example'))
      .map(([one, other]) => ({ pattern: `(${one.pattern}|${other.pattern})`, text: other.text })),
    tie('example').map(({ pattern, text }) => ({ pattern: `(?:${pattern})+`, text: text + text })),
    tie('example').map(({ pattern }) => ({ pattern: `(${pattern})*`, text: '' })),
    tie('example').map(({ pattern, text }) => ({ pattern: `(?:${pattern}){1,2}`, text })),
    tie('example').map(({ pattern }) => ({ pattern: `(${pattern})?`, text: '' })),
    word.map((text) => ({ pattern: `${text}*`, text: text.slice(0, -1) })),
    word.map((text) => ({ pattern: `${text}+`, text })),
  ),
}));

test('whatever an expression matches holds its literals', () => {
  fc.assert(
    fc.property(example, ({ pattern, text }) => {
      // The example must be one, or the test would say nothing.
      expect(new RegExp(`^(?:${pattern})$`).test(text)).toBe(true);
      for (const choices of requiredLiterals(pattern))
        expect(choices.some((choice) => text.includes(choice))).toBe(true);
    }),
    { numRuns: 2000 },
  );
});
