import fc from 'fast-check';
import { expandMacros } from '../../src/spl/expand';
import { parse } from './support/spl';
import type { Diagnostic } from '../../src/core/diagnostic';

const seeds = [
  '| tstats `m` count min(_time) as first from datamodel=Endpoint.Processes where Processes.a IN ("x*", y,) OR (b!="c\\\\" NOT d=1) by a _time span=1h | rename "P.*" as * | `f`',
  'search `a` x=1 [ search y | return 5 $z ] ```note``` | eval a=if(b="c", "d" . e, null()), f=mvindex(split(g,","),-1) | where match(a, "^\\\\d+$") AND NOT b IN (1,2)',
  '| inputlookup append=t l where a=1 | rex field=x mode=sed "s/a/b/g" | sort 0 -num(a) | foreach * [ eval <<FIELD>>=\'<<FIELD>>\'+1 ] | stats p95(x) by y',
];
const pieces = [
  '|',
  '[',
  ']',
  '(',
  ')',
  '"',
  "'",
  '`',
  '```',
  '\\',
  ',',
  '=',
  ' AND ',
  ' OR ',
  'NOT ',
  ' by ',
  ' as ',
  '*',
  '\u0000',
  '\n',
  '😀',
  'stats',
  '-',
  '.',
  '1e',
  '<<',
  '{',
];

const mutated = fc
  .tuple(
    fc.constantFrom(...seeds),
    fc.array(fc.tuple(fc.nat(), fc.nat(12), fc.constantFrom(...pieces, '')), { minLength: 1, maxLength: 5 }),
  )
  .map(([seed, edits]) =>
    edits.reduce((text, [at, cut, put]) => {
      const place = at % (text.length + 1);
      return text.slice(0, place) + put + text.slice(place + cut);
    }, seed),
  );

test('a mutated search gives a tree, and every message has a place in it and a hint', () => {
  fc.assert(
    fc.property(mutated, (text) => {
      const lines = text.split('\n');
      for (const { line, column, end_line, message, hint } of parse(text).diagnostics) {
        expect(line).toBeGreaterThanOrEqual(1);
        expect(end_line).toBeLessThanOrEqual(lines.length);
        expect(column).toBeLessThanOrEqual((lines[line - 1] ?? '').length + 1);
        expect(message).not.toBe('');
        expect(hint).not.toBe('');
      }
    }),
    { numRuns: 3000 },
  );
});

test('text at random is answered, not thrown at', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (text) => void parse(text)),
    { numRuns: 1000 },
  );
});

const many = (count: number, piece: (index: number) => string, between: string): string =>
  Array.from({ length: count }, (_, index) => piece(index)).join(between);

test.each([
  ['10,000 conditions with OR', `search ${many(10_000, (n) => `a="x${n}"`, ' OR ')}`],
  ['10,000 conditions without a word between', `search ${many(10_000, (n) => `a${n}=x`, ' ')}`],
  ['10,000 conditions of where', `| where ${many(10_000, (n) => `a="x${n}"`, ' OR ')}`],
  ['a list of 1 MB', `search a IN (${many(60_000, (n) => `"value ${n}"`, ', ')})`],
  ['1 MB in one quoted text', `search a="${'\\\\x*'.repeat(260_000)}"`],
  ['1 MB of one word', `search ${'a'.repeat(1_000_000)}`],
  ['a thousand commands', many(5000, () => ' where a=1', '|')],
  ['open parentheses', `search ${'('.repeat(500_000)}`],
  ['open parentheses of eval', `| where ${'('.repeat(500_000)}`],
  ['NOT and again NOT', `search ${'NOT '.repeat(200_000)} a=1`],
  ['signs', `| eval a=${'-'.repeat(500_000)}1`],
  ['a chain of concatenations', `| eval a=${many(100_000, () => '"x"', ' . ')}`],
  ['open brackets', `search ${'[ search '.repeat(50_000)}`],
  ['backticks', '`'.repeat(500_001)],
  ['quotes', '"'.repeat(500_001)],
  ['apostrophes', " 'a".repeat(200_000)],
  ['blanks', ' '.repeat(1_000_000)],
  // What grows faster than its text takes minutes with these: the time that a test may take ends it.
])('%s: answered without blowing up', (_, text) => {
  expect(parse(text).pipeline.kind).toBe('pipeline');
});

test('macros that double at each of 40 levels meet a limit at their call', () => {
  const said: Diagnostic[] = [];
  const macro = (name: string) => ({
    name,
    args: [],
    definition: `\`m${Number(name.slice(1)) + 1}\` \`m${Number(name.slice(1)) + 1}\``,
    isEval: false,
  });
  expandMacros({ name: 'x', text: 'search a=1 `m1`' }, { macro }, (one) => said.push(one));
  expect(said[0]).toMatchObject({ code: 'WW0324', line: 1, column: 12 });
});
