import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { corpus, describeWithCorpus } from '../support/corpus';
import { run, type CommandResult } from '../support/io';

/** match, convert, test and new detection on a folder of their own. */

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'webshell-watch-sigma-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const rule = `title: Shell of a web server
id: 6f6ab9d1-7a1e-4a37-9b6b-000000000001
level: high
logsource: {category: process_creation, product: windows}
detection:
  selection:
    ParentImage|endswith: '\\w3wp.exe'
    Image|endswith: '\\cmd.exe'
  condition: selection
`;

function event(record: number, image: string, id = 1): string {
  const names = id === 1 ? ['Image', 'ParentImage'] : ['NewProcessName', 'ParentProcessName'];
  const provider = id === 1 ? 'Microsoft-Windows-Sysmon' : 'Microsoft-Windows-Security-Auditing';
  return `<Event><System><Provider Name="${provider}"/><EventID>${id}</EventID><TimeCreated SystemTime="2024-01-31T10:00:0${record}.000Z"/><EventRecordID>${record}</EventRecordID><Computer>web01</Computer></System><EventData><Data Name="${names[0] ?? ''}">${image}</Data><Data Name="${names[1] ?? ''}">C:\\w3wp.exe</Data></EventData></Event>\n`;
}

function write(name: string, text: string): string {
  writeFileSync(join(folder, name), text);
  return name;
}

function here(words: readonly string[]): Promise<CommandResult> {
  return run(words, { workingFolder: folder });
}

const lines = (text: string): readonly Readonly<Record<string, unknown>>[] =>
  text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>);

test('match writes a line a match, and only for rules about process creations', async () => {
  write('rule.yml', rule);
  write('other.yml', rule.replace('category: process_creation', 'category: registry_set'));
  write('log.xml', event(1, 'C:\\cmd.exe') + event(2, 'C:\\calc.exe') + event(3, 'C:\\CMD.EXE', 4688));
  const { code, out, said } = await here(['match', '--rules', '.', '--logs', 'log.xml', '--format', 'jsonl']);
  expect(lines(out)).toEqual([
    {
      rule: '6f6ab9d1-7a1e-4a37-9b6b-000000000001',
      title: 'Shell of a web server',
      level: 'high',
      source_file: 'log.xml',
      index: 0,
      record: 1,
      dest: 'web01',
      _time: Date.UTC(2024, 0, 31, 10, 0, 1) / 1000,
    },
    expect.objectContaining({ index: 2, record: 3 }),
  ]);
  expect(said).toContain('1 process_creation rule.\nOf other log sources, not matched: Shell of a web server.');
  expect(code).toBe(0);
});

test('match: a broken rule is exit code 1, the others still run; a missing path is named', async () => {
  write('rule.yml', rule);
  write('broken.yml', rule.replace('condition: selection', 'condition: selektion'));
  write('log.xml', event(1, 'C:\\cmd.exe'));
  const { code, out, said } = await here(['match', '--rules', '.', '--logs', 'log.xml']);
  expect([code, out.split('\n').length]).toEqual([1, 2]);
  expect(said).toContain('broken.yml:9:14 error WW0415');
  expect(said).toContain('Did you mean "selection"?');
  expect((await here(['match', '--rules', 'rule.yml', '--logs', 'nowhere'])).code).toBe(1);
  expect((await here(['match', '--rules', 'rule.yml'])).code).toBe(2);
});

test('match: a rule about Windows is not about events that Sysmon wrote on Linux, one for any system is', async () => {
  write('windows.yml', rule);
  write('any.yml', rule.replace(', product: windows', '').replace('000001', '000002'));
  write('log.xml', event(1, 'C:\\cmd.exe').replace('Microsoft-Windows-Sysmon', 'Linux-Sysmon'));
  const { out } = await here(['match', '--rules', '.', '--logs', 'log.xml', '--format', 'jsonl']);
  expect(lines(out).map(({ rule: id }) => id)).toEqual(['6f6ab9d1-7a1e-4a37-9b6b-000000000002']);
});

test('match applies the filter documents among the rules', async () => {
  write(
    'rule.yml',
    `${rule}---
