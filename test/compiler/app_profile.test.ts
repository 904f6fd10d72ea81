import { spreadCron } from '../../src/compiler/emit/spread';
import { compileTexts, confOf, stanzaOf } from '../support/compile';

const detection = (
  extra = '',
  search = '| tstats count from datamodel=Endpoint.Processes by Processes.dest | `odd_child_filter`',
): string => `
name: Odd Child
id: 11111111-2222-4333-8444-555555555555
version: 3
date: '2025-01-02'
author: A. Author, B. Author
status: production
type: TTP
description: |
  Something odd.

  It ends in a backslash: C:\\
data_source: []
search: |
  ${search}
how_to_implement: Send events.
known_false_positives: None seen.
rba:
  message: odd on $dest$
  risk_objects: [{field: dest, type: system, score: 70}, {field: user, type: user, score: 20}]
tags:
  analytic_story: []
  asset_type: Endpoint
  product: [Splunk Enterprise]
  security_domain: endpoint
${extra}`;

const name = 'Webshell Watch - Odd Child - Rule';
const settings = (text: string): Readonly<Record<string, string>> =>
  stanzaOf(compileTexts({ 'odd_child.yml': text }, 'app'), 'savedsearches.conf', name);

test('off until enabled, scheduled, tracked, with 1 and 0 and compact JSON', () => {
  const found = settings(detection());
  expect(found).toMatchObject({
    disabled: '1',
    enableSched: '1',
    'alert.track': '1',
    'action.risk': '1',
    'action.notable': '1',
    'action.notable.param.severity': 'high',
    'action.webshell_watch': '0',
    'action.webshell_watch.author': 'A. Author, B. Author',
    'action.risk.param._risk':
      '[{"risk_object_field":"dest","risk_object_type":"system","risk_score":70},{"risk_object_field":"user","risk_object_type":"user","risk_score":20}]',
  });
  expect(Object.values(found).filter((value) => /^(true|false)$/.test(value))).toEqual([]);
});

test('throttled as stated', () => {
  const found = settings(detection('  throttling: {fields: [dest, process_name], period: 3600s}\n'));
  expect(found).toMatchObject({
    'alert.digest_mode': '0',
    'alert.suppress': '1',
    'alert.suppress.fields': 'dest,process_name',
    'alert.suppress.period': '3600s',
  });
});

test('throttled by its risk objects when nothing is stated', () => {
  expect(settings(detection())).toMatchObject({
    'alert.suppress.fields': 'dest,user',
    'alert.suppress.period': '86400s',
  });
});

test('a stated schedule is kept, a default one is spread over the hour', () => {
  const stated =
    'deployment:\n  scheduling: {cron_schedule: "0 3 * * *", earliest_time: -1d, latest_time: now, schedule_window: auto}\n';
  expect(settings(detection(stated))['cron_schedule']).toBe('0 3 * * *');
  expect(settings(detection())['cron_schedule']).toMatch(/^\d+ \* \* \* \*$/);
});

test('minutes are spread evenly enough and never change', () => {
  const minutes = Array.from({ length: 6000 }, (_, at) => spreadCron('0 * * * *', `id-${at}`).split(' ')[0] ?? '');
  const counts = new Map<string, number>();
  for (const minute of minutes) counts.set(minute, (counts.get(minute) ?? 0) + 1);
  expect(counts.size).toBe(60);
  expect(Math.max(...counts.values())).toBeLessThan(160);
  expect(spreadCron('0 * * * *', 'a')).toBe(spreadCron('0 * * * *', 'a'));
  expect(spreadCron('*/5 * * * *', 'a')).toBe('*/5 * * * *');
});

test('an own filter macro that says how to edit it', () => {
  const compiled = compileTexts({ 'odd_child.yml': detection() }, 'app');
  const filter = stanzaOf(compiled, 'macros.conf', 'odd_child_filter');
  expect(filter['definition']).toBe('search *');
  expect(filter['description']).toMatch(/Filter page/);
});

test('a search without its filter macro gets it', () => {
  const found = settings(detection('', '| tstats count from datamodel=Endpoint.Processes by Processes.dest'));
  expect(found['search']).toMatch(/\| `odd_child_filter`$/);
});

test('what a conf file cannot hold is mended and said', () => {
  const compiled = compileTexts({ 'odd_child.yml': detection() }, 'app');
  expect(compiled.diagnostics.map(({ code }) => code)).toContain('WW0603');
  expect(confOf(compiled, 'savedsearches.conf').diagnostics).toEqual([]);
  expect([...confOf(compiled, 'savedsearches.conf').stanzas.keys()]).toEqual([
    name,
    'Webshell Watch - Sightings',
    'Webshell Watch - Baseline',
  ]);
});

test.each([
  [
    'spec 2 of 2019',
    'name: Old Rule\nid: x\ntype: splunk\ndetect: {splunk: {correlation_rule: {search: a}}}\n',
    'Old Rule',
  ],
  ['no name', 'type: TTP\nsearch: search a\nhow_to_implement: x\n', ''],
])('a detection that cannot be read is counted as refused: %s', (_, text, name) => {
  const compiled = compileTexts({ 'detections/old.yml': text }, 'app');
  expect(compiled.detections).toEqual([]);
  expect(compiled.refused).toMatchObject([{ file: 'detections/old.yml', name }]);
});

test('two detections of one name: the second is refused and named', () => {
  const compiled = compileTexts({ 'a.yml': detection(), 'b.yml': detection() }, 'app');
  expect(compiled.detections).toHaveLength(1);
  expect(compiled.refused).toMatchObject([{ file: 'b.yml', name: 'Odd Child' }]);
  expect(compiled.diagnostics.filter(({ severity }) => severity === 'error')).toMatchObject([
    { code: 'WW0601', file: 'b.yml', line: 2 },
  ]);
});

test.each([
  ['unknown key', detection('  throtling: {}\n'), 'WW0502', 'Did you mean "throttling"?'],
  ['wrong type', detection().replace('type: TTP', 'type: TPP'), 'WW0505', 'Did you mean "TTP"?'],
  ['no day', detection().replace('2025-01-02', '2025-02-30'), 'WW0507', undefined],
  ['missing search', detection().replace(/search: \|\n.*\n/, ''), 'WW0503', undefined],
  ['a map for a text', detection().replace('A. Author, B. Author', '{a: 1}'), 'WW0504', undefined],
])('%s', (_name, text, code, hint) => {
  const found = compileTexts({ 'detections/odd_child.yml': text }, 'app').diagnostics.find(
    (diagnostic) => diagnostic.code === code,
  );
  expect(found?.file).toBe('detections/odd_child.yml');
  expect(found?.line).toBeGreaterThan(1);
  if (hint !== undefined) expect(found?.hint).toBe(hint);
});

test('a file with an error is left out, the others are compiled', () => {
  const compiled = compileTexts({ 'a.yml': detection(), 'b.yml': 'name: [\n' }, 'app');
  expect(compiled.detections).toHaveLength(1);
  expect(compiled.diagnostics.filter(({ file }) => file === 'b.yml').map(({ code }) => code)).toEqual(['WW0110']);
});
