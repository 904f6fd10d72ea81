/** Made-up Sysmon events as JSON lines, in the flat shape of NXLog. */
export function sysmonLine(id: number, child = 'whoami.exe'): string {
  return `${JSON.stringify({
    EventID: 1,
    SourceName: 'Microsoft-Windows-Sysmon',
    ProviderGuid: '{5770385F-C22A-43E0-BF4C-06F5698FFBD9}',
    Channel: 'Microsoft-Windows-Sysmon/Operational',
    Hostname: 'WEB-01',
    RecordNumber: id,
    UtcTime: `2026-03-01 10:00:${String(id % 60).padStart(2, '0')}.123`,
    ProcessGuid: '{00000000-0000-0000-0000-000000000001}',
    ProcessId: 1000 + id,
    Image: `C:\\Windows\\System32\\${child}`,
    CommandLine: `${child} /n ${id}`,
    User: 'IIS APPPOOL\\Default',
    ParentImage: 'C:\\Windows\\System32\\inetsrv\\w3wp.exe',
    ParentCommandLine: 'w3wp.exe -ap "Default"',
    Hashes: 'MD5=0',
  })}\n`;
}

/** The lines from one number up to another, which is not among them. */
export function sysmonLines(from: number, to: number): string {
  return Array.from({ length: to - from }, (_, index) => sysmonLine(from + index)).join('');
}

/** Which line an event of ours was made of. */
export function lineNumber(data: string): number {
  return Number(/\/n (\d+)/.exec(data)?.[1] ?? NaN);
}
