import fc from 'fast-check';
import { matchRule } from '../../src/sigma/match/match_rule';
import { ruleOf, ruleText, said } from './helpers';

const selections = `
  a:
    A: x
  b1:
    B: x
  b2:
    B: y
  _hidden:
    H: x
`;

function matches(condition: string, fields: Readonly<Record<string, string>>): boolean {
  return matchRule(ruleOf(ruleText(`${selections.trim().replace(/^ {2}/gm, '')}\ncondition: ${condition}`)), fields);
}

// Specification 2.1.0, "Condition": or < and < not < X of < parentheses.
test.each([
  ['a or b1 and b2', { A: 'x' }, true],
  ['(a or b1) and b2', { A: 'x' }, false],
  ['not a or b1', { B: 'x', A: 'x' }, true],
  ['not (a or b1)', { B: 'x' }, false],
  ['not not a', { A: 'x' }, true],
  ['1 of b*', { B: 'y' }, true],
  ['any of b*', { B: 'z' }, false],
  ['all of b*', { B: 'y' }, false],
  ['all of them', { A: 'x', B: 'x' }, false],
  ['1 of them', { H: 'x' }, false],
  ['1 of _hid*', { H: 'x' }, true],
  ['_hidden', { H: 'x' }, true],
  ['1 of a', { A: 'x' }, true],
  ['a AND NOT b1', { A: 'x' }, true],
  ['not 1 of b* and a', { A: 'x' }, true],
  ['[a, b1]', { B: 'x' }, true],
])('%s on %j is %s', (condition, fields, wanted) => {
  expect(matches(condition, fields)).toBe(wanted);
});

type Tree = string | { readonly op: 'and' | 'or'; readonly terms: readonly Tree[] } | { readonly not: Tree };

const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { depthSize: 'small' },
    fc.constantFrom('s0', 's1', 's2'),
    fc.record({
      op: fc.constantFrom('and' as const, 'or' as const),
      terms: fc.array(tie('tree'), { minLength: 2, maxLength: 3 }),
    }),
    fc.record({ not: tie('tree') }),
  ),
}));

function print(node: Tree, outer = 0): string {
  if (typeof node === 'string') return node;
  if ('not' in node) return `not ${print(node.not, 3)}`;
  const level = node.op === 'or' ? 1 : 2;
  const text = node.terms.map((term) => print(term, level)).join(` ${node.op} `);
  return level < outer ? `(${text})` : text;
}

function evaluate(node: Tree, values: readonly boolean[]): boolean {
  if (typeof node === 'string') return values[Number(node.slice(1))] ?? false;
  if ('not' in node) return !evaluate(node.not, values);
  return node.op === 'and'
    ? node.terms.every((term) => evaluate(term, values))
    : node.terms.some((term) => evaluate(term, values));
}

test('conditions printed with as few parentheses as the grammar needs mean what they meant', () => {
  const detection = 's0:\n  F0: x\ns1:\n  F1: x\ns2:\n  F2: x\ncondition: ';
  fc.assert(
    fc.property(tree, (node) => {
      const rule = ruleOf(ruleText(detection + print(node)));
      for (let bits = 0; bits < 8; bits++) {
        const values = [0, 1, 2].map((bit) => (bits & (1 << bit)) !== 0);
        const fields = Object.fromEntries(values.map((value, at) => [`F${at}`, value ? 'x' : 'y']));
        expect(matchRule(rule, fields)).toBe(evaluate(node, values));
      }
    }),
    { numRuns: 100 },
  );
});

test.each([
  ['a and', 'WW0414', /ends where/, ' '],
  ['a b1', 'WW0414', /"b1" is not expected/, 'b1'],
  ['(a', 'WW0414', /"\)" is missing/, '('],
  ['a)', 'WW0414', /not expected/, ')'],
  ['2 of b*', 'WW0414', /"2 of"/, '2'],
  ['1 of', 'WW0414', /missing behind "of"/, '1'],
  ['a | count() > 5', 'WW0414', /aggregation/, '|'],
  ['a and c', 'WW0415', /"c"/, 'c'],
  ['all of c*', 'WW0416', /fits no selection/, 'c*'],
  ['a and or b1', 'WW0414', /"or" is not expected/, 'or'],
])('condition "%s" gives %s at its place', (condition, code, message, place) => {
  const text = ruleText(`a:\n  A: x\nb1:\n  B: x\ncondition: ${condition}`);
  const found = said(text).find((diagnostic) => diagnostic.severity === 'error');
  expect(found).toMatchObject({ code, message: expect.stringMatching(message) as string });
  const line = `${text.split('\n')[(found?.line ?? 0) - 1] ?? ''} `;
  expect(line.slice((found?.column ?? 0) - 1, (found?.end_column ?? 0) - 1).trim()).toBe(place.trim());
});

test('an unknown name gets the nearest selection suggested', () => {
  const found = said(ruleText('selection_img:\n  A: x\ncondition: selection_image'));
  expect(found[0]?.hint).toContain('"selection_img"');
});

test('a pattern that fits nothing is never true, and said', () => {
  const text = ruleText('a:\n  A: x\ncondition: a and not 1 of filter_*');
  expect(said(text).map(({ code, severity }) => [code, severity])).toEqual([['WW0416', 'warning']]);
  expect(matchRule(ruleOf(text), { A: 'x' })).toBe(true);
});

test('a condition that can never be true is an error; one that does not use a selection a warning', () => {
  expect(said(ruleText('a:\n  A: x\ncondition: a and 1 of c*')).map(({ code }) => code)).toContain('WW0418');
  expect(said(ruleText('a:\n  A: x\nb:\n  B: x\ncondition: a')).map(({ code }) => code)).toEqual(['WW0417']);
});

test('a deeply nested condition is refused, not a crash', () => {
  const text = ruleText(`a:\n  A: x\ncondition: ${'('.repeat(5000)}a${')'.repeat(5000)}`);
  expect(said(text)[0]).toMatchObject({ code: 'WW0414', severity: 'error' });
});

test('a selection may be called of', () => {
  const detection = (condition: string): string => `of:\n  A: x\noff:\n  B: y\ncondition: ${condition}`;
  const found = (condition: string, fields: Readonly<Record<string, string>>): boolean =>
    matchRule(ruleOf(ruleText(detection(condition))), fields);
  expect(found('of and not off', { A: 'x' })).toBe(true);
  expect(found('not of or off', { A: 'x' })).toBe(false);
  expect(found('off and of', { A: 'x', B: 'y' })).toBe(true);
  expect(found('1 of of*', { B: 'y' })).toBe(true);
  expect(found('all of of and 1 of off', { A: 'x', B: 'y' })).toBe(true);
  expect(said(ruleText('a:\n  A: x\ncondition: of')).map(({ code }) => code)).toContain('WW0414');
});
