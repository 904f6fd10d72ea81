import type { SearchExpression } from '../../src/spl/ast';
import { printCondition, printExpression } from '../../src/spl/print';
import { parse, shape } from './support/spl';
import type { Diagnostic } from '../../src/core/diagnostic';
import { parseCondition, parseFilter } from '../../src/spl/parse';

/** A condition with all its parentheses, to see what binds. */
function grouped(expression: SearchExpression): string {
  if (expression.kind === 'not') return `NOT ${grouped(expression.operand)}`;
  if (expression.kind !== 'and' && expression.kind !== 'or') return printCondition(expression);
  return `(${expression.operands.map(grouped).join(expression.kind === 'and' ? ' & ' : ' | ')})`;
}

function condition(text: string, precedence?: 'or-first' | 'and-first'): SearchExpression {
  const { pipeline, diagnostics } = parse(`search ${text}`, precedence);
  expect(diagnostics).toEqual([]);
  const [command] = pipeline.commands;
  if (command?.kind !== 'search') throw new Error('no search');
  return command.expression;
}

// Splunk, Search Reference, "search", "Boolean expressions": NOT, then OR, then AND.
test.each([
  ['a=1 AND b=2 OR c=3', '(a=1 & (b=2 | c=3))', '((a=1 & b=2) | c=3)'],
  ['a=1 b=2 OR c=3 d=4', '(a=1 & (b=2 | c=3) & d=4)', '((a=1 & b=2) | (c=3 & d=4))'],
  ['NOT a=1 OR b=2', '(NOT a=1 | b=2)', '(NOT a=1 | b=2)'],
  ['NOT NOT a=1 b=2', '(NOT NOT a=1 & b=2)', '(NOT NOT a=1 & b=2)'],
  ['(a=1 AND b=2) OR c=3', '((a=1 & b=2) | c=3)', '((a=1 & b=2) | c=3)'],
  ['a=1 or b=2', '(a=1 & or & b=2)', '(a=1 & or & b=2)'],
])('search %s', (text, orFirst, andFirst) => {
  expect(grouped(condition(text))).toBe(orFirst);
  expect(grouped(condition(text, 'and-first'))).toBe(andFirst);
});

// Splunk, Search Reference, "where": NOT, then AND, then OR.
test.each([
  ['a=1 AND b=2 OR c=3', 'OR'],
  ['a=1 OR b=2 AND c=3', 'OR'],
  ['a=1 XOR b=2 AND c=3', 'XOR'],
  ['NOT a=1 AND b=2', 'AND'],
])('where %s: the loosest is %s', (text, loosest) => {
  const [command] = parse(`| where ${text}`).pipeline.commands;
  expect(command).toMatchObject({ kind: 'where', condition: { kind: 'logical', operator: loosest } });
});

test.each([
  ['1+2*3', '1 + (2 * 3)'],
  ['1-2-3', '1 - 2 - 3'],
  ['-a+b', '(-a) + b'],
  ['"a" . b = c', '("a" . b) = c'],
  ['a+1 . b', '(a + 1) . b'],
  ['NOT a=1', 'NOT (a = 1)'],
  ['a==1', 'a = 1'],
  ['"v".1."."', '"v" . 1 . "."'],
  ['1.x.5', '1 . x . 5'],
  ['len(x).2', 'len(x) . 2'],
  ['2.+1.e3', '2. + 1.e3'],
  ['1 .5', undefined],
  ["'x y'{}", undefined],
  ['.5', '.5'],
])('eval %s', (text, expected) => {
  const { pipeline, diagnostics } = parse(`| eval z=${text}`);
  if (expected === undefined) return expect(diagnostics).toHaveLength(1);
  const [command] = pipeline.commands;
  if (command?.kind !== 'eval') throw new Error(diagnostics[0]?.message);
  expect(
    printExpression(command.assignments[0]?.expression ?? { kind: 'number', value: 0, text: '0', span: command.span }),
  ).toBe(expected);
});