title: Known good
logsource: {category: process_creation, product: windows}
filter:
  rules: [6f6ab9d1-7a1e-4a37-9b6b-000000000001]
  good: {Image: 'C:\\cmd.exe'}
  condition: not good
`,
  );
  write('log.xml', event(1, 'C:\\cmd.exe') + event(2, 'D:\\cmd.exe'));
  const { out } = await here(['match', '--rules', 'rule.yml', '--logs', 'log.xml', '--format', 'jsonl']);
  expect(lines(out).map(({ record }) => record)).toEqual([2]);
});

test('convert gives a line a rule, refused ones with the reason', async () => {
  write('a.yml', rule);
  write('b.yml', rule.replace('category: process_creation', 'category: registry_set'));
  const { code, out } = await here(['convert', '.', '--format', 'jsonl']);
  const [first, second] = lines(out);
  expect(first).toMatchObject({ file: 'a.yml', title: 'Shell of a web server', kind: 'tstats', diagnostics: [] });
  expect(second).toMatchObject({ file: 'b.yml', kind: 'refused', search: '' });
  expect(second?.diagnostics).toEqual([expect.objectContaining({ code: 'WW0450', line: 4 })]);
  expect(code).toBe(1);
});

test('convert takes the values of placeholders', async () => {
  write('a.yml', rule.replace("Image|endswith: '\\cmd.exe'", "Image|expand: 'C:\\\\%Tools%.exe'"));
  const { code, out } = await here(['convert', 'a.yml', '--format', 'jsonl', '--placeholder', 'Tools=cmd,net']);
  expect(lines(out)[0]?.search).toContain(String.raw`Processes.process_path IN ("C:\\cmd.exe", "C:\\net.exe")`);
  expect(code).toBe(0);
  expect((await here(['convert', 'a.yml', '--placeholder', 'Tools'])).code).toBe(2);
});

const tested = (data: string, expected = ''): string =>
  `${rule}tests:\n  - name: First\n${expected}    attack_data:\n      - data: ${data}\n`;

test('test runs a detection over its events, as SPL and as the rule itself', async () => {
  write('log.xml', event(1, 'C:\\cmd.exe') + event(2, 'C:\\calc.exe'));
  write('a.yml', tested('log.xml'));
  const { code, out } = await here(['test', 'a.yml', '--format', 'json']);
  expect(lines(out)).toEqual([
    expect.objectContaining({
      detection: 'Shell of a web server',
      name: 'First',
      expected: 1,
      matched: 1,
      matched_by_rule: 1,
      verdict: 'passed',
    }),
  ]);
  expect(code).toBe(0);
});

test.each([
  ['log.xml', '    expected: 2\n', 'failed', 1],
  ['log.xml', '    expected: 1\n', 'passed', 0],
  ['https://example.org/datasets/x.log', '', 'not at hand', 0],
  ['gone.xml', '', 'not at hand', 0],
  ['empty.txt', '', 'error', 1],
])('a test of %s with %j: %s', async (data, expected, verdict, exitCode) => {
  write('log.xml', event(1, 'C:\\cmd.exe'));
  write('empty.txt', 'hello\n');
  write('a.yml', tested(data, expected));
  const { code, out } = await here(['test', 'a.yml', '--format', 'json']);
  expect([lines(out)[0]?.verdict, code]).toEqual([verdict, exitCode]);
});

test('junit names failures, and skips what is not at hand', async () => {
  write('log.xml', event(1, 'C:\\calc.exe'));
  write('a.yml', tested('log.xml'));
  write('b.yml', tested('gone.xml').replace('Shell of a web server', 'Other <shell>'));
  const { out } = await here(['test', '.', '--format', 'junit']);
  expect(out).toContain('tests="2" failures="1" errors="0" skipped="1"');
  expect(out).toContain('<failure message="At least 1 expected, 0 found."/>');
  expect(out).toContain('classname="Other &lt;shell&gt;"');
});

test('new detection from nothing compiles and passes its own test', async () => {
  const made = await here(['new', 'detection', 'My web shell', '--format', 'json']);
  expect(lines(made.out)).toEqual([{ written: ['my_web_shell.yml', 'my_web_shell_test.xml'] }]);
  expect((await here(['test', 'my_web_shell.yml'])).said).toContain('1 passed');
  expect((await here(['new', 'detection', 'My web shell'])).code).toBe(3);
});

const escu = `# kept
name: Old Name
id: 6f6ab9d1-7a1e-4a37-9b6b-000000000002
version: 4
date: '2024-01-01'
author: Somebody
status: production
type: TTP
description: Text
data_source: [Sysmon EventID 1]
search: '| tstats count from datamodel=Endpoint.Processes where Processes.process_name IN ("cmd.exe") AND NOT Processes.parent_process_name=explorer.exe by Processes.dest | \`drop_dm_object_name(Processes)\` | \`old_name_filter\`'
how_to_implement: Text
known_false_positives: None
references: []
tags:
  analytic_story: [A]
  asset_type: Endpoint
  mitre_attack_id: [T1505.003]
  product: [Splunk Enterprise]
  security_domain: endpoint
