/** The YAML of a detection that is begun from nothing: a Sigma rule that compiles, with what our app adds. */
export function skeleton(name: string, id: string, date: string, testFile: string): string {
  return `title: ${JSON.stringify(name)}
id: ${id}
status: experimental
description: |
    Say what this finds, and why it matters.
references: []
author: ''
date: ${date}
tags:
    - attack.persistence
    - attack.t1505.003
logsource:
    category: process_creation
    product: windows
detection:
    selection:
        ParentImage|endswith:
            - '\\w3wp.exe'
            - '\\httpd.exe'
        Image|endswith: '\\cmd.exe'
    filter_main_known:
        CommandLine|contains: 'a command line that is known to be good'
    condition: selection and not 1 of filter_main_*
falsepositives:
    - Say what else looks like this
level: medium
webshell_watch:
    throttling:
        fields: [dest, process_name]
        period: 86400s
    rba:
        message: $parent_process_name$ started $process_name$ on $dest$.
        risk_objects:
            - field: dest
              type: system
              score: 40
        threat_objects:
            - field: process_name
              type: process_name
${testsBlock(testFile)}
`;
}

/** The `tests:` of a detection: one event file beside it. */
export function testsBlock(testFile: string): string {
  return `tests:
    - name: An event made for this detection
      attack_data:
          - data: ${JSON.stringify(testFile)}
            source: XmlWinEventLog:Microsoft-Windows-Sysmon/Operational
            sourcetype: XmlWinEventLog`;
}
