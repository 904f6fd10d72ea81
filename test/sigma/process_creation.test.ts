import { coversProcessCreation, sigmaFields } from '../../src/sigma/process_creation';
import type { LogSource } from '../../src/sigma/rule';

const source = (change: Partial<LogSource>): LogSource => ({
  category: 'process_creation',
  product: 'windows',
  service: null,
  definition: null,
  ...change,
});

test.each([
  [source({}), 1, true],
  [source({}), 4688, true],
  [source({ product: null }), 1, true],
  [source({ product: 'linux' }), 1, false],
  [source({ category: 'registry_set' }), 1, false],
  [source({ category: null, service: 'sysmon' }), 1, false],
  [source({ service: 'sysmon' }), 1, true],
  [source({ service: 'sysmon' }), 4688, false],
  [source({ service: 'security' }), 4688, true],
])('%j covers event %d: %s', (logsource, eventId, wanted) => {
  expect(coversProcessCreation(logsource, eventId)).toBe(wanted);
});

// The mapping of data/expected/sigma-matches.json.
test('Security 4688 under the names of Sigma', () => {
  const fields = sigmaFields({
    eventId: 4688,
    provider: 'Microsoft-Windows-Security-Auditing',
    fields: {
      NewProcessName: 'C:\\a.exe',
      NewProcessId: '0x10',
      ProcessId: '0x4',
      ParentProcessName: '',
      SubjectUserName: 'bob',
      SubjectDomainName: 'CORP',
      SubjectLogonId: '0x3e7',
      MandatoryLabel: 'S-1-16-12288',
    },
  });
  expect(fields).toMatchObject({
    Image: 'C:\\a.exe',
    ProcessId: '0x10',
    ParentProcessId: '0x4',
    ParentImage: '',
    User: 'CORP\\bob',
    LogonId: '0x3e7',
    IntegrityLevel: 'High',
    Provider_Name: 'Microsoft-Windows-Security-Auditing',
  });
  expect('CommandLine' in fields).toBe(false);
});

test('Sysmon keeps its own names', () => {
  const fields = sigmaFields({
    eventId: 1,
    provider: 'Microsoft-Windows-Sysmon',
    fields: { Image: '-', User: 'A\\b' },
  });
  expect(fields).toEqual({ Image: '-', User: 'A\\b', EventID: '1', Provider_Name: 'Microsoft-Windows-Sysmon' });
});

test('the host, and a parent that was looked up, are fields too', () => {
  const event = { eventId: 4688, provider: 'p', fields: { NewProcessName: 'C:\\a.exe', ParentProcessName: '' } };
  const cim = { dest: 'web01', parent_process_path: 'C:\\w3wp.exe' };
  expect(sigmaFields({ ...event, cim, parentResolved: true })).toMatchObject({
    Computer: 'web01',
    ParentImage: 'C:\\w3wp.exe',
  });
  expect(sigmaFields({ ...event, cim, parentResolved: false })).toMatchObject({ ParentImage: '' });
});