tests:
- name: True Positive Test
  attack_data:
  - data: https://example.org/x.log
    source: x
    sourcetype: y
`;

test.each([
  ['sigma', rule],
  ['escu', escu],
])('new detection from a %s file keeps the text, with name, id and test of its own', async (_, text) => {
  write('from.yml', text);
  const { code } = await here(['new', 'detection', 'New One', '--from', 'from.yml']);
  expect(code).toBe(0);
  const made = readFileSync(join(folder, 'new_one.yml'), 'utf8');
  expect(made).toContain('New One');
  expect(made).not.toMatch(/^id: 6f6ab9d1/m);
  expect(made).not.toContain('old_name_filter');
  expect(made.startsWith(text.startsWith('#') ? '# kept' : 'title')).toBe(true);
  expect((await here(['test', 'new_one.yml'])).said).toContain('1 passed');
});

test.each([
  ['OriginalFileName: odd.exe', 'selection'],
  ['IntegrityLevel: High', 'not selection'],
  ['ParentImage: null', 'selection'],
  ["ParentImage|endswith: '\\parent.exe'", 'not selection'],
  ['ProcessId|lt: 3', 'selection'],
  ["Image|startswith: '\\Device\\'", 'selection'],
  ['EventID: 1', 'selection'],
])('new detection makes an event for %s (%s)', async (item, condition) => {
  const text = rule.replace(/ {4}ParentImage[^]*/, `    ${item}\n  condition: ${condition}\n`);
  write('from.yml', text);
  expect((await here(['new', 'detection', 'New One', '--from', 'from.yml'])).code).toBe(0);
  expect((await here(['test', 'new_one.yml'])).said).toContain('1 passed');
});

test.each([
  ['another system', rule.replace('product: windows', 'product: linux')],
  ['other data', escu.replaceAll('Processes', 'Registry')],
  ['more data', escu.replace('| `old_name', '| join dest [search index=x] | `old_name')],
])('new detection makes no event for a detection of %s, and says so', async (_, text) => {
  write('from.yml', text);
  const { code, said, out } = await here(['new', 'detection', 'New One', '--from', 'from.yml', '--format', 'json']);
  expect([code, lines(out)]).toEqual([0, [{ written: ['new_one.yml'] }]]);
  expect(said).toContain('No event could be made');
});

describeWithCorpus('sigma-rules', 'the corpus', (rules) => {
  const expectedFile = corpus('expected/sigma-matches.json');
  const logs = corpus('process-logs/sbousseaden');
  const whenThere = expectedFile === undefined || logs === undefined ? test.skip : test;

  whenThere('matches what an independent matcher matches in the evtx files of one folder', async () => {
    const { matches } = JSON.parse(readFileSync(expectedFile ?? '', 'utf8')) as {
      readonly matches: Readonly<Record<string, readonly string[]>>;
    };
    const wanted = Object.entries(matches).flatMap(([id, events]) =>
      events.filter((name) => name.startsWith('sbousseaden/')).map((name) => `${id} ${name}`),
    );
    const { out, code } = await run([
      ...['match', '--rules', rules, '--logs', logs ?? '', '--format', 'jsonl', '--no-parent-resolution'],
    ]);
    const got = lines(out)
      .filter(({ source_file: file }) => String(file).endsWith('.evtx'))
      .map(({ rule: id, source_file: file, record }) => `${String(id)} sbousseaden/${String(file)}#${String(record)}`);
    expect(wanted.length).toBeGreaterThan(100);
    expect([...got].sort()).toEqual([...wanted].sort());
    expect(code).toBe(0);
  });
});

