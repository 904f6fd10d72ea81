import { namedGroups, pcreProblem, readPcre } from '../../src/core/pcre';

/** Expected values from PCRE2 10.42 (`grep -P`), which says of each whether it compiles. */

test.each([
  '(?<name>[^,]+), (?P<other>\\d{1,3})\\s+(?:a|b)*?',
  '[]a]+[^]b][a\\]-z][x\\d-][-a][a-]',
  '(?i)^C:\\\\Users\\\\[^\\\\]+\\\\(?-i:x)$',
  '(?<=ab|cd{2})x(?<!y)(?=a+)(?!b*)',
  'a{2,}b{,3}{x}',
  '(a)(?<n>b)\\1\\k<n>\\g{2}(?P=n)(?1)(?&n)(?R)?',
  '\\Qa(b[\\E+[[:alpha:][:^digit:]]',
  '(?x) a # a comment with ( and [\n b',
  '(?|(?<a>x)|(?<a>y))',
  'a++b*+c?+d{2}+(?>e)',
  '\\x41\\x{1F600}\\p{L}\\P{Lu}\\h\\R\\K',
  '',
])('%s is one', (pattern) => expect(pcreProblem(pattern)).toBeUndefined());

test.each([
  ['(a', 'not closed'],
  ['a)', 'not opened'],
  ['[a', 'bracket'],
  ['[]', 'bracket'],
  ['*.exe', 'nothing before it'],
  ['a|+', 'nothing before it'],
  ['(?:*a)', 'nothing before it'],
  ['a**', 'nothing before it'],
  ['a{3,1}', 'counts down'],
  ['[z-a]', 'wrong way round'],
  ['a\\', 'ends in a backslash'],
  ['(?<n>a)(?<n>b)', 'two groups'],
  ['(?<a-b>x)', 'no name'],
  ['(?<1a>x)', 'no name'],
  ['(?P<a', 'not closed'],
  ['(?y)', 'begins no group'],
  ['(a)\\2', 'refers to group 2'],
  ['\\k<x>', 'refers to group x'],
  ['\\g{-1}(a)', 'refers to group 0'],
  ['(?<=a+)b', 'look-behind'],
  ['[[:letter:]]', 'there is no class'],
  ['[:alpha:]', 'in a class only'],
  ['\\x{zz}', 'hexadecimal'],
  ['C:\\Microsoft', 'means nothing'],
])('%s is none: %s', (pattern, words) => expect(pcreProblem(pattern)).toContain(words));

test('groups have the names and numbers of their parentheses', () => {
  const { pieces } = readPcre("\\(<no>(a)(?<b>[(?<no>])(?:c)(?P<d>e)(?'f'g)(?=h)(?#(?<no>)\\Q(?<no>\\E");
  expect([...namedGroups(pieces)]).toEqual([
    ['b', 2],
    ['d', 3],
    ['f', 4],
  ]);
});
