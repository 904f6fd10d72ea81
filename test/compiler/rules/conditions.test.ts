import { checkRule, goodRule } from './support/sigma_rule';
import { checkText, good } from './support/detection';
import { goodV6 } from './support/detection_v6';

/** What is said of conditions and fields, and above all what is not. */

const newCodes = /^WW07(?:54|6[3-8])$/;
const saidOf = (text: string): readonly string[] =>
  checkText(text)
    .findings.map(({ code }) => code)
    .filter((code) => newCodes.test(code));

const where = (condition: string): string => good.replace('stem="cmd"', () => condition);
const events = (condition: string): string => goodV6.replace('NOT CommandLine="*health*"', () => condition);

test.each([
  'count > 5',
  'count="5"',
  'strftime(firstTime, "%H") > "18"',
  'stem > "09"',
  'version > "10.0.1"',
  'user!="root" OR dest!="web1"',
  'user!="root" AND user!="admin"',
  'stem="cmd" OR stem="sh"',
  'stem!="cmd" OR stem="sh"',
  'count > 3 AND count < 5',
  'count > 5 OR count < 3',
  'isnull(user) OR user!="root"',
  'user="Root" AND user!="root"',
])('nothing is said of where %s', (condition) => {
  expect(saidOf(where(condition))).toEqual([]);
});

test.each([
  ['NOT (User="a" Image="*\\\\x.exe")', []],
  ['User="a*" NOT User="ab*"', []],
  ['User="ab*" NOT User="a*"', ['WW0754']],
  ['CommandLine="*a*" CommandLine="*b*"', []],
  ['(User="a" OR User="b") NOT User="a"', []],
  ['(User="a" OR User="b") NOT User="a" NOT User="b"', ['WW0754']],
  ['(User="a" OR User="b") NOT User IN ("a", "b*")', ['WW0754']],
  ['User="a" User="b"', ['WW0754']],
  ['Account_Name="a" Account_Name="b"', []],
  ['EventID=1 EventID=1.0', []],
  ['(CommandLine!="*a*" OR CommandLine!="*b*")', []],
  ['(NOT User="a" OR NOT User="b")', ['WW0765']],
  ['(User="a" OR User!="a")', ['WW0765']],
])('of events with %s: %j', (condition, codes) => {
  expect(saidOf(events(condition))).toEqual(codes);
});

test('rows that stats has made may hold several values', () => {
  const after = (text: string): string => goodV6.replace('| where count > 5', `| search ${text} | where count > 5`);
  expect(saidOf(after('process="*a.exe" process="*b.exe"'))).toEqual([]);
  expect(saidOf(after('process="*a.exe" NOT process="*.exe"'))).toEqual(['WW0754']);
});

test('filters that follow each other are taken together', () => {
  const then = (next: string): string => goodV6.replace('stems >= 2', `stems >= 2 ${next}`);
  expect(saidOf(then('| where count < 3'))).toEqual(['WW0754']);
  expect(saidOf(then('| eval count=1 | where count < 3'))).toEqual([]);
});

const dataSource = (fields: string): { name: string; text: string } => ({
  name: 'data_sources/own.yml',
  text: `name: Own Log
id: 3a1b7c11-5a0e-4c57-9d35-0f6f3a1b7c15
version: 1
date: '2024-01-15'
author: A. Analyst
description: Own.
source: own
sourcetype: own
fields: [${fields}]
`,
});

