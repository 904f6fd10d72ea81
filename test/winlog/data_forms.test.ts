import { readBytes } from './support/read_bytes';

/** Process creations whose data stand under no names of their own, or under other names than Windows'. */

const image = 'C:\\Windows\\System32\\cmd.exe';
const parent = 'C:\\Windows\\System32\\inetsrv\\w3wp.exe';
const command = 'cmd /c "whoami"';

type Pair = readonly [name: string, value: string];

/** Sysmon's event 1 as its schemas list it; `since` is the number of values from which on a field is there. */
const sysmon: readonly (readonly [name: string, value: string, since: number])[] = [
  ['RuleName', '-', 21],
  ['UtcTime', '2024-05-06 07:08:09.123', 16],
  ['ProcessGuid', '{5770385f-c22a-43e0-bf4c-06f5698ffbd9}', 16],
  ['ProcessId', '4321', 16],
  ['Image', image, 16],
  ['FileVersion', '10.0', 20],
  ['Description', 'Windows Command Processor', 20],
  ['Product', 'x', 20],
  ['Company', 'x', 20],
  ['OriginalFileName', 'Cmd.Exe', 22],
  ['CommandLine', command, 16],
  ['CurrentDirectory', 'C:\\', 16],
  ['User', 'IIS APPPOOL\\x', 16],
  ['LogonGuid', '{5770385f-c22a-43e0-bf4c-06f5698ffbd8}', 16],
  ['LogonId', '0x3e7', 16],
  ['TerminalSessionId', '0', 16],
  ['IntegrityLevel', 'High', 16],
  ['Hashes', 'MD5=AA', 16],
  ['ParentProcessGuid', '{5770385f-c22a-43e0-bf4c-06f5698ffbd7}', 16],
  ['ParentProcessId', '77', 16],
  ['ParentImage', parent, 16],
  ['ParentCommandLine', 'w3wp.exe', 16],
  ['ParentUser', 'NT AUTHORITY\\SYSTEM', 23],
];
const sysmonOf = (count: number): readonly Pair[] =>
  sysmon.filter(([, , since]) => since <= count).map(([name, value]) => [name, value]);

/** Security 4688, version 2; the versions before have 8 and 9 values. */
const security: readonly Pair[] = [
  ['SubjectUserSid', 'S-1-5-18'],
  ['SubjectUserName', 'WEB01$'],
  ['SubjectDomainName', 'CORP'],
  ['SubjectLogonId', '0x3e7'],
  ['NewProcessId', '0x10e1'],
  ['NewProcessName', image],
  ['TokenElevationType', '%%1936'],
  ['ProcessId', '0x4d'],
  ['CommandLine', command],
  ['TargetUserSid', 'S-1-0-0'],
  ['TargetUserName', '-'],
  ['TargetDomainName', '-'],
  ['TargetLogonId', '0x0'],
  ['ParentProcessName', parent],
  ['MandatoryLabel', 'S-1-16-16384'],
];

const header = (id: number): Readonly<Record<string, unknown>> => ({
  ProviderName: id === 1 ? 'Microsoft-Windows-Sysmon' : 'Microsoft-Windows-Security-Auditing',
  EventID: String(id),
  Channel: id === 1 ? 'Microsoft-Windows-Sysmon/Operational' : 'Security',
  Computer: 'WEB01',
  EventRecordID: '9',
  TimeCreated: '2024/05/06 07:08:09.123456700',
  ProcessID: 4,
  ThreadID: 8,
});
const values = (pairs: readonly Pair[]): readonly string[] => pairs.map(([, value]) => value);
const xml = (id: number, pairs: readonly Pair[], provider = String(header(id)['ProviderName'])): string =>
  `<Event><System><Provider Name='${provider}'/><EventID>${id}</EventID><Computer>WEB01</Computer></System><EventData>${values(
    pairs,
  )
    .map((value) => `<Data>${value}</Data>`)
    .join('')}</EventData></Event>`;

const whole = {
  dest: 'WEB01',
  process_path: image,
  process_id: 4321,
  process: command,
  parent_process_path: parent,
  parent_process_id: 77,
};

