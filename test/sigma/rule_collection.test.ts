import { matchRule } from '../../src/sigma/match/match_rule';
import { dedent, read, said } from './helpers';

/** Sigma specification 1.0, "Rule Collections". */
const collection = dedent(`
  action: global
  title: Shared
  level: high
  detection:
    condition: sel
  ---
  logsource: {category: process_creation, product: windows}
  detection:
    sel: {CommandLine|contains: who}
  ---
  title: Own
  logsource: {category: process_creation, product: windows}
  detection:
    sel: {CommandLine|contains: cmd}
    more: {Image: x}
    condition: sel and more
  ---
  action: repeat
  detection:
    sel: {CommandLine|contains: net}
  ---
  action: reset
  ---
  title: After
  logsource: {category: process_creation, product: windows}
  detection:
    sel: {CommandLine: y}
    condition: sel
`);

test('global completes what follows, repeat changes what was before, reset ends it', () => {
  const { documents, diagnostics } = read(collection);
  expect(diagnostics).toEqual([]);
  const rules = documents.flatMap(({ document }) => (document.kind === 'rule' ? [document] : []));
  expect(rules.map(({ title, level }) => [title, level])).toEqual([
    ['Shared', 'high'],
    ['Own', 'high'],
    ['Own', 'high'],
    ['After', null],
  ]);
  const hits = [
    { CommandLine: 'who' },
    { CommandLine: 'cmd', Image: 'x' },
    { CommandLine: 'net', Image: 'x' },
    { CommandLine: 'y' },
  ];
  expect(rules.map((rule) => hits.map((fields) => matchRule(rule, fields)))).toEqual(
    hits.map((_, i) => hits.map((_hit, j) => i === j)),
  );
});

test('an unknown action is said at its place', () => {
  const [first] = said('action: globl\ntitle: x\n');
  expect([first?.code, first?.line, first?.column, first?.hint]).toEqual(['WW0422', 1, 9, 'Did you mean "global"?']);
});

test('a selection without anything in it is refused', () => {
  const text = 'title: x\nlogsource: {category: process_creation}\ndetection:\n  sel:\n  condition: sel\n';
  expect(said(text).map(({ code }) => code)).toContain('WW0408');
});
