import { lastPart, processFields, processId } from '../../src/cim/windows';

test.each([
  ['0x1e4', 484],
  ['0x00000000000001e4', 484],
  ['484', 484],
  [' 484 ', 484],
  ['-', null],
  ['', null],
  [null, null],
  ['0x', null],
  ['1e4', null],
])('the process id %j is %j', (text, id) => {
  expect(processId(text)).toBe(id);
});

test.each([
  ['C:\\a\\b.exe', 'b.exe'],
  ['/usr/bin/a', 'a'],
  ['b.exe', 'b.exe'],
  ['-', '-'],
  [null, null],
])('the last part of %j is %j', (path, part) => {
  expect(lastPart(path)).toBe(part);
});

describe('Sysmon 1', () => {
  test('every field that it has', () => {
    const row = processFields(
      'sysmon1',
      {
        Image: 'C:\\w\\cmd.exe',
        CommandLine: ' cmd /c ',
        User: 'NT AUTHORITY\\SYSTEM',
        ProcessId: '10',
        ProcessGuid: '{A}',
        Hashes: 'MD5=1',
        IntegrityLevel: 'System',
        CurrentDirectory: 'C:\\',
        OriginalFileName: 'Cmd.Exe',
        ParentImage: 'C:\\w\\w3wp.exe',
        ParentCommandLine: 'w3wp -ap',
        ParentProcessId: '9',
        ParentProcessGuid: '{B}',
        ParentUser: 'IIS APPPOOL\\x',
      },
      'WEB01',
    );
    expect(row).toEqual({
      dest: 'WEB01',
      user: 'SYSTEM',
      action: 'allowed',
      vendor_product: 'Microsoft Sysmon',
      process: ' cmd /c ',
      process_name: 'cmd.exe',
      process_path: 'C:\\w\\cmd.exe',
      process_exec: null,
      process_id: 10,
      process_guid: '{A}',
      process_hash: 'MD5=1',
      process_integrity_level: 'system',
      process_current_directory: 'C:\\',
      original_file_name: 'Cmd.Exe',
      parent_process: 'w3wp -ap',
      parent_process_name: 'w3wp.exe',
      parent_process_path: 'C:\\w\\w3wp.exe',
      parent_process_exec: null,
      parent_process_id: 9,
      parent_process_guid: '{B}',
      user_id: null,
      parent_user: 'x',
      os: null,
    });
  });

  test('a dash is a value; a name that is missing comes from the command line', () => {
    const row = processFields(
      'sysmon1',
      { ParentImage: '-', ParentCommandLine: '-', CommandLine: '"C:\\a b\\c.exe" x' },
      '',
    );
    expect(row).toMatchObject({
      dest: 'unknown',
      parent_process: '-',
      parent_process_name: '-',
      parent_process_path: '-',
      process_name: 'c.exe',
      process_path: null,
    });
  });
});

describe('Security 4688', () => {
  test.each([
    [{ TargetUserName: '-', SubjectUserName: 'a$' }, 'a$'],
    [{ TargetUserName: '', SubjectUserName: 'a$' }, 'a$'],
    [{ TargetUserName: 'b', SubjectUserName: 'a$' }, 'b'],
    [{ TargetUserName: '-', SubjectUserName: '-' }, 'unknown'],
    [{}, 'unknown'],
  ])('the user of %j is %j', (fields, user) => {
    expect(processFields('security4688', fields, 'h').user).toBe(user);
  });

  test.each([
    ['S-1-16-12288', 'high'],
    ['S-1-16-8448', 'medium plus'],
    ['Mandatory Label\\System Mandatory Level', 'system'],
    ['S-1-16-1', 's-1-16-1'],
  ])('the label %j is the level %j', (MandatoryLabel, level) => {
    expect(processFields('security4688', { MandatoryLabel }, 'h').process_integrity_level).toBe(level);
  });

  test('ids are decimal; it has no command line of the parent', () => {
    const row = processFields(
      'security4688',
      { NewProcessId: '0x10', ProcessId: '0xf', NewProcessName: 'C:\\a.exe' },
      'h',
    );
    expect(row).toMatchObject({
      process_id: 16,
      parent_process_id: 15,
      process_name: 'a.exe',
      process: 'unknown',
      parent_process: 'unknown',
      parent_process_name: 'unknown',
      parent_process_path: null,
      vendor_product: 'Microsoft Windows',
    });
  });
});
