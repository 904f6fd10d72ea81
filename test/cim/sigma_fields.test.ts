import { sigmaFields } from '../../src/cim/sigma_fields';

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
