import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { collect } from '../../../src/compiler/collect';
import { cronProblem } from '../../../src/compiler/cron';
import { rules } from '../../../src/compiler/rules/registry';
import { runChecks } from '../../../src/compiler/rules/run_checks';
import { sarifLog } from '../../../src/compiler/rules/sarif';
import { versionBumps } from '../../../src/compiler/rules/version_bumps';
import { readTexts } from '../../../src/cli/files';
import { compile } from '../../../src/compiler/compile';
import { readConf } from '../../../src/conf/read';
import { describeWithCorpus } from '../../support/corpus';
import { checkText, good } from './support/detection';

const second = good
  .replace('name: Odd Child Of Web Server', 'name: Second Child')
  .replace('odd_child_of_web_server_filter', 'second_child_filter');
const other = { name: 'detections/endpoint/second_child.yml', text: second };
const otherId = { ...other, text: second.replace('6b1d2c0a', '6b1d2c0b') };

const codesOf = (...from: Parameters<typeof checkText>): readonly string[] =>
  checkText(...from).findings.map(({ code }) => code);

test('an id that two files have is found in the second', () => {
  expect(checkText(good, 'minimum', [other]).findings).toMatchObject([{ code: 'WW0721', file: other.name, line: 2 }]);
  expect(codesOf(good, 'minimum', [otherId])).toEqual([]);
});

test('schedules that are all at minute 0 are found, one alone is not', () => {
  const atZero = (text: string): string => text.replace('7 * * * *', '0 * * * *');
  expect(codesOf(atZero(good), 'recommended', [{ ...otherId, text: atZero(otherId.text) }])).toEqual([
    'WW0730',
    'WW0730',
  ]);
  expect(codesOf(atZero(good), 'recommended', [otherId])).toEqual([]);
});

test.each([
  ['-70m@m', 'now'],
  ['@d', 'now'],
  ['-1d@d', '@d'],
  ['-7d@w1', '@w1'],
  ['-1mon@mon', '@mon'],
  ['-1d@d+3h', '-1d@d+4h'],
  ['-2hours', '-90minutes'],
  ['rt', 'rt'],
  ['0', 'now'],
  ['1700000000', '1700003600'],
  ['-h@h', '+5m'],
])('the range from %s to %s is one', (earliest, latest) => {
  const text = good.replace('-70m@m', `'${earliest}'`).replace('-10m@m', `'${latest}'`);
  expect(codesOf(text, 'minimum')).toEqual([]);
});

test.each([
  ['7 * * * *', '-70m@m', '-10m@m', []],
  ['*/5 * * * *', '-5m@m', 'now', []],
  ['10 0 * * *', '-1d@d', '@d', []],
  ['30 3 * * 1', '-1w@w1', '@w1', []],
  ['0 4 1 * *', '-1mon@mon', '@mon', []],
  ['0 4 1 * *', '-30d@d', '@d', ['WW0739']],
  ['0 0 * * 1-5', '-24h', 'now', ['WW0739']],
  ['10 0 * * *', '-1d@d+1h', '@d', ['WW0739']],
  ['*/5 * * * *', 'rt-5m', 'rt', []],
])('%s from %s to %s: %j', (cron, earliest, latest, codes) => {
  const text = good
    .replace('7 * * * *', `'${cron}'`)
    .replace('-70m@m', `'${earliest}'`)
    .replace('-10m@m', `'${latest}'`);
  expect(codesOf(text).filter((code) => code !== 'WW0731')).toEqual(codes);
});

test('a range that two runs share wants throttling, which Hunting does not', () => {
  const overlapping = good.replace('-70m@m', '-2h@m');
  const unthrottled = overlapping.replace(/ {2}throttling:[\s\S]*period: 86400s\n/, '');
  expect(codesOf(overlapping)).toEqual([]);
  const { findings, lineOf } = checkText(unthrottled);
  expect(findings).toMatchObject([{ code: 'WW0745', line: lineOf('earliest_time') }]);
  expect(
    codesOf(unthrottled.replace('type: TTP', 'type: Hunting').replace(/rba:[\s\S]*?deployment:/, 'deployment:')),
  ).toEqual([]);
});

