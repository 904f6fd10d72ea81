import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compile } from '../../src/compiler/compile';
import { readConf, type ConfFile } from '../../src/conf/read';
import { compileTexts, confOf, stanzaOf, yamlSources } from '../support/compile';
import { corpus, describeWithCorpus } from '../support/corpus';

/** As the comparison of the reference does: white space folded, JSON parsed, true and 1 alike. */
function normal(value: string | undefined): unknown {
  if (value === undefined) return undefined;
  const folded = value.replace(/\s+/g, ' ').trim();
  if (/^[[{]/.test(folded)) {
    try {
      return JSON.parse(folded) as unknown;
    } catch {
      return folded;
    }
  }
  return folded === 'true' ? '1' : folded === 'false' ? '0' : folded;
}

function differences(theirs: ConfFile, ours: ConfFile): readonly string[] {
  return [...theirs.stanzas.values()].flatMap(({ name, settings }) => {
    const found = ours.stanzas.get(name);
    if (found === undefined) return [`[${name}] is missing`];
    return [...settings.values()].flatMap(({ key, value }) => {
      const got = normal(found.settings.get(key)?.value);
      return JSON.stringify(sorted(got)) === JSON.stringify(sorted(normal(value))) ? [] : [`[${name}] ${key}`];
    });
  });
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort()
      .map(([key, item]) => [key, sorted(item)]),
  );
}

const extra = (theirs: ConfFile, ours: ConfFile): readonly string[] => [
  ...new Set(
    [...theirs.stanzas.values()].flatMap(({ name, settings }) =>
      [...(ours.stanzas.get(name)?.settings.keys() ?? [])].filter((key) => !settings.has(key)),
    ),
  ),
];

const golden = (folder: string, file: string): ConfFile => {
  const path = join(folder, file);
  return readConf({ name: path, text: readFileSync(path, 'utf8') });
};

describeWithCorpus('expected/contentctl-4.4.7', "contentctl 4.4.7's conf of 1,017 detections", (folder) => {
  const repository = corpus('escu') ?? '';
  const compiled = compile({
    sources: yamlSources(repository),
    tables: new Map(),
    profile: 'escu',
    identity: {},
    withInputs: false,
  });

  test.each([
    ['savedsearches.conf', []],
    ['macros.conf', []],
    // A detection that names one story twice is listed twice by contentctl, once by us.
    ['analyticstories.conf', ['[analytic_story://Winter Vivern] searches']],
    ['transforms.conf', []],
    ['collections.conf', []],
  ])('%s is the same, key by key', (file, known) => {
    const [theirs, ours] = [golden(folder, file), confOf(compiled, file)];
    expect(differences(theirs, ours)).toEqual(known);
    expect(extra(theirs, ours)).toEqual([]);
    expect([...ours.stanzas.keys()].filter((name) => !theirs.stanzas.has(name))).toEqual([]);
  });

  test('nothing is refused', () => {
    expect(compiled.refused).toEqual([]);
    expect(compiled.detections).toHaveLength(1017);
  });
});

describeWithCorpus('expected/contentctl-5.6.2', "contentctl 5.6.2's conf of a v5 detection", (folder) => {
  const seed = corpus('../seed/windows_suspicious_child_process_spawned_from_webserver.yml');
  (seed === undefined ? test.skip : test)('is the same, key by key', () => {
    const compiled = compileTexts({ 'a.yml': readFileSync(seed ?? '', 'utf8') }, 'escu');
    for (const file of ['savedsearches.conf', 'macros.conf', 'analyticstories.conf']) {
      expect(differences(golden(folder, file), confOf(compiled, file))).toEqual([]);
      expect(extra(golden(folder, file), confOf(compiled, file))).toEqual([]);
    }
  });
});

const body = `
name: Odd Child
id: 11111111-2222-4333-8444-555555555555
version: 3
author: A. Author
status: production
type: TTP
description: Something odd.
data_source: [Sysmon EventID 1]
search: '| tstats count from datamodel=Endpoint.Processes by Processes.dest Processes.user | \`odd_child_filter\`'
how_to_implement: Send events.
known_false_positives: None seen.
references: []
`;
const tags = `
  analytic_story: [Some Story]
  asset_type: Endpoint
  mitre_attack_id: [T1505.003]
  product: [Splunk Enterprise]
  security_domain: endpoint
`;
const v5 = `${body}date: '2025-01-02'\ntags:${tags}
rba:
  message: $user$ on $dest$
  risk_objects: [{field: user, type: user, score: 50}, {field: dest, type: system, score: 40}]
  threat_objects: [{field: process_name, type: process_name}]
`;
const v6 = `${body}creation_date: '2025-01-02'\nmodification_date: '2025-01-02'${tags.replaceAll('\n  ', '\n')}
finding: {title: $user$ on $dest$, entity: {field: user, type: user, score: 50}}
intermediate_findings: {entities: [{field: dest, type: system, score: 40, message: $user$ on $dest$}]}
threat_objects: [{field: process_name, type: process_name}]
`;

test.each(['app', 'escu'] as const)('v6 has the search and the risk of its v5 twin in profile %s', (profile) => {
  const [five, six] = [v5, v6].map((text) => compileTexts({ 'odd_child.yml': text }, profile));
  expect(
    [...(five?.diagnostics ?? []), ...(six?.diagnostics ?? [])].filter(({ severity }) => severity === 'error'),
  ).toEqual([]);
  const label = `${five?.app.label ?? ''} - Odd Child - Rule`;
  const [a, b] = [five, six].map((compiled) => stanzaOf(compiled ?? { files: new Map() }, 'savedsearches.conf', label));
  const same = Object.keys(a ?? {}).filter((key) => key === 'search' || key.startsWith('action.risk'));
  expect(same).toHaveLength(6);
  for (const key of same) expect([key, b?.[key]]).toEqual([key, a?.[key]]);
  expect(b?.['action.notable.param._entities']).toContain('user');
});