test('fields of the event’s System part can be tested, in the rule’s tree and in the search', async () => {
  const xml = event(1, 'C:\\cmd.exe').replace(
    '<Computer>',
    '<Channel>Microsoft-Windows-Sysmon/Operational</Channel>$&',
  );
  write('log.xml', xml + event(2, 'C:\\cmd.exe'));
  const system = `title: System
id: 6f6ab9d1-7a1e-4a37-9b6b-000000000009
logsource: {category: process_creation, product: windows}
detection:
  of:
    Channel: Microsoft-Windows-Sysmon/Operational
    EventID: 1
    EventRecordID: 1
    Provider_Name: Microsoft-Windows-Sysmon
    Computer|startswith: web
  condition: of
tests:
- name: t
  attack_data: [{data: log.xml}]
  expected: 1
`;
  write('system.yml', system);
  const { out } = await here(['match', '--rules', 'system.yml', '--logs', 'log.xml', '--format', 'jsonl']);
  expect(out.trim().split('\n')).toHaveLength(1);
  const tested = await here(['test', 'system.yml', '--format', 'json']);
  expect(tested.out).toContain('"verdict":"passed"');
  expect(tested.out).toContain('"matched_by_rule":1');
});

test('test takes the values of placeholders', async () => {
  write('log.xml', event(1, 'C:\\cmd.exe') + event(2, 'C:\\net.exe'));
  const expanding = rule.replace("Image|endswith: '\\cmd.exe'", "Image|expand: 'C:\\\\%Tools%.exe'").trimEnd();
  write('expand.yml', `${expanding}\ntests:\n- {name: t, attack_data: [{data: log.xml}], expected: 2}\n`);
  const { code, out } = await here(['test', 'expand.yml', '--format', 'json', '--placeholder', 'Tools=cmd,net']);
  expect(out).toContain('"verdict":"passed"');
  expect(code).toBe(0);
});

test('match names the correlations that it leaves out', async () => {
  const correlation = 'title: Many\ncorrelation: {type: event_count, rules: [x], timespan: 1M, condition: {gte: 3}}\n';
  write('many.yml', `${rule.replace('level:', 'name: x\nlevel:')}---\n${correlation}`);
  write('log.xml', event(1, 'C:\\cmd.exe'));
  const { code, said } = await here(['match', '--rules', 'many.yml', '--logs', 'log.xml']);
  expect(said).toMatch(/Correlations.*not matched: Many\./);
  expect(code).toBe(0);
});

test('convert names every file that it cannot read, beside the searches of the others', async () => {
  write('rule.yml', rule);
  write('broken.yml', 'name: x: y\n');
  write('binary.yml', 'name: \0\n');
  writeFileSync(join(folder, 'old.yml'), Buffer.from('title: caf\u00e9\n', 'latin1'));
  const { code, out, said } = await here(['convert', '.', '--format', 'jsonl']);
  expect([code, lines(out).map(({ file }) => file)]).toEqual([1, ['rule.yml']]);
  for (const place of ['broken.yml:1:7 error WW0110', 'binary.yml:1:1 error WW0115', 'old.yml:1:11 error WW0118'])
    expect(said).toContain(place);
});
