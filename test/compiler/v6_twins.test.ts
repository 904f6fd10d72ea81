import type { Profile } from '../../src/compiler/compile';
import { compileTexts, stanzaOf } from '../support/compile';

/** Five detections in schema v5 and, from the published facts about it, in v6: the same searches, schedules and risk. */

const head = (name: string, type: string): string => `name: ${name}
id: 3f1d2c0a-5a0e-4c57-9d35-0f6f3a1b7c${name.length}
version: 2
author: A. Author
status: production
type: ${type}
description: Something odd.
data_source: [Sysmon EventID 1]
search: '| tstats count from datamodel=Endpoint.Processes where Processes.process_name="x${name.length}.exe" by Processes.dest Processes.user Processes.process_name | \`drop_dm_object_name(Processes)\` | \`${name.toLowerCase().replaceAll(' ', '_')}_filter\`'
how_to_implement: Send events.
known_false_positives: None seen.
references: [https://example.org/a]
`;

const tags = [
  'analytic_story: [Some Story]',
  'asset_type: Endpoint',
  'mitre_attack_id: [T1505.003]',
  'cve: [CVE-2021-26855]',
  'product: [Splunk Enterprise]',
  'security_domain: endpoint',
];
const five = (name: string, type: string, ...rest: readonly string[]): string =>
  [`${head(name, type)}date: '2025-01-02'`, 'tags:', ...tags.map((tag) => `  ${tag}`), ...rest].join('\n');
const six = (name: string, type: string, ...rest: readonly string[]): string =>
  [`${head(name, type)}creation_date: '2024-05-06'`, `modification_date: '2025-01-02'`, ...tags, ...rest].join('\n');

const message = '$process_name$ of $user$ on $dest$';
const user = '{field: user, type: user, score: 50}';
const dest = '{field: dest, type: system, score: 50}';
const said = (entity: string): string => entity.replace('}', `, message: ${message}}`);
const threats = 'threat_objects: [{field: process_name, type: process_name}]';

interface Twin {
  readonly name: string;
  readonly v5: string;
  readonly v6: string;
  readonly entity: string | undefined;
}

const twins: readonly Twin[] = [
  {
    name: 'User And Host',
    v5: five(
      'User And Host',
      'TTP',
      'rba:',
      `  message: ${message}`,
      `  risk_objects: [${user}, ${dest}]`,
      `  ${threats}`,
    ),
    v6: six(
      'User And Host',
      'TTP',
      `finding: {title: ${message}, entity: ${user}}`,
      `intermediate_findings: {entities: [${said(dest)}]}`,
      threats,
    ),
    entity: 'user',
  },
  {
    name: 'Host Alone',
    v5: five('Host Alone', 'TTP', 'rba:', `  message: ${message}`, `  risk_objects: [${dest}]`, '  threat_objects: []'),
    v6: six('Host Alone', 'TTP', `finding: {title: ${message}, entity: ${dest}}`),
    entity: 'dest',
  },
  {
    name: 'Odd Anomaly',
    v5: five(
      'Odd Anomaly',
      'Anomaly',
      'rba:',
      `  message: ${message}`,
      `  risk_objects: [${user}, ${dest}]`,
      `  ${threats}`,
    ),
    v6: six('Odd Anomaly', 'Anomaly', `intermediate_findings: {entities: [${said(user)}, ${said(dest)}]}`, threats),
    entity: undefined,
  },
  {
    name: 'Hunt',
    v5: five('Hunt', 'Hunting'),
    v6: six('Hunt', 'Hunting'),
    entity: undefined,
  },
  {
    name: 'Own Hours',
    v5: five(
      'Own Hours',
      'TTP',
      '  throttling: {fields: [dest], period: 3600s}',
      'deployment: {scheduling: {cron_schedule: 7 3 * * *, earliest_time: -1d, latest_time: now, schedule_window: 5}}',
      'rba:',
      `  message: ${message}`,
      `  risk_objects: [${user}]`,
      `  ${threats}`,
    ),
    v6: six(
      'Own Hours',
      'TTP',
      'throttling: {fields: [dest], period: 3600s}',
      'custom_schedule: {cron_schedule: 7 3 * * *, earliest_time: -1d, latest_time: now, schedule_window: 5}',
      `finding: {title: ${message}, entity: ${user}}`,
      threats,
    ),
    entity: 'user',
  },
];

const alike =
  /^(search|cron_schedule|dispatch\.|schedule_window|alert\.suppress|alert\.digest|action\.risk|action\.correlationsearch\.(annotations|label)|action\.notable$|action\.notable\.param\.(severity|nes_fields|security_domain))/;

const profiles: readonly Profile[] = ['app', 'escu'];
describe.each(profiles)('profile %s', (profile) => {
  test.each(twins)('$name', ({ name, v5, v6, entity }) => {
    const [older, newer] = [v5, v6].map((text) => {
      const compiled = compileTexts({ 'a.yml': text }, profile);
      expect(compiled.diagnostics.filter(({ severity }) => severity !== 'information')).toEqual([]);
      return stanzaOf(compiled, 'savedsearches.conf', `${compiled.app.label} - ${name} - Rule`);
    });
    const picked = (settings: Readonly<Record<string, string>> = {}): readonly (readonly string[])[] =>
      Object.entries(settings).filter(([key]) => alike.test(key));
    expect(picked(older).length).toBeGreaterThan(5);
    expect(picked(newer)).toEqual(picked(older));
    const entities = newer?.['action.notable.param._entities'];
    expect(entities === undefined ? undefined : /"risk_object_field": ?"(\w+)"/.exec(entities)?.[1]).toBe(entity);
  });
});