describe('fields of raw events', () => {
  const own = goodV6.replace('- Sysmon EventID 1', '- Own Log');
  const slips = (search: string, list: string): readonly string[] =>
    checkText(
      own.replace(/search: \|-[\s\S]*?(?=how_to)/, () => `search: '${search}'\n`),
      'recommended',
      [dataSource(list)],
    )
      .findings.filter(({ code }) => code === 'WW0764')
      .map(({ message }) => message.split(' ')[0] ?? '');

  test.each([
    ['operationName=x', 'operationName', []],
    ['operatonName=x', 'operationName', ['operatonName']],
    ['operationname=x', 'operationName', ['operationname']],
    ['operationNames=x', 'operationName', []],
    ['status_code2=x', 'status_code1', []],
    ['operatonName=x', '', []],
    ['* | eval operatonName=1 | where operatonName=1', 'operationName', []],
    ['* | rex "(?<operatonName>x)" | search operatonName=1', 'operationName', []],
    ['* | lookup other host | search operatonName=1', 'operationName', []],
    ['* | stats count by operatonName', 'operationName', ['operatonName']],
    ['* | stats count as operatonName by host | where operatonName=1', 'operationName', []],
    ['TargetFileName=x', 'TargetFilename', ['TargetFileName']],
    ['ParentProcess=x', 'ParentProcessId', []],
    ['Service_Name=x', 'service_name', []],
    ['indx=main', 'operationName', ['indx']],
    ['* | eval verdict=1 | where verdit=1', 'operationName', ['verdit']],
    ['* | eval dest=1 | where desc=1', 'operationName', []],
    ['user=root', 'User', []],
  ])('%s where events have %s: %j', (search, list, expected) => {
    expect(slips(search, list)).toEqual(expected);
  });

  test('what two detections ask is a field of its own', () => {
    const slip = goodV6.replace('EventCode=1', 'EventCod=1');
    const second = slip
      .replace('name: Odd Child Of Web Server', 'name: Second Child')
      .replace('odd_child_of_web_server_filter', 'second_child_filter')
      .replace('6b1d2c0a', '6b1d2c0b');
    const codes = (more: readonly { name: string; text: string }[]): readonly string[] =>
      checkText(slip, 'recommended', more).findings.map(({ code }) => code);
    expect(codes([])).toContain('WW0764');
    expect(codes([{ name: 'detections/endpoint/second_child.yml', text: second }])).not.toContain('WW0764');
  });
});

describe('Sigma', () => {
  const saidOfRule = (from: string, to: string): readonly string[] =>
    checkRule(goodRule.replace(from, () => to))
      .map(({ code }) => code)
      .filter((code) => /^WW04(?:18|2[5-7])$/.test(code));
  const condition = 'all of selection_* and not 1 of filter_main_* and not 1 of filter_optional_*';
  const filterField = "Image|startswith: 'C:\\Program Files\\Vendor\\'\n        CommandLine|contains: 'health'";

  test.each([
    [condition, 'selection_parent and (selection_img or selection_cli) and not selection_cli'],
    [condition, 'selection_img or not selection_parent'],
    [condition, 'not filter_main_path or selection_parent'],
    [filterField, "CommandLine|contains: 'whoami /all'"],
    [filterField, "CommandLine|contains|cased: 'whoami'"],
    [filterField, 'CommandLine: null'],
    [filterField, "CommandLine|re: 'whoami'"],
    ["- 'whoami'", "- 'Whoami '"],
    ["- 'AUTORI'", "- '\u00a0'"],
  ])('nothing is said of %s as %s', (from, to) => {
    expect(saidOfRule(from, to)).toEqual([]);
  });

  test.each([
    [condition, 'selection_cli and not selection_cli', ['WW0418']],
    [condition, '(selection_cli and not selection_cli) or selection_img', ['WW0418']],
    [condition, 'selection_parent or (selection_cli or not selection_cli)', ['WW0418']],
    [filterField, "CommandLine|contains: 'who'", ['WW0418']],
    [filterField, "ParentImage|endswith: ['exe', 'com']", ['WW0418']],
    [filterField, "Image: 'C:\\\\x.exe'\n        Image|endswith: '\\y.exe'", ['WW0418']],
  ])('%s as %s: %j', (from, to, codes) => {
    expect(saidOfRule(from, to)).toEqual(codes);
  });
});
