import { compileTexts, stanzaOf } from '../support/compile';

/** What contentctl 4.4.7 and 5.6.2 wrote for such files when they were run: cases that its own repository does not have. */

const head = `
name: Odd Child
id: 11111111-2222-4333-8444-555555555555
version: 3
date: '2025-01-02'
author: A. Author
status: production
type: TTP
description: Something odd.
data_source: []
search: '| tstats count from datamodel=Endpoint.Processes by Processes.dest Processes.user | \`odd_child_filter\`'
how_to_implement: Send events.
known_false_positives: None seen.
references: []
`;
const tags = `
tags:
  analytic_story: [Some Story]
  asset_type: Endpoint
  product: [Splunk Enterprise]
  security_domain: endpoint
`;
const v4 = `${head}${tags}  confidence: 50
  impact: 25
  message: $user$ on $dest$
  required_fields: [dest]
  observable:
  - {name: user, type: User, role: [Victim]}
`;
const v5 = `${head}${tags}rba:
  message: $user$ on $dest$
  risk_objects: [{field: user, type: user, score: 50}]
  threat_objects: []
`;
const inline = (actions: string): string => `deployment:
  scheduling: {cron_schedule: 7 * * * *, earliest_time: -1h, latest_time: now, schedule_window: auto}
${actions}`;

function stanza(text: string): Readonly<Record<string, string>> {
  const compiled = compileTexts({ 'detections/odd_child.yml': text }, 'escu');
  return stanzaOf(compiled, 'savedsearches.conf', `${compiled.app.label} - Odd Child - Rule`);
}

function explanation(text: string): string | undefined {
  const compiled = compileTexts({ 'detections/odd_child.yml': text }, 'escu');
  const name = `savedsearch://${compiled.app.label} - Odd Child - Rule`;
  return stanzaOf(compiled, 'analyticstories.conf', name)['explanation'];
}

const actionsOf = (text: string): readonly string[] =>
  Object.keys(stanza(text)).filter((key) => /^action\.(?:notable|risk|email|slack|sendtophantom)$/.test(key));

test.each([
  ['v4', v4, []],
  ['v5', v5.replace(/rba:[^]*/, ''), []],
])('%s: a deployment of its own without an action has none', (_, text, wanted) => {
  expect(actionsOf(text + inline(''))).toEqual(wanted);
});

test('a deployment of its own has the actions that it names', () => {
  const rba = inline('  alert_action: {rba: {enabled: true}}\n');
  expect(actionsOf(v4 + rba)).toEqual(['action.risk']);
  expect(
    actionsOf(
      v4 + inline("  alert_action: {notable: {rule_title: '%name%', rule_description: d, nes_fields: [dest]}}\n"),
    ),
  ).toEqual(['action.notable']);
});

test('templates of mail, chat and playbook are filled; only version 5 turns mail on by its own key', () => {
  const email = inline(
    "  alert_action: {email: {to: a@b.c, subject: 'S %name%', message: '%type% of %risk_score%'}}\n",
  );
  expect(stanza(v4 + email)).toMatchObject({
    'action.email.subject.alert': 'S Odd Child',
    'action.email.message.alert': 'TTP of 12',
    'action.email.useNSSubject': '1',
  });
  expect(actionsOf(v4 + email)).toEqual([]);
  expect(actionsOf(v5.replace(/rba:[^]*/, '') + email)).toEqual(['action.email']);
  const slack = inline("  alert_action: {slack: {channel: '#x', message: 'hey %name%'}}\n");
  expect(stanza(v4 + slack)['action.slack.param.message']).toBe('hey Odd Child');
});

test('the title of a correlation begins with RBA, whatever its template; the description does not', () => {
  const notable = (title: string): string =>
    inline(`  alert_action: {notable: {rule_title: ${title}, rule_description: '%name%', nes_fields: [dest]}}\n`);
  for (const [title, wanted] of [
    ['fixed', 'RBA: fixed'],
    ["'%name%'", 'RBA: Odd Child'],
  ] as const)
    expect(stanza(v4.replace('type: TTP', 'type: Correlation') + notable(title))).toMatchObject({
      'action.notable.param.rule_title': wanted,
      'action.notable.param.rule_description': 'Odd Child',
    });
});

test('version 4 adds no risk to a detection without a story, version 5 does', () => {
  const storyless = (text: string): string => text.replace('[Some Story]', '[]');
  expect(actionsOf(storyless(v4))).toEqual(['action.notable']);
  expect(actionsOf(storyless(v5))).toEqual(['action.risk', 'action.notable']);
});

