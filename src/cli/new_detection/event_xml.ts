import type { EventFields, SampleFields } from './sample_event';

const system = {
  EventID: '1',
  Provider_Name: 'Microsoft-Windows-Sysmon',
  Channel: 'Microsoft-Windows-Sysmon/Operational',
  EventRecordID: '1',
} as const;

/** A process creation as Sysmon writes it to the event log: what a detection's test reads. */
export function eventXml(fields: SampleFields, time: Date): string {
  const { Computer: computer = 'web01.example', ...own } = fields;
  const data = Object.entries(own)
    .filter(([name]) => !Object.hasOwn(system, name))
    .map(([name, value]) => `<Data Name="${escapeXml(name)}">${escapeXml(value)}</Data>`);
  return [
    '<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System>',
    `<Provider Name="${system.Provider_Name}" Guid="{5770385f-c22a-43e0-bf4c-06f5698ffbd9}"/><EventID>${system.EventID}</EventID>`,
    `<TimeCreated SystemTime="${time.toISOString()}"/><EventRecordID>${system.EventRecordID}</EventRecordID>`,
    `<Channel>${system.Channel}</Channel><Computer>${escapeXml(computer)}</Computer>`,
    `</System><EventData>${data.join('')}</EventData></Event>\n`,
  ].join('');
}

/** What every event of Sysmon has, so that no by-field of a search is left empty. */
export function fieldsOfSysmon(time: Date): EventFields {
  return {
    fixed: system,
    usual: {
      RuleName: '-',
      UtcTime: time.toISOString().replace('T', ' ').replace('Z', ''),
      ProcessGuid: '{11111111-1111-1111-1111-000000000001}',
      ProcessId: '4711',
      Image: 'C:\\Example\\child.exe',
      CommandLine: 'child.exe',
      User: 'IIS APPPOOL\\DefaultAppPool',
      IntegrityLevel: 'High',
      ParentProcessGuid: '{11111111-1111-1111-1111-000000000002}',
      ParentProcessId: '815',
      ParentImage: 'C:\\Example\\parent.exe',
      ParentCommandLine: 'parent.exe',
    },
  };
}

function escapeXml(text: string): string {
  const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text
    .replace(/[&<>"]/g, (sign) => names[sign] ?? sign)
    .replace(/[\r\n\t]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