describe('values without names', () => {
  test.each([16, 20, 21, 22, 23])('Sysmon 1 with %i of them', async (count) => {
    const pairs = sysmonOf(count);
    expect(pairs.length).toBe(count);
    const forms = [
      JSON.stringify({ ...header(1), StringInserts: values(pairs) }),
      JSON.stringify({ ...header(1), EventData: values(pairs) }),
      xml(1, pairs),
    ];
    for (const form of forms) {
      const { events } = await readBytes(form);
      expect(events.map(({ cim }) => cim)).toMatchObject([{ ...whole, user: 'x' }]);
      expect(events[0]?.fields).toMatchObject(Object.fromEntries(pairs));
    }
  });

  test.each([
    [8, { process: 'unknown', parent_process_path: null }],
    [9, { parent_process_path: null }],
    [15, {}],
  ])('4688 with %i of them', async (count, less) => {
    const pairs = security.slice(0, count);
    const properties = pairs.map(([name, value]) =>
      name.endsWith('Sid') ? { Value: { BinaryLength: 12, Value: value } } : { Value: value },
    );
    const forms = [
      JSON.stringify({ ...header(4688), ReplacementStrings: values(pairs) }),
      JSON.stringify({ ...header(4688), Message: null, Properties: properties }),
      xml(4688, pairs),
    ];
    for (const form of forms) {
      const { events } = await readBytes(form);
      expect(events.map(({ cim }) => cim)).toMatchObject([{ ...whole, user: 'WEB01$', ...less }]);
      expect(events[0]?.fields).toMatchObject(Object.fromEntries(pairs));
    }
  });

  test('in a number that no version has: said, counted as an event, no row of unknowns', async () => {
    const { events, unread, summary } = await readBytes(
      `${xml(1, sysmonOf(23))}\n${xml(1, sysmonOf(23).slice(1, 12))}\n${xml(4688, [])}`,
    );
    expect(events.map(({ index }) => index)).toEqual([0]);
    expect(unread.map(({ reason }) => reason)).toEqual(Array(2).fill(expect.stringContaining('names no program')));
    expect(summary).toMatchObject({ events: 3, processCreations: 1, unread: 2 });
  });
});

test('names in other spellings: of Splunk, of Fluentd', async () => {
  const splunk = {
    EventCode: '4688',
    LogName: 'Security',
    ComputerName: 'WEB01',
    New_Process_ID: '0x10e1',
    New_Process_Name: image,
    Creator_Process_ID: '0x4d',
    Creator_Process_Name: parent,
    Process_Command_Line: command,
    Account_Name: ['WEB01$', '-'],
    Account_Domain: ['CORP', '-'],
    _time: '2024-05-06T09:08:09.123+02:00',
  };
  const fluentd = {
    ...header(4688),
    event_message: 'A new process has been created',
    'process_information.new_process_id': '0x10e1',
    'process_information.new_process_name': image,
    'process_information.creator_process_id': '0x4d',
    'process_information.creator_process_name': parent,
    'process_information.process_command_line': command,
  };
  const { events } = await readBytes(`${JSON.stringify({ result: splunk })}\n${JSON.stringify(fluentd)}\n`);
  expect(events.map(({ cim }) => cim)).toMatchObject([{ ...whole, user: 'WEB01$' }, whole]);
  expect(events.map(({ time, timeAssumedUtc }) => [Math.round(time * 1000), timeAssumedUtc])).toEqual([
    [1714979289123, false],
    [1714979289123, false],
  ]);
});

test('a message under another name, and the description of a file that is none', async () => {
  const message = ['Process Create:', ...sysmonOf(23).map(([name, value]) => `${name}: ${value}`)].join('\r\n');
  const { events } = await readBytes(
    `${JSON.stringify({ ...header(1), Description: message })}\n${JSON.stringify({ ...header(1), Image: image, Description: 'x' })}`,
  );
  expect(events.map(({ cim }) => cim)).toMatchObject([whole, { process_path: image, process_id: null }]);
  expect(events.map(({ fields }) => fields['Description'])).toEqual([message, 'x']);
});

test('Sysmon on Linux writes the same event into syslog', async () => {
  const event = xml(1, sysmonOf(23), 'Linux-Sysmon');
  const { events } = await readBytes(`May  6 07:08:09 web01 sysmon: ${event}\n`);
  expect(events.map(({ cim }) => cim)).toMatchObject([whole]);
});
