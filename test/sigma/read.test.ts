import fc from 'fast-check';
import { applyFilters } from '../../src/sigma/apply_filters';
import { matchRule } from '../../src/sigma/match/match_rule';
import { plainValue } from '../../src/sigma/plain_value';
import { looksLikeSigma } from '../../src/sigma/read';
import type { SigmaFilter, SigmaRule } from '../../src/sigma/rule';
import { dedent, read, ruleOf, ruleText, said } from './helpers';

const whole = dedent(`
  title: All fields
  id: 8202070f-edeb-4d31-a010-a26c72ac5600
  name: all_fields
  related:
    - id: 11111111-2222-3333-4444-555555555555
      type: derived
  taxonomy: sigma
  status: test
  description: |
    Two
    lines
  license: DRL-1.1
  references: [https://example.org]
  author: A, B
  date: 2024-01-02
  modified: 2024-02-03
  tags: [attack.t1505.003]
  scope: [server]
  fields: [CommandLine]
  falsepositives: none
  level: HIGH
  logsource:
    category: process_creation
    product: Windows
    definition: some
  detection:
    selection:
      Image|endswith: '\\a.exe'
    condition: selection
  webshell_watch:
    throttling: {fields: [dest], period: 1d}
`);

test('every field of a rule is read', () => {
  const rule = ruleOf(whole);
  expect(said(whole)).toEqual([]);
  expect(rule).toMatchObject({
    title: 'All fields',
    name: 'all_fields',
    related: [{ id: '11111111-2222-3333-4444-555555555555', type: 'derived' }],
    status: 'test',
    description: 'Two\nlines\n',
    license: 'DRL-1.1',
    author: 'A, B',
    date: '2024-01-02',
    modified: '2024-02-03',
    tags: ['attack.t1505.003'],
    fields: ['CommandLine'],
    falsepositives: ['none'],
    level: 'high',
    logsource: { category: 'process_creation', product: 'windows', service: null, definition: 'some' },
    conditions: ['selection'],
  });
  const custom = rule.custom.get('webshell_watch');
  expect(custom && plainValue(custom)).toEqual({ throttling: { fields: ['dest'], period: '1d' } });
});

test.each([
  ['title: Test\nlogsource: {category: x}\n', 'WW0403', 'error', /detection is missing/],
  ['logsource: {category: x}\ndetection: {a: {B: c}, condition: a}\n', 'WW0403', 'error', /title is missing/],
  ['title: T\ndetection: {a: {B: c}, condition: a}\n', 'WW0403', 'error', /logsource is missing/],
  [
    'title: T\nlogsource: {definition: x}\ndetection: {a: {B: c}, condition: a}\n',
    'WW0403',
    'error',
    /category, product/,
  ],
  ['title: T\nlogsource: {category: x}\ndetection: {a: {B: c}}\n', 'WW0403', 'error', /condition/],
  [
    'title: T\nstatus: tets\nlogsource: {category: x}\ndetection: {a: {B: c}, condition: a}\n',
    'WW0405',
    'warning',
    /tets/,
  ],
  ['titel: T\nlogsource: {category: x}\ndetection: {a: {B: c}, condition: a}\n', 'WW0406', 'warning', /titel/],
  ['title: T\nid: 5\nlogsource: {category: x}\ndetection: {a: {B: c}, condition: a}\n', 'WW0404', 'warning', /UUID/],
  ['title: T\nlogsource: {category: x}\ndetection: {a: {}, condition: a}\n', 'WW0408', 'error', /Nothing/],
  ['title: T\nlogsource: {category: x}\ndetection: {a: {B: []}, condition: a}\n', 'WW0408', 'error', /Nothing/],
  ['title: T\nlogsource: {category: x}\ndetection: {a: {B: {C: d}}, condition: a}\n', 'WW0404', 'error', /a map/],
  [
    'title: T\nlogsource: {category: x}\ndetection: {a: {B: [c, null]}, condition: a}\n',
    'WW0419',
    'information',
    /null/,
  ],
  ['title: T\ntitle: U\n', 'WW0112', 'error', /twice/],
  ['title: "T\n', 'WW0110', 'error', /YAML/],
  ['hello: world\n', 'WW0420', 'error', /no Sigma/],
  ['- a\n- b\n', 'WW0420', 'error', /no Sigma/],
])('%j gives %s', (text, code, severity, message) => {
  expect(said(text)).toContainEqual(
    expect.objectContaining({ code, severity, message: expect.stringMatching(message) as string }),
  );
});

test('a broken rule keeps its title and id', () => {
  const [first] = read('title: T\nid: x\nlogsource: {category: y}\n').documents;
  expect(first?.document).toMatchObject({ kind: 'broken', title: 'T', id: 'x', logsource: { category: 'y' } });
});

test('a file may hold several documents', () => {
  const { documents } = read(`${whole}\n---\n${whole}\n---\n`);
  expect(documents.map(({ document }) => document.kind)).toEqual(['rule', 'rule']);
});

const correlation = dedent(`
  title: Many
  correlation:
    type: event_count
    rules: [all_fields]
    group-by: [Computer]
    timespan: 15m
    aliases:
      who:
        all_fields: User
    condition:
      gte: 10
      lt: 100
`);

test('a correlation is read whole', () => {
  expect(read(correlation).documents[0]?.document).toMatchObject({
    kind: 'correlation',
    type: 'event_count',
    rules: ['all_fields'],
    groupBy: ['Computer'],
    timespanSeconds: 900,
    conditions: [
      { operator: 'lt', value: 100 },
      { operator: 'gte', value: 10 },
    ],
    generate: false,
  });
  expect(said(correlation.replace('event_count', 'event_cuont'))[0]).toMatchObject({
    code: 'WW0421',
    hint: 'Did you mean "event_count"?',
  });
  expect(said(correlation.replace('15m', 'soon'))[0]).toMatchObject({
    code: 'WW0421',
    message: '"soon" is not a time span',
  });
});

