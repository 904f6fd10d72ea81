import { collect } from '../../../../src/compiler/collect';
import { runChecks } from '../../../../src/compiler/rules/run_checks';
import type { Level } from '../../../../src/compiler/rules/rule';
import type { Diagnostic } from '../../../../src/core/diagnostic';

/** A detection that no check objects to. */
export const good = `name: Odd Child Of Web Server
id: 6b1d2c0a-5a0e-4c57-9d35-0f6f3a1b7c11
version: 3
date: '2025-01-15'
author: A. Analyst
status: production
type: TTP
description: A web server starts a program that it never started before.
data_source:
- Sysmon EventID 1
search: |-
  | tstats \`security_content_summariesonly\` count min(_time) as firstTime max(_time) as lastTime
  from datamodel=Endpoint.Processes
  where Processes.parent_process_name="w3wp.exe" (Processes.process_name="cmd.exe" OR Processes.process_name="sh")
  by Processes.dest Processes.user Processes.parent_process_name Processes.process_name Processes.process_id
  | \`drop_dm_object_name(Processes)\`
  | lookup known_children process_name OUTPUT is_known
  | rex field=process_name "^(?<stem>[^.]+)"
  | where NOT (is_known="true" AND stem="cmd")
  | \`security_content_ctime(firstTime)\`
  | \`odd_child_of_web_server_filter\`
how_to_implement: Send process creations to Endpoint.Processes.
known_false_positives: Vendors' helpers.
references:
- https://attack.mitre.org/techniques/T1505/003/
drilldown_searches:
- name: Results for "$user$" and "$dest$"
  search: '%original_detection_search% | search user = "$user$" dest = "$dest$"'
  earliest_offset: $info_min_time$
  latest_offset: $info_max_time$
- name: Risk events of the last week
  search: '| from datamodel Risk.All_Risk | search normalized_risk_object IN ("$user$", "$dest$")'
  earliest_offset: $info_min_time$
  latest_offset: $info_max_time$
rba:
  message: $parent_process_name$ started $process_name$ on $dest$
  risk_objects:
  - field: user
    type: user
    score: 60
  - field: dest
    type: system
    score: 60
  threat_objects:
  - field: process_name
    type: process_name
deployment:
  scheduling:
    cron_schedule: 7 * * * *
    earliest_time: -70m@m
    latest_time: -10m@m
    schedule_window: auto
tags:
  analytic_story:
  - Web Shells
  asset_type: Endpoint
  mitre_attack_id:
  - T1505.003
  cve:
  - CVE-2021-26855
  product:
  - Splunk Enterprise
  security_domain: endpoint
  throttling:
    fields:
    - dest
    - process_name
    period: 86400s
tests:
- name: True Positive Test
  attack_data:
  - data: web_shell.log
    source: XmlWinEventLog:Microsoft-Windows-Sysmon/Operational
    sourcetype: XmlWinEventLog
`;

const story = `name: Web Shells
id: 3a1b7c11-5a0e-4c57-9d35-0f6f3a1b7c12
version: 1
date: '2024-01-15'
author: A. Analyst
status: production
description: Web shells.
narrative: An attacker leaves a script on a web server.
references: []
tags:
  category:
  - Adversary Tactics
  product:
  - Splunk Enterprise
  usecase: Advanced Threat Detection
`;

const dataSource = `name: Sysmon EventID 1
id: 3a1b7c11-5a0e-4c57-9d35-0f6f3a1b7c13
version: 1
date: '2024-01-15'
author: A. Analyst
description: Process creation.
source: XmlWinEventLog:Microsoft-Windows-Sysmon/Operational
sourcetype: XmlWinEventLog
separator: EventID
supported_TA: []
fields: []
`;

const lookup = `name: known_children
id: 3a1b7c11-5a0e-4c57-9d35-0f6f3a1b7c14
version: 1
date: '2024-01-15'
author: A. Analyst
lookup_type: csv
description: Programs that web servers are known to start.
`;

const file = 'detections/endpoint/odd_child_of_web_server.yml';

export interface Checked {
  readonly findings: readonly Diagnostic[];
  readonly lineOf: (piece: string) => number;
}

/** What the checks say about a detection in a small repository. */
export function checkText(
  text: string,
  level: Level = 'recommended',
  more: readonly { name: string; text: string }[] = [],
): Checked {
  const sources = [
    { name: file, text },
    { name: 'stories/web_shells.yml', text: story },
    { name: 'data_sources/sysmon_eventid_1.yml', text: dataSource },
    { name: 'lookups/known_children.yml', text: lookup },
    ...more,
  ];
  const tables = new Map([
    ['known_children.csv', new TextEncoder().encode('\uFEFF"process_name",is_known\r\ncmd.exe,true\r\n')],
  ]);
  const findings = runChecks({ collected: collect(sources), sources, tables, level, today: '2026-11-22' });
  return { findings, lineOf: (piece) => text.slice(0, text.indexOf(piece)).split('\n').length };
}