test("a broken schedule of a type is found where it stands, once, and not in the detections' files", () => {
  const deployment = {
    name: 'deployments/ttp.yml',
    text: 'name: TTP\ntype: TTP\nscheduling:\n  cron_schedule: 61 * * * *\n  earliest_time: -70m@m\n  latest_time: -10m@m\n',
  };
  const plain = (text: string): string => text.replace(/deployment:[\s\S]*?tags:/, 'tags:');
  const { findings } = checkText(plain(good), 'minimum', [deployment, { ...otherId, text: plain(otherId.text) }]);
  expect(findings).toMatchObject([{ code: 'WW0729', file: 'deployments/ttp.yml', line: 4 }]);
});

test('a missing test and a leading wildcard are found at level strict alone', () => {
  const untested = good.replace(/tests:[\s\S]*/, '');
  expect(codesOf(untested, 'strict')).toEqual(['WW0727']);
  expect(codesOf(untested)).toEqual([]);
  const wild = good.replace('"w3wp.exe"', '"*w3wp.exe"');
  expect(codesOf(wild, 'strict')).toEqual(['WW0732']);
  expect(codesOf(wild)).toEqual([]);
});

test.each(['sort - count', 'head 10', 'tail 5', 'join dest [search index=x]', 'append [search index=x]'])(
  '%s cuts in silence, said at level strict alone',
  (command) => {
    const text = good.replace('| where NOT', `| ${command} | where NOT`);
    expect(codesOf(text, 'strict')).toContain('WW0758');
    expect(codesOf(text)).not.toContain('WW0758');
  },
);

describe('version 4', () => {
  const four = good.replace(/rba:[\s\S]*?deployment:/, 'deployment:').replace(
    '  analytic_story:',
    `  confidence: 80
  impact: 50
  risk_score: 40
  message: $process_name$ on $dest$
  observable:
  - name: dest
    type: Hostname
    role:
    - Victim
  analytic_story:`,
  );

  test('a good file has no finding', () => expect(checkText(four, 'minimum').findings).toEqual([]));

  test.each([
    ['risk_score: 40', 'risk_score: 25', 'WW0511'],
    ['confidence: 80', 'confidence: 180', 'WW0724'],
    ['- Victim', '- Victm', 'WW0509'],
    ['type: Hostname', 'type: Hostnme', 'WW0509'],
  ])('%s as %s', (from, to, code) => {
    const { findings, lineOf } = checkText(four.replace(from, to), 'minimum');
    expect(findings).toContainEqual(expect.objectContaining({ code, line: lineOf(to) }));
  });
});

test.each(['process_name="Cmd.exe"', 'match(process_name, "Cmd")', 'like(process_name, "Cmd%")'])(
  '%s misses cmd.exe, said at level strict alone',
  (condition) => {
    const text = good.replace('stem="cmd"', condition);
    expect(codesOf(text, 'strict')).toEqual(['WW0762']);
    expect(codesOf(text)).toEqual([]);
    expect(
      codesOf(text.replace('(process_name', '(lower(process_name)').replace('AND process_name', 'AND stem'), 'strict'),
    ).toEqual([]);
  },
);

test('a waiver with a reason hides its finding, one without does not, one too many is named', () => {
  const mixed = good.replace('w3wp.exe" (', 'w3wp.exe" OR Processes.user=x (');
  expect(codesOf(mixed)).toEqual(['WW0701']);
  expect(codesOf(`# webshell-watch: allow WW0701 because it is meant\n${mixed}`)).toEqual([]);
  expect(codesOf(`# webshell-watch: allow WW0701\n${mixed}`)).toEqual(['WW0741', 'WW0701']);
  expect(codesOf(`${mixed}# webshell-watch: allow WW0701, ww0702 because both are meant\r\n`)).toEqual(['WW0740']);
  const idle = checkText(`${good}# webshell-watch: allow WW0701 because it was meant\n`);
  expect(idle.findings).toMatchObject([{ code: 'WW0740', severity: 'warning', line: idle.lineOf('# webshell') }]);
  expect(codesOf(`# webshell-watch: allow WW0732 because only strict looks for it\n${good}`)).toEqual([]);
});

