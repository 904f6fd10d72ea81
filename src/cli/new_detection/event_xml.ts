import type { SampleFields } from './sample_event';

/** A process creation as Sysmon writes it to the event log: what a detection's test reads. */
export function eventXml(fields: SampleFields, time: Date): string {
  const { Computer: computer = 'web01.example', ...own } = fields;
  const all = { ...usual(time), ...anchored(own) };
  const data = Object.entries(all).map(([name, value]) => `<Data Name="${escapeXml(name)}">${escapeXml(value)}</Data>`);
  return [
    '<Event xmlns="http://schemas.microsoft.com/win/2004/08/events/event"><System>',
    '<Provider Name="Microsoft-Windows-Sysmon" Guid="{5770385f-c22a-43e0-bf4c-06f5698ffbd9}"/><EventID>1</EventID>',
    `<TimeCreated SystemTime="${time.toISOString()}"/><EventRecordID>1</EventRecordID>`,
    `<Channel>Microsoft-Windows-Sysmon/Operational</Channel><Computer>${escapeXml(computer)}</Computer>`,
    `</System><EventData>${data.join('')}</EventData></Event>\n`,
  ].join('');
}

/** What every event of Sysmon has, so that no by-field of a search is left empty. */
function usual(time: Date): SampleFields {
  return {
    RuleName: '-',
    UtcTime: time.toISOString().replace('T', ' ').replace('Z', ''),
    ProcessGuid: '{11111111-1111-1111-1111-000000000001}',
    ProcessId: '4711',
    User: 'IIS APPPOOL\\DefaultAppPool',
    IntegrityLevel: 'High',
    ParentProcessGuid: '{11111111-1111-1111-1111-000000000002}',
    ParentProcessId: '815',
  };
}

/** A path that begins with a backslash gets a drive. */
function anchored(fields: SampleFields): SampleFields {
  const path = (name: string, value: string): string =>
    /^(?:Parent)?Image$/.test(name) && value.startsWith('\\') ? `C:${value}` : value;
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, path(name, value)]));
}

function escapeXml(text: string): string {
  const names: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text
    .replace(/[&<>"]/g, (sign) => names[sign] ?? sign)
    .replace(/[\r\n\t]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