test('version 4 explains in the library alone, version 5 warns everywhere', () => {
  const explained = `${v4}explanation: For short.\n`;
  expect([stanza(explained)['action.escu.eli5'], explanation(explained)]).toEqual(['Something odd.', 'For short.']);
  const warning =
    /^\*\*WARNING\*\*, this Detection is marked \*\*EXPERIMENTAL\*\* .* the Detection has been .* Something odd\.$/;
  const experimental = v5.replace('status: production', 'status: experimental');
  for (const text of [
    stanza(experimental)['description'],
    stanza(experimental)['action.escu.eli5'],
    explanation(experimental),
  ])
    expect(text).toMatch(warning);
  expect(stanza(v4.replace('status: production', 'status: experimental'))['action.escu.eli5']).toBe('Something odd.');
});

test('a drilldown without offsets has none, and holds the search as it is written', () => {
  const text = `${v5.replace(/search: '(.*)'/, 'search: |\n  $1')}drilldown_searches:
- {name: first, search: '%original_detection_search% | search x', earliest_offset: null, latest_offset: null}
- {name: second, search: '| x', earliest_offset: -7d, latest_offset: null}
`;
  expect(JSON.parse(stanza(text)['action.notable.param.drilldown_searches'] ?? '')).toEqual([
    {
      name: 'first',
      search:
        '| tstats count from datamodel=Endpoint.Processes by Processes.dest Processes.user | `odd_child_filter`\n | search x',
    },
    { name: 'second', search: '| x', earliest_offset: '-7d' },
  ]);
});

test('version 4 keeps the order of observables, one field in two roles too', () => {
  const text = v4.replace(
    '  - {name: user, type: User, role: [Victim]}',
    ['Attacker', 'Victim'].map((role) => `  - {name: src, type: Unknown, role: [${role}]}`).join('\n'),
  );
  expect(JSON.parse(stanza(text)['action.risk.param._risk'] ?? '')).toEqual([
    { threat_object_field: 'src', threat_object_type: 'unknown' },
    { risk_object_field: 'src', risk_object_type: 'other', risk_score: 12 },
  ]);
});

test('version 5 keeps each risk object once, in the order of Python’s texts', () => {
  const object = (field: string, score: number): string => `{field: ${field}, type: user, score: ${score}}`;
  const objects = [object('dest_ip', 5), object('dest', 9), object('dest', 100), object('dest', 9)].join(', ');
  const text = v5.replace('[{field: user, type: user, score: 50}]', `[${objects}]`);
  expect(
    (JSON.parse(stanza(text)['action.risk.param._risk'] ?? '') as readonly Readonly<Record<string, unknown>>[]).map(
      ({ risk_object_field: field, risk_score: score }) => [field, score],
    ),
  ).toEqual([
    ['dest', 100],
    ['dest', 9],
    ['dest_ip', 5],
  ]);
});

test('data models stand in the order of contentctl’s list', () => {
  const text = v5.replace('Endpoint.Processes by', 'Endpoint.Processes where Risk OR Web by');
  expect(stanza(text)['action.escu.data_models']).toBe('["Endpoint", "Web", "Risk"]');
});

const baseline = `
name: Counts
id: 11111111-2222-4333-8444-666666666666
version: 1
date: '2025-01-02'
author: A
type: Baseline
status: deprecated
description: Counts things.
search: '| tstats count from datamodel=Endpoint.Processes'
how_to_implement: Send events.
known_false_positives: None.
tags: {analytic_story: [], detections: [Odd Child], product: [Splunk Enterprise], security_domain: endpoint}
`;

test('a baseline of version 5 derives its data models and warns when it is deprecated', () => {
  const compiled = compileTexts({ 'a.yml': v5, 'b.yml': baseline }, 'escu');
  const found = stanzaOf(compiled, 'savedsearches.conf', `${compiled.app.label} - Counts`);
  expect(found['action.escu.data_models']).toBe('["Endpoint"]');
  expect(found['description']).toMatch(/^\*\*WARNING\*\*, this Baseline has been marked .* Counts things\.$/);
});

test('a story’s references are written as the URL standard has them', () => {
  const story = `name: Some Story
id: 11111111-2222-4333-8444-777777777777
version: 1
date: '2025-01-02'
author: A B, Company
status: production
description: A story.
narrative: Long.
references: [https://a.example, 'http://b.example/ü', 'https://A.example/x?y=1']
tags: {category: [Malware], product: [Splunk Enterprise], usecase: Advanced Threat Detection}
`;
  const compiled = compileTexts({ 'a.yml': v5, 's.yml': story }, 'escu');
  expect(stanzaOf(compiled, 'analyticstories.conf', 'analytic_story://Some Story')['references']).toBe(
    '["https://a.example/", "http://b.example/%C3%BC", "https://a.example/x?y=1"]',
  );
});