// The quoting rules that the expected counts were made with: `\\` is a backslash, `\"` a quote, `\|` a pipe, any other backslash stays.
test.each([
  ['a="c:\\\\x\\y*"', ['c:\\x\\y', ''], true],
  ['a=c:\\\\x\\y*', ['c:\\x\\y', ''], false],
  ['a="say \\"hi\\""', ['say "hi"'], true],
  ['a=x\\|y', ['x|y'], false],
  ['a="\\*"', ['\\', ''], true],
  ['a=""', [''], true],
  ['a = *b*', ['', 'b', ''], false],
  ['a=k=v', ['k=v'], false],
])('value of %s', (text, pieces, quoted) => {
  expect(condition(text)).toMatchObject({ kind: 'comparison', field: { name: 'a' }, value: { pieces, quoted } });
});

test.each([
  ['a IN (x, "y z",, *w,)', { kind: 'in', values: [{ pieces: ['x'] }, { pieces: ['y z'] }, { pieces: ['', 'w'] }] }],
  ['"a b" != 5', { kind: 'comparison', field: { name: 'a b' }, operator: '!=' }],
  ['TERM(10.0.0.1)', { kind: 'term', value: { directive: 'TERM', pieces: ['10.0.0.1'] } }],
  ['a=CASE(Cmd)', { kind: 'comparison', value: { directive: 'CASE', pieces: ['Cmd'] } }],
  ['earliest=-7d@d', { kind: 'time', name: 'earliest', value: '-7d@d' }],
  ['"two words"', { kind: 'term', value: { pieces: ['two words'], quoted: true } }],
  ['*', { kind: 'everything' }],
  ['', { kind: 'everything' }],
  ['`m(a, "b, c")`', { kind: 'macro', name: 'm', arguments: ['a', 'b, c'] }],
  ['[ inputlookup x ]', { kind: 'subsearch', pipeline: { commands: [{ kind: 'inputlookup', lookup: 'x' }] } }],
])('search %s', (text, expected) => expect(condition(text)).toMatchObject(expected));

test.each([
  [
    '| tstats c as n p95(x) from datamodel="A.B.C" by _time span=2h',
    {
      aggregations: [
        { function: 'count', as: { name: 'n' } },
        { function: 'perc', percentile: 95, text: 'p95(x)' },
      ],
      datamodel: { model: 'A', dataset: 'C' },
      by: [{ field: { name: '_time' }, binning: { kind: 'time', amount: 2, unit: 'h' } }],
    },
  ],
  [
    '| stats distinct_count(a) mean(b) count(eval(c=1)) as d',
    { aggregations: [{ function: 'dc' }, { function: 'avg' }, { function: 'count', argument: { kind: 'eval' } }] },
  ],
  ['| bucket span=1d@w1 _time', { kind: 'bin', options: { span: { kind: 'time', amount: 1, unit: 'd', snap: 'w1' } } }],
  ['| bin span=2log10 x', { kind: 'bin', options: { span: { kind: 'log', coefficient: 2, base: 10 } } }],
  [
    '| sort 5 -ip(a) b desc',
    { limit: 5, keys: [{ descending: true, type: 'ip' }, { descending: false }], reversed: true },
  ],
  ['| rex field=a "\\\\\\\\(?<b>\\"x\\")"', { field: { name: 'a' }, pattern: '\\\\(?<b>"x")' }],
  ['| rename "A b.*" as c*', { renamings: [{ from: { name: 'A b.*' }, to: { name: 'c*' } }] }],
  ['| iplocation prefix=a_ host', { kind: 'other', name: 'iplocation', text: 'prefix=a_ host' }],
  ['| `drop_dm_object_name("Processes")`', { kind: 'macro', arguments: ['Processes'] }],
  ['| table a ```a note | with a pipe``` b', { kind: 'table', fields: [{ name: 'a' }, { name: 'b' }] }],
  ['| bin `how` _time', { kind: 'unexpanded', name: 'bin', macros: [{ name: 'how' }] }],
])('%s', (text, expected) => {
  const { pipeline, diagnostics } = parse(text);
  expect(diagnostics).toEqual([]);
  expect(shape(pipeline.commands[0])).toMatchObject(expected);
});

