import type { Diagnostic } from '../../src/core/diagnostic';
import { rootSpan } from '../../src/core/source';
import { expandMacros } from '../../src/spl/expand';
import type { MacroDefinition } from '../../src/spl/macros';
import { parseSearch } from '../../src/spl/parse';

const macros: readonly MacroDefinition[] = [
  { name: 'windows', args: [], definition: 'source=win* OR source=xml*', isEval: false },
  { name: 'ctime', args: ['field'], definition: 'convert ctime($field$)', isEval: false },
  { name: 'both', args: ['a', 'b'], definition: 'x="$a$" y=$b$ `windows`', isEval: false },
  { name: 'round', args: [], definition: '`trip`', isEval: false },
  { name: 'trip', args: [], definition: '`round`', isEval: false },
  { name: 'age', args: ['days'], definition: '"-" . $days$ . "d"', isEval: true },
  { name: 'broken', args: [], definition: 'a=1 `windows', isEval: false },
  { name: 'note', args: [], definition: 'a=1 ```why``` b=2', isEval: false },
];

function expand(text: string): { readonly text: string; readonly said: readonly Diagnostic[] } {
  const said: Diagnostic[] = [];
  const source = expandMacros(
    { name: 'search', text },
    {
      macro: (name, count) => macros.find((one) => one.name === name && one.args.length === count),
      macroNames: () => macros.map((one) => (one.args.length === 0 ? one.name : `${one.name}(${one.args.length})`)),
      evaluate: (expression) => (expression === '"-" . 7 . "d"' ? '-7d' : undefined),
    },
    (one) => said.push(one),
  );
  return { text: source.text, said };
}

test.each([
  ['search `windows` a=1', 'search source=win* OR source=xml* a=1'],
  ['| `ctime(first)`', '| convert ctime(first)'],
  ['| `ctime( "first" )`', '| convert ctime(first)'],
  ['`both("p, q", r)`', 'x="p, q" y=r source=win* OR source=xml*'],
  // macros.conf.example: `foobar(1,2)`, `foobar(foo=1,bar=2)` and `foobar(bar=2,foo=1)` are one.
  ['`both(b=r, a="p, q")`', 'x="p, q" y=r source=win* OR source=xml*'],
  ['`ctime(field = first)`', 'convert ctime(first)'],
  ['`both(a=1, a=2)`', 'x="a=1" y=a=2 source=win* OR source=xml*'],
  ['`both(a=1, c=2)`', 'x="a=1" y=c=2 source=win* OR source=xml*'],
  ['`ctime("field=first")`', 'convert ctime(field=first)'],
  ['`ctime("He said \\"hi\\"")`', 'convert ctime(He said "hi")'],
  ['search a="`windows`"', 'search a="`windows`"'],
  ['search a ```with `windows` inside``` b', 'search a   b'],
  ['earliest=`age(7)`', 'earliest=-7d'],
  ['`note`', 'a=1   b=2'],
])('%s becomes %s', (text, expected) => {
  expect(expand(text)).toEqual({ text: expected, said: [] });
});

test.each([
  ['a `windws`', 'WW0320', 3, 'Did you mean "windows"?'],
  ['a `ctime`', 'WW0322', 3, 'ctime(1)'],
  ['a `round`', 'WW0321', 3, 'take the call out'],
  ['a `age(8)`', 'WW0323', 3, 'must give a string'],
  ['a `broken`', 'WW0301', 3, 'add `'],
  ['a `open', 'WW0301', 3, 'add `'],
])('%s is refused at the call', (text, code, column, hint) => {
  const { said, text: left } = expand(text);
  expect(said).toHaveLength(1);
  expect(said[0]).toMatchObject({ code, severity: 'error', line: 1, column });
  expect(said[0]?.hint).toMatch(new RegExp(hint.replace(/[()?"]/g, '\\$&')));
  expect(left.startsWith('a ')).toBe(true);
});

test('a problem inside expanded text points at the call, one behind it at its own place', () => {
  const said: Diagnostic[] = [];
  const lookup = { macro: (name: string) => ({ name, args: [], definition: 'stats nonsense(x)', isEval: false }) };
  const original = { name: 'search', text: 'search a=1\n| `m`\n| eval b=mid(c)' };
  const pipeline = parseSearch(
    expandMacros(original, lookup, () => undefined),
    { report: (one) => said.push(one) },
  );
  expect(said).toMatchObject([
    { line: 2, column: 3, end_line: 2, end_column: 6 },
    { line: 3, column: 10, end_line: 3, end_column: 13 },
  ]);
  const spans = pipeline.commands.map((command) => rootSpan(command.span));
  expect(spans.map(({ start, end }) => original.text.slice(start, end).trim())).toEqual([
    'search a=1',
    '`m`',
    'eval b=mid(c)',
  ]);
});
