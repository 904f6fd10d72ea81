import { collect } from '../../../../src/compiler/collect';
import { runChecks } from '../../../../src/compiler/rules/run_checks';
import type { Diagnostic } from '../../../../src/core/diagnostic';

/** A Sigma rule of which nothing but the cost of its search is said. */
export const goodRule = `title: Suspicious Child Of A Web Server
id: 8202070f-edeb-4d31-a010-a26c72ac5600
related:
    - id: 3a1b7c11-5a0e-4c57-9d35-0f6f3a1b7c14
      type: similar
status: test
description: Detects shells that a web server starts
references:
    - https://attack.mitre.org/techniques/T1505/003/
author: A. Analyst
date: 2024-01-15
modified: 2025-01-15
tags:
    - attack.persistence
    - attack.t1505.003
logsource:
    category: process_creation
    product: windows
detection:
    selection_parent:
        ParentImage|endswith:
            - '\\w3wp.exe'
            - '\\httpd.exe'
    selection_img:
        - Image|endswith:
            - '\\cmd.exe'
            - '\\powershell.exe'
        - OriginalFileName:
            - 'Cmd.Exe'
            - 'PowerShell.EXE'
    selection_cli:
        CommandLine|contains|all:
            - 'whoami'
            - ' /all'
    filter_main_path:
        Image|startswith: 'C:\\Program Files\\Vendor\\'
        CommandLine|contains: 'health'
    filter_optional_user:
        User|contains:
            - 'AUTHORI'
            - 'AUTORI'
    condition: all of selection_* and not 1 of filter_main_* and not 1 of filter_optional_*
falsepositives:
    - Vendors' helpers
level: high
`;

/** What the checks say of a Sigma rule in a file of its own. */
export function checkRule(text: string): readonly Diagnostic[] {
  const sources = [{ name: 'rule.yml', text }];
  return runChecks({ collected: collect(sources), sources, level: 'recommended', today: '2026-11-22' });
}