test.each([
  ['| stast count', 'WW0304', 3, '"stats"'],
  ['| stats cuont(x)', 'WW0307', 9, '"count"'],
  ['| eval a=lenn(b)', 'WW0307', 10, '"len"'],
  ['| eval a=if(b)', 'WW0308', 10, 'if(condition, then, else)'],
  ['| eval a=case(b=1)', 'WW0308', 10, 'case(condition, value, …)'],
  ['| eval a=1 b=2', 'WW0303', 12, 'pipe'],
  ['| eval a=', 'WW0303', 10, 'field'],
  ['| where', 'WW0303', 8, 'field'],
  ['| head 5 keplast=t', 'WW0306', 10, '"keeplast"'],
  ['| join type=lefft a [search x]', 'WW0306', 8, 'inner, left, outer'],
  ['| rex mode=sad "s/a/b/"', 'WW0306', 7, 'sed'],
  ['| convert ctme(a)', 'WW0307', 11, '"ctime"'],
  ['| from datamodl:A.B', 'WW0303', 8, '"datamodel"'],
  ['| tstats sumariesonly=t count', 'WW0306', 10, '"summariesonly"'],
  ['| streamstats sparkline(count)', 'WW0311', 15, 'timechart'],
  ['search a=', 'WW0303', 10, 'value'],
  ['search (a=1', 'WW0303', 12, ')'],
  ['search a=1)', 'WW0303', 11, 'pipe'],
  ['search a=1 OR', 'WW0303', 14, 'field=value'],
  ['search a | | table b', 'WW0303', 10, 'pipe'],
  ['search a="b', 'WW0301', 10, '\\"'],
  ['search [ search a', 'WW0302', 8, ']'],
  ['search a ] b', 'WW0302', 10, 'quote'],
  ['| rename a b', 'WW0303', 12, 'as'],
])('%s is refused with %s at column %i', (text, code, column, hint) => {
  const { diagnostics } = parse(text);
  expect(diagnostics).toHaveLength(1);
  expect(diagnostics[0]).toMatchObject({ code, severity: 'error', line: 1, column });
  expect(diagnostics[0]?.hint).toContain(hint);
});

test('a search that begins with tstats and no pipe is a word search, with a warning', () => {
  const { pipeline, diagnostics } = parse('tstats count');
  expect(pipeline.commands[0]).toMatchObject({ kind: 'search', implicit: true });
  expect(diagnostics).toMatchObject([{ code: 'WW0312', severity: 'warning' }]);
});

test('what stands behind a command that cannot be read is read', () => {
  const { pipeline, diagnostics } = parse('| eval a= | stats nonsense(x) | table a');
  expect(diagnostics.map(({ column }) => column)).toEqual([11, 19]);
  expect(pipeline.commands.map(({ kind }) => kind)).toEqual(['other', 'other', 'table']);
});

test('a filter macro’s body: a command without a pipe before it, and more behind it', () => {
  const said: Diagnostic[] = [];
  const options = { report: (one: Diagnostic) => void said.push(one) };
  const filter = (text: string) => parseFilter({ name: 'macro', text }, options);
  expect(filter('search NOT (dest="web1" process_name IN ("a.exe"))').commands).toMatchObject([
    { kind: 'search', implicit: false },
  ]);
  expect(filter('where dest!="web1" | search user=x').commands.map(({ kind }) => kind)).toEqual(['where', 'search']);
  expect(said).toEqual([]);
  filter('NOT dest="web1"');
  expect(said).toMatchObject([{ code: 'WW0304', line: 1, column: 1 }]);
});

test('a condition macro’s body: no command at all', () => {
  const said: Diagnostic[] = [];
  const options = { report: (one: Diagnostic) => void said.push(one) };
  const tree = parseCondition({ name: 'macro', text: 'a=1 OR (b=2 c=3)' }, options);
  expect(grouped(tree)).toBe('(a=1 | (b=2 & c=3))');
  expect(said).toEqual([]);
  parseCondition({ name: 'macro', text: 'a=1 | table b' }, options);
  expect(said).toMatchObject([{ code: 'WW0303' }]);
});