test.each([
  ['gte: 10', 'gte: many', '"many" is no number', 11],
  ['gte: 10', 'atleast: 10', undefined, 0],
  ['event_count', 'value_count', 'value_count needs the field whose values it looks at', 11],
  [/ {2}condition:\n.*\n.*/, '  condition: all_fields', 'event_count needs a condition with a number', 10],
  [/ {2}condition:\n.*\n.*/, '', 'event_count needs a condition with a number', 3],
])('a correlation with %s made %s', (from, to, message, line) => {
  const errors = said(correlation.replace(from, to)).filter(({ severity }) => severity === 'error');
  expect(errors.map((error) => [error.code, error.message, error.line])).toEqual(
    message === undefined ? [] : [['WW0421', message, line]],
  );
});

test('temporal correlations need no number, and may join their rules', () => {
  for (const condition of ['', '  condition: a and not b'])
    expect(
      said(correlation.replace(/ {2}condition:\n.*\n.*/, condition).replace('event_count', 'temporal_ordered')),
    ).toEqual([]);
});

test('a timeframe is told: without an aggregation it changes nothing', () => {
  const text = (condition: string): string => ruleText(`a:\n  B: c\ntimeframe: 5m\ncondition: ${condition}`);
  expect(said(text('a')).map(({ code, severity }) => [code, severity])).toEqual([['WW0417', 'warning']]);
  expect(said(text('a | count() > 5')).map(({ code }) => code)).toEqual(['WW0414']);
});

const filter = dedent(`
  title: Known good
  logsource:
    category: process_creation
    product: windows
  filter:
    rules: [all_fields]
    known:
      User: admin
    condition: not known
`);

function filtered(text: string): { readonly rule: SigmaRule | undefined; readonly codes: readonly string[] } {
  const [first] = read(text).documents;
  if (first?.document.kind !== 'filter') throw new Error('no filter');
  const filters: readonly SigmaFilter[] = [first.document];
  const { rules, diagnostics } = applyFilters([ruleOf(whole)], filters);
  return { rule: rules[0], codes: diagnostics.map(({ code }) => code) };
}

test('a filter narrows the rules that it names', () => {
  const event = { Image: 'C:\\a.exe', User: 'ADMIN' };
  expect(matchRule(ruleOf(whole), event)).toBe(true);
  const narrowed = filtered(filter).rule;
  expect(narrowed && matchRule(narrowed, event)).toBe(false);
  expect(narrowed && matchRule(narrowed, { ...event, User: 'x' })).toBe(true);
  const any = filtered(filter.replace('[all_fields]', 'any')).rule;
  expect(any && matchRule(any, event)).toBe(false);
});

test('a filter of another log source, or for an unknown rule, changes nothing', () => {
  const other = filtered(filter.replace('product: windows', 'product: linux')).rule;
  expect(other && matchRule(other, { Image: 'C:\\a.exe', User: 'admin' })).toBe(true);
  expect(filtered(filter.replace('[all_fields]', '[all_feilds]')).codes).toEqual(['WW0423']);
});

test('a YAML bomb is one message, and is not blown up', () => {
  const lines = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
  for (let at = 1; at < 12; at++)
    lines.push(
      `a${at}: &a${at} [${Array(10)
        .fill(`*a${at - 1}`)
        .join(', ')}]`,
    );
  expect(said(`detection:\n  x: y\n${lines.join('\n')}\n`).map(({ code }) => code)).toEqual(['WW0113']);
});

test('an alias to itself and nested maps without end are refused', () => {
  expect(said(`title: &a [*a]\ndetection: {}\n`).some(({ severity }) => severity === 'error')).toBe(true);
  expect(said(`detection: ${'['.repeat(400)}${']'.repeat(400)}\n`).map(({ code }) => code)).toContain('WW0117');
});

test('mutated rules are refused or read, never thrown at', () => {
  const pieces = [
    '*',
    '|',
    ':',
    '\n',
    '  ',
    '- ',
    "'",
    '"',
    '\\',
    'null',
    '&a',
    '*a',
    '{',
    '[',
    'of',
    'not',
    '\u0000',
    '😀',
    '%',
  ];
  const edit = fc.tuple(fc.nat(), fc.nat(3), fc.constantFrom(...pieces));
  fc.assert(
    fc.property(fc.array(edit, { minLength: 1, maxLength: 6 }), (edits) => {
      let text = whole;
      for (const [seed, cut, piece] of edits) {
        const at = seed % text.length;
        text = text.slice(0, at) + piece + text.slice(at + cut);
      }
      const { documents, diagnostics } = read(text);
      for (const { document, diagnostics: own } of documents)
        if (document.kind === 'broken') expect(own.some(({ severity }) => severity === 'error')).toBe(true);
        else if (document.kind === 'rule') matchRule(document, { Image: 'x' });
      expect(documents.length + diagnostics.length).toBeGreaterThan(0);
    }),
    { numRuns: 400 },
  );
});

test('Sigma files are told from other YAML', () => {
  expect(looksLikeSigma(ruleText('a:\n  B: c\ncondition: a'))).toBe(true);
  expect(looksLikeSigma(correlation)).toBe(true);
  expect(looksLikeSigma(filter)).toBe(true);
  expect(looksLikeSigma('name: x\nsearch: y\ntags:\n  a: b\n')).toBe(false);
});
