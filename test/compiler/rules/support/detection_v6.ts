/** A detection of version 6 over raw events that no check objects to. */
export const goodV6 = `name: Odd Child Of Web Server
id: 6b1d2c0a-5a0e-4c57-9d35-0f6f3a1b7c11
version: 3
creation_date: '2024-01-15'
modification_date: '2025-01-15'
author: A. Analyst
status: production
type: TTP
description: A web server starts a program that it never started before.
data_source:
  - Sysmon EventID 1
search: |-
  index=main source="XmlWinEventLog:Microsoft-Windows-Sysmon/Operational" EventCode=1 ParentImage="*\\\\w3wp.exe"
  Image IN ("*\\\\cmd.exe", "*\\\\sh.exe") NOT CommandLine="*health*"
  | eval size=len(CommandLine), stem=lower(mvindex(split(Image, "\\\\"), -1))
  | stats count min(_time) as firstTime max(_time) as lastTime values(CommandLine) as process dc(stem) as stems
    by Computer User Image ParentImage
  | rename Computer as dest, User as user, Image as process_name, ParentImage as parent_process_name
  | where count > 5 AND stems >= 2
  | \`security_content_ctime(firstTime)\`
  | \`security_content_ctime(lastTime)\`
  | \`odd_child_of_web_server_filter\`
how_to_implement: Send process creations to Endpoint.Processes.
known_false_positives: Vendors' helpers.
references:
  - https://attack.mitre.org/techniques/T1505/003/
drilldown_searches:
  - name: Results for "$user$" and "$dest$"
    search: '%original_detection_search% | search user = "$user$" dest = "$dest$"'
    earliest_offset: 7d
    latest_offset: "0"
finding:
  title: $parent_process_name$ started $process_name$ on $dest$
  entity:
    field: user
    type: user
    score: 50
intermediate_findings:
  entities:
    - field: dest
      type: system
      score: 50
      message: $process_name$ ran on $dest$
threat_objects:
  - field: process_name
    type: process_name
custom_schedule:
  cron_schedule: 7 * * * *
  earliest_time: -70m@m
  latest_time: -10m@m
  schedule_window: auto
throttling:
  fields:
    - dest
    - process_name
  period: 86400s
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
tests:
  - name: True Positive Test
    test_type: unit
    attack_data:
      - data: web_shell.log
        source: XmlWinEventLog:Microsoft-Windows-Sysmon/Operational
        sourcetype: XmlWinEventLog
`;
