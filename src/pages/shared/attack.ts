/** Names of the ATT&CK techniques that web-shell detections carry (attack.mitre.org, enterprise); others show their id. */
const names: Readonly<Record<string, string>> = {
  T1003: 'OS Credential Dumping',
  T1016: 'System Network Configuration Discovery',
  T1033: 'System Owner/User Discovery',
  T1036: 'Masquerading',
  T1047: 'Windows Management Instrumentation',
  T1049: 'System Network Connections Discovery',
  T1053: 'Scheduled Task/Job',
  T1059: 'Command and Scripting Interpreter',
  'T1059.001': 'Command and Scripting Interpreter: PowerShell',
  'T1059.003': 'Command and Scripting Interpreter: Windows Command Shell',
  T1068: 'Exploitation for Privilege Escalation',
  T1082: 'System Information Discovery',
  T1087: 'Account Discovery',
  T1105: 'Ingress Tool Transfer',
  T1133: 'External Remote Services',
  T1190: 'Exploit Public-Facing Application',
  T1203: 'Exploitation for Client Execution',
  T1210: 'Exploitation of Remote Services',
  T1218: 'System Binary Proxy Execution',
  T1505: 'Server Software Component',
  'T1505.003': 'Server Software Component: Web Shell',
  'T1505.004': 'Server Software Component: IIS Components',
  T1543: 'Create or Modify System Process',
};

/** What a technique id means; the id alone when it is not in the table. */
export const techniqueName = (id: string): string => names[id.toUpperCase()] ?? '';

/** The technique's page. */
export const techniqueAddress = (id: string): string =>
  `https://attack.mitre.org/techniques/${id.toUpperCase().replace('.', '/')}/`;