test('macros that call each other in a circle are found at their definitions', () => {
  const macro = (name: string, calls: string) => ({
    name: `macros/${name}.yml`,
    text: `name: ${name}\ndescription: x\ndefinition: '\`${calls}\`'\n`,
  });
  const { findings } = checkText(good, 'minimum', [macro('round', 'trip'), macro('trip', 'round')]);
  expect(findings.map(({ code, file, line }) => [code, file, line])).toEqual([
    ['WW0321', 'macros/round.yml', 3],
    ['WW0321', 'macros/trip.yml', 3],
  ]);
});

test.each([
  '* * * * *',
  '*/5 * * * *',
  '5/10 * * * *',
  '7,37 0-6/2 1 jan mon-fri',
  '0 0 31 12 7',
  '0 0 29 2 *',
  '0 0 31 2 1',
])('%s is a schedule', (cron) => {
  expect(cronProblem(cron)).toBeUndefined();
});

test.each([
  '',
  '* * * *',
  '60 * * * *',
  '*/0 * * * *',
  '5-1 * * * *',
  '* 24 * * *',
  '* * 0 * *',
  '* * * 13 *',
  'a * * * *',
  '* * * * 8',
  '0 0 31 2 *',
  '0 0 31 4,6,9,11 *',
  '*/60 * * * *',
])('"%s" is none', (cron) => expect(cronProblem(cron)).toBeDefined());

test('a changed saved search wants a higher version; an unchanged one does not', () => {
  const source = (text: string) => [{ name: 'detections/odd_child_of_web_server.yml', text }];
  const identity = { id: 'x', label: 'X' };
  const built = compile({ sources: source(good), tables: new Map(), profile: 'app', identity, withInputs: false });
  const text = String(built.files.get('default/savedsearches.conf'));
  const old = { identity, profile: 'app' as const, savedSearches: readConf({ name: 'old', text }) };
  const changed = good.replace('"w3wp.exe"', '"httpd.exe"');
  expect(versionBumps(source(good), old)).toEqual([]);
  expect(versionBumps(source(changed), old)).toMatchObject([{ code: 'WW0742', line: 3 }]);
  expect(versionBumps(source(changed.replace('version: 3', 'version: 4')), old)).toEqual([]);
});

test('SARIF holds what GitHub and the schema ask for', () => {
  const { findings } = checkText(good.replace('score: 60', 'score: 600'));
  expect(JSON.parse(JSON.stringify(sarifLog(findings, '1.0.0')))).toMatchObject({
    version: '2.1.0',
    runs: [
      {
        tool: { driver: { name: 'webshell-watch', rules: [{ id: 'WW0724' }] } },
        results: [
          {
            ruleId: 'WW0724',
            ruleIndex: 0,
            level: 'error',
            locations: [
              { physicalLocation: { artifactLocation: { uri: 'detections/endpoint/odd_child_of_web_server.yml' } } },
            ],
          },
        ],
      },
    ],
  });
});

test('every check has its page', () => {
  const page = readFileSync(join(__dirname, '../../../docs/diagnostics/07.md'), 'utf8');
  const codes = [...Object.keys(rules), 'WW0740', 'WW0741', 'WW0742', 'WW0743'];
  expect(codes.filter((code) => !page.includes(`## ${code}\n`))).toEqual([]);
});

describeWithCorpus('escu', 'the ESCU repository', (folder) => {
  const { sources } = readTexts([folder], ['.yml'], folder);
  const findings = runChecks({ collected: collect(sources), sources, level: 'recommended', today: '2026-11-22' });

  test('every search is read without an error of SPL, and every macro is found', () => {
    expect(findings.filter(({ code, severity }) => code.startsWith('WW03') && severity === 'error')).toEqual([]);
  });

  test('every search that the two precedences read differently is found to mix AND and OR', () => {
    const expected = JSON.parse(readFileSync(join(folder, '../expected/tstats-counts.json'), 'utf8')) as {
      readonly precedence_dependent: readonly string[];
      readonly detections: Readonly<Record<string, { readonly file: string }>>;
    };
    const found = new Set(findings.filter(({ code }) => code === 'WW0701').map(({ file }) => file));
    const files = expected.precedence_dependent.map((name) => expected.detections[name]?.file ?? '');
    expect(files).toHaveLength(23);
    expect(files.filter((file) => !found.has(file))).toEqual([]);
  });

  test('most detections have no finding', () => {
    expect(new Set(findings.map(({ file }) => file)).size).toBeLessThan(150);
  });
});
