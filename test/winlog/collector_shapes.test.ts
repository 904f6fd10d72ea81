import { gzipSync } from 'node:zlib';
import { readBytes } from './support/read_bytes';

/** One Sysmon 1 and one Security 4688 in the shapes that collectors write, made from their formats' descriptions. */

const image = 'C:\\Windows\\System32\\cmd.exe';
const parent = 'C:\\Windows\\System32\\inetsrv\\w3wp.exe';
const command = 'cmd /c "whoami" <a> & b';
const time = '2024-05-06T07:08:09.1234567Z';
const epoch = 1714979289.123;

type Data = Readonly<Record<string, string | number>>;
interface Kind {
  readonly provider: string;
  readonly channel: string;
  readonly id: number;
  readonly data: Data;
  readonly message: string;
}

const sysmonData: Data = {
  UtcTime: '2024-05-06 07:08:09.123',
  ProcessId: 4321,
  Image: image,
  CommandLine: command,
  User: 'IIS APPPOOL\\x',
  ParentProcessId: 77,
  ParentImage: parent,
  ParentCommandLine: 'w3wp.exe -ap "x"',
};
const securityData: Data = {
  SubjectUserName: 'WEB01$',
  SubjectDomainName: 'CORP',
  NewProcessId: '0x10e1',
  NewProcessName: image,
  ProcessId: '0x4d',
  CommandLine: command,
  ParentProcessName: parent,
};
const sysmon: Kind = {
  provider: 'Microsoft-Windows-Sysmon',
  channel: 'Microsoft-Windows-Sysmon/Operational',
  id: 1,
  data: sysmonData,
  message: ['Process Create:', ...Object.entries(sysmonData).map(([name, value]) => `${name}: ${value}`)].join('\r\n'),
};
const security: Kind = {
  provider: 'Microsoft-Windows-Security-Auditing',
  channel: 'Security',
  id: 4688,
  data: securityData,
  message: [
    'A new process has been created.',
    '',
    'Creator Subject:',
    '\tSecurity ID:\t\tS-1-5-18',
    '\tAccount Name:\t\tWEB01$',
    '\tAccount Domain:\t\tCORP',
    '',
    'Process Information:',
    '\tNew Process ID:\t\t0x10e1',
    `\tNew Process Name:\t${image}`,
    '\tToken Elevation Type:\t%%1936',
    '\tMandatory Label:\t\tS-1-16-16384',
    '\tCreator Process ID:\t0x4d',
    `\tCreator Process Name:\t${parent}`,
    `\tProcess Command Line:\t${command}`,
    '',
  ].join('\r\n'),
};
const kinds = [sysmon, security];

const each = (make: (kind: Kind) => unknown): readonly unknown[] => kinds.map(make);
const lines = (values: readonly unknown[]): string => values.map((value) => `${JSON.stringify(value)}\n`).join('');
const pretty = (values: unknown): string => JSON.stringify(values, undefined, 2).replaceAll('\n', '\r\n');
const texts = (data: Data): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(data).map(([name, value]) => [name, String(value)]));
const named = (data: Data): readonly unknown[] =>
  Object.entries(data).map(([name, value]) => ({ '@Name': name, '#text': String(value) }));
const escaped = (value: string | number): string =>
  String(value).replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
const xml = ({ provider, channel, id, data }: Kind): string =>
  `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='${provider}'/><EventID>${id}</EventID><TimeCreated SystemTime='${time}'/><EventRecordID>9</EventRecordID><Execution ProcessID='4' ThreadID='8'/><Channel>${channel}</Channel><Computer>WEB01</Computer></System><EventData>${Object.entries(
    data,
  )
    .map(([name, value]) => `<Data Name='${name}'>${escaped(value)}</Data>`)
    .join('')}</EventData></Event>`;

const cell = (text: string): string => `"${text.replaceAll('"', '""')}"`;
const rendered = ({ provider, channel, id, message }: Kind): string =>
  [
    '05/06/2024 07:08:09.123 AM',
    `LogName=${channel}`,
    `SourceName=${provider}`,
    `EventCode=${id}`,
    'ComputerName=WEB01',
    'RecordNumber=9',
    `Message=${message.replaceAll('\r', '')}`,
  ].join('\n');
const dumped = ({ provider, channel, id, data }: Kind): unknown => ({
  Event: {
    '#attributes': { xmlns: 'x' },
    System: {
      Provider: { '#attributes': { Name: provider } },
      EventID: { '#attributes': { Qualifiers: '' }, '#text': id },
      TimeCreated: { '#attributes': { SystemTime: time } },
      EventRecordID: 9,
      Channel: channel,
      Computer: 'WEB01',
    },
    EventData: data,
  },
});
const separate = ({ provider, channel, id, data }: Kind): unknown => ({
  Event: {
    System: {
      Provider_attributes: { Name: provider },
      EventID: id,
      TimeCreated_attributes: { SystemTime: time },
      EventRecordID: 9,
      Channel: channel,
      Computer: 'WEB01',
    },
    EventData: data,
  },
});
const velociraptor = ({ provider, channel, id, data }: Kind): unknown => ({
  System: {
    Provider: { Name: provider, Guid: 'x' },
    EventID: { Value: id },
    TimeCreated: { SystemTime: 1714979289.1234567 },
    EventRecordID: 9,
    Channel: channel,
    Computer: 'WEB01',
  },
  EventData: data,
  Message: 'x',
});
const evtxECmd = ({ provider, channel, id, data }: Kind): unknown => ({
  Computer: 'WEB01',
  Payload: JSON.stringify({ EventData: { Data: named(data) } }),
  Channel: channel,
  Provider: provider,
  EventId: id,
  EventRecordId: '9',
  ProcessId: 4,
  ThreadId: 8,
  TimeCreated: '2024-05-06T07:08:09.1234567+00:00',
  RecordNumber: 1,
});
const powerShell = ({ provider, channel, id, message }: Kind): unknown => ({
  Id: id,
  RecordId: 9,
  ProviderName: provider,
  LogName: channel,
  ProcessId: 4,
  ThreadId: 8,
  MachineName: 'WEB01',
  UserId: { Value: 'S-1-5-18' },
  TimeCreated: '/Date(1714979289123)/',
  Properties: [{ Value: 'x' }],
  Message: message,
});
const beat = ({ provider, channel, id, data }: Kind): unknown => ({
  '@timestamp': '2024-05-06T07:08:09.123Z',
  event: { code: String(id), provider },
  winlog: {
    provider_name: provider,
    channel,
    computer_name: 'WEB01',
    event_id: String(id),
    record_id: '9',
    event_data: texts(data),
    process: { pid: 4 },
  },
  message: 'x',
});
const wazuh = ({ provider, channel, id, data }: Kind): unknown => ({
  timestamp: '2024-05-06T07:08:10.000+0000',
  agent: { name: 'WEB01' },
  data: {
    win: {
      system: {
        providerName: provider,
        eventID: String(id),
        systemTime: time,
        eventRecordID: '9',
        channel,
        computer: 'WEB01',
      },
      eventdata: Object.fromEntries(
        Object.entries(data).map(([name, value]) => [
          name.charAt(0).toLowerCase() + name.slice(1),
          String(value).replaceAll('\\', '\\\\'),
        ]),
      ),
    },
  },
});
const gelf = ({ provider, channel, id, data }: Kind): unknown => ({
  version: '1.1',
  host: 'WEB01',
  short_message: 'x',
  timestamp: epoch,
  ...Object.fromEntries(
    Object.entries({ EventID: id, SourceName: provider, Channel: channel, RecordNumber: 9, ProcessID: 4, ...data }).map(
      ([name, value]) => [`_${name}`, value],
    ),
  ),
});
const fluentBit = ({ provider, channel, id, message }: Kind): unknown => ({
  ProviderName: provider,
  EventID: id,
  TimeCreated: '2024-05-06 09:08:09 +0200',
  EventRecordID: 9,
  ProcessID: 4,
  ThreadID: 8,
  Channel: channel,
  Computer: 'WEB01',
  Message: message,
});
const openTelemetry = ({ provider, channel, id, data }: Kind): Readonly<Record<string, unknown>> => ({
  body: {
    channel,
    computer: 'WEB01',
    event_id: { id, qualifiers: 0 },
    event_data: { data: Object.entries(data).map(([name, value]) => ({ [name]: String(value) })) },
    provider: { name: provider },
    record_id: 9,
    system_time: time,
  },
});
const nxlog = ({ provider, channel, id, data }: Kind): Readonly<Record<string, unknown>> => ({
  '@timestamp': '2024-05-06T07:08:09.123Z',
  Hostname: 'WEB01',
  EventID: String(id),
  SourceName: provider,
  RecordNumber: '9',
  ProcessID: 4,
  Channel: channel,
  ...data,
});

/** A value as OTLP's JSON has it. */
const otlpValue = (value: unknown): unknown => {
  if (Array.isArray(value)) return { arrayValue: { values: value.map(otlpValue) } };
  if (typeof value === 'number') return { intValue: String(value) };
  if (typeof value !== 'object' || value === null) return { stringValue: value };
  const values = Object.entries(value).map(([key, inner]) => ({ key, value: otlpValue(inner) }));
  return { kvlistValue: { values } };
};
const otlp = (bodies: readonly unknown[]): unknown => ({
  resourceLogs: [{ resource: {}, scopeLogs: [{ scope: {}, logRecords: bodies.map((body) => ({ body })) }] }],
});
const oldBeat = ({ provider, channel, id, data }: Kind): Readonly<Record<string, unknown>> => ({
  '@timestamp': '2024-05-06T07:08:09.123Z',
  beat: { hostname: 'WEB01', version: '5.6.0' },
  computer_name: 'WEB01',
  event_data: texts(data),
  event_id: id,
  log_name: channel,
  process_id: 4,
  record_number: '9',
  source_name: provider,
});
const paths = ({ provider, channel, id, data }: Kind, prefix: string, dot: string): Record<string, string> => ({
  '@timestamp': '2024-05-06T07:08:09.123Z',
  ...Object.fromEntries(
    Object.entries({ event_id: id, channel, provider_name: provider, computer_name: 'WEB01', record_id: 9 }).map(
      ([name, value]) => [`${prefix}${name}`, String(value)],
    ),
  ),
  ...Object.fromEntries(
    Object.entries(data).map(([name, value]) => [`${prefix}event_data${dot}${name}`, String(value)]),
  ),
});
const vector = ({ provider, channel, id, data, message }: Kind): Readonly<Record<string, unknown>> => ({
  timestamp: time,
  source_type: 'windows_event_log',
  channel,
  provider_name: provider,
  event_id: id,
  computer: 'WEB01',
  record_id: 9,
  process_id: 4,
  message,
  event_data: texts(data),
});
const osquery = ({ provider, channel, id, data }: Kind): unknown => ({
  name: 'windows_events',
  hostIdentifier: 'x',
  columns: {
    computer_name: 'WEB01',
    data: JSON.stringify({ EventData: texts(data) }),
    datetime: time,
    eventid: String(id),
    provider_name: provider,
    source: channel,
  },
  action: 'added',
});
const nxlogXml = (kind: Kind): string =>
  `<Event>${Object.entries(nxlog(kind))
    .filter(([name]) => !name.startsWith('@'))
    .map(([name, value]) => `<${name}>${escaped(String(value))}</${name}>`)
    .join('')}<EventTime>2024-05-06T09:08:09.123456+02:00</EventTime></Event>`;

test.each<[string, string | Buffer]>([
  ['Winlogbeat up to 6', lines(each(oldBeat))],
  ['Vector', lines(each(vector))],
  [
    'Vector, all names in small letters',
    lines(
      each((kind) => ({
        ...vector(kind),
        message: '',
        event_data: Object.fromEntries(
          Object.entries(texts(kind.data)).map(([name, value]) => [name.toLowerCase(), value]),
        ),
      })),
    ),
  ],
  ["Winlogbeat's fields by their paths", lines(each((kind) => paths(kind, 'winlog.', '.')))],
  [
    "Kibana's fields, each a list",
    pretty({
      hits: {
        hits: each((kind) => ({
          _index: 'w',
          fields: Object.fromEntries(
            Object.entries(paths(kind, 'winlog.', '.')).map(([name, value]) => [name, [value]]),
          ),
        })),
      },
    }),
  ],
  ['Graylog: an export', lines(each((kind) => paths(kind, 'winlogbeat_winlog_', '_')))],
  ["OpenTelemetry's file", lines([otlp(each((kind) => otlpValue(openTelemetry(kind)['body'])))])],
  ["OpenTelemetry's file of raw events", lines([otlp(each((kind) => ({ stringValue: xml(kind) })))])],
  ['NXLog as XML', kinds.map((kind) => `${nxlogXml(kind)}\n`).join('')],
  ['an event as text under any name', lines(each((kind) => ({ stream: 'x', msg: xml(kind), log: 'y' })))],
  ['events as texts in a list', lines([{ events: kinds.map(xml) }])],
  ['Fluent Bit with the event as XML', lines(each((kind) => ({ System: xml(kind), Message: kind.message })))],
  [
    "evtx_dump's JSON, with its headings",
    each(dumped)
      .map((event, at) => `Record ${at + 1}\n${pretty(event)}\n`)
      .join(''),
  ],
  [
    "evtx_dump's XML, with its headings",
    kinds.map((kind, at) => `Record ${at + 1}\n<?xml version="1.0"?>\n${xml(kind)}\n`).join(''),
  ],
  ['attributes beside their elements', lines(each(separate))],
  ['Chainsaw: a dump', pretty(each(separate))],
  [
    'Chainsaw: findings around events',
    pretty([
      { kind: 'individual', document: { kind: 'evtx', data: dumped(sysmon) } },
      { kind: 'aggregate', documents: [{ kind: 'evtx', data: dumped(security) }] },
    ]),
  ],
  ['Velociraptor', lines(each(velociraptor))],
  ['EvtxECmd, with a mark', `\ufeff${lines(each(evtxECmd))}`],
  ['PowerShell in UTF-16', Buffer.from(`\ufeff${pretty(each(powerShell))}`, 'utf16le')],
  ['Winlogbeat', lines(each(beat))],
  ["Elastic's bulk format", kinds.map((kind) => lines([{ index: { _index: 'w' } }, beat(kind)])).join('')],
  [
    "Elastic's search answer",
    pretty({ took: 1, hits: { hits: each((kind) => ({ _index: 'w', _source: beat(kind) })) } }),
  ],
  ['Wazuh', lines(each(wazuh))],
  ['GELF', lines(each(gelf))],
  ['Fluent Bit', lines(each(fluentBit))],
  ['OpenTelemetry', lines(each(openTelemetry))],
  ['NXLog, numbers as texts', lines(each(nxlog))],
  ['NXLog behind syslog', lines(each(nxlog)).replaceAll(/^\{/gm, '<14>1 2024-05-06T07:08:09Z WEB01 nxlog 4 - - { ')],
  [
    'Logstash: XML and JSON as a message',
    lines([{ message: xml(sysmon) }, { message: JSON.stringify(nxlog(security)) }]),
  ],
  [
    "Splunk's collector, text and object",
    lines([
      { time: 1, event: xml(sysmon) },
      { time: 1, event: nxlog(security) },
    ]),
  ],
  [
    "Splunk's export of raw events",
    lines(each((kind) => ({ preview: false, result: { _raw: xml(kind), _time: time } }))),
  ],
  ["Splunk's results as one document", pretty({ preview: false, results: each((kind) => ({ _raw: xml(kind) })) })],
  [
    "Splunk's table of raw events",
    `"_raw","_time"\r\n${kinds.map((kind) => `${cell(xml(kind))},"${time}"\r\n`).join('')}`,
  ],
  [
    "Splunk's table with other cells before the event",
    `"_time",host,"_raw"\n${kinds.map((kind) => `"${time}",WEB01,${cell(xml(kind))}\n`).join('')}`,
  ],
  ['a gzip member for each event', Buffer.concat(each(nxlog).map((event) => gzipSync(lines([event]))))],
])('%s', async (_, log) => {
  const { events, summary } = await readBytes(log);
  expect(summary).toMatchObject({ events: 2, processCreations: 2, unread: 0 });
  expect(events.map(({ eventId }) => eventId)).toEqual([1, 4688]);
  for (const { cim, time: seconds, record, timeAssumedUtc } of events) {
    expect(cim).toMatchObject({
      dest: 'WEB01',
      process_path: image,
      process: command,
      process_id: 4321,
      parent_process_path: parent,
      parent_process_id: 77,
    });
    expect(Math.abs(seconds - epoch)).toBeLessThan(0.2);
    expect([record, timeAssumedUtc]).toEqual([9, false]);
  }
});

test("Splunk's table of raw text: doubled quotes are one, a cell ends where it ends", async () => {
  const log = `"_raw","_time"\n${kinds.map((kind) => `${cell(rendered(kind))},"${time}"\n`).join('')}`;
  const { events, summary } = await readBytes(log);
  expect(summary).toMatchObject({ events: 2, processCreations: 2, unread: 0 });
  for (const { cim } of events) expect(cim).toMatchObject({ process: command, parent_process_path: parent });
});

test('an event without a time of its header has the time that its data tell', async () => {
  const { events } = await readBytes(xml(sysmon).replace(/<TimeCreated[^>]*>/, ''));
  expect(events[0]?.time).toBe(epoch);
});

test.each<[string, string]>([
  [
    'findings of a hunting tool',
    pretty([{ Channel: 'Sec', EventID: 4688, RuleTitle: 'x', Details: { Cmdline: 'x' } }]),
  ],
  ['a table without provider or channel', lines([{ EventID: 4688, NewProcessName: image, CommandLine: command }])],
])('%s: no Windows log, and said so', async (_, log) => {
  const { events, skipped } = await readBytes(log);
  expect([events, skipped]).toEqual([[], 'it holds no Windows events']);
});

test('Winlogbeat whose module moved the fields into ECS', async () => {
  const process = {
    executable: image,
    command_line: command,
    pid: 4321,
    entity_id: '{a}',
    working_directory: 'C:\\',
    hash: { md5: 'aa', sha256: 'bb' },
    pe: { original_file_name: 'Cmd.Exe', imphash: 'cc' },
    parent: { executable: parent, command_line: 'w3wp.exe', pid: 77 },
  };
  const event = ({ provider, channel, id }: Kind): string =>
    JSON.stringify({
      '@timestamp': '2024-05-06T07:08:09.123Z',
      event: { code: String(id), provider },
      winlog: {
        provider_name: provider,
        channel,
        computer_name: 'WEB01',
        event_id: String(id),
        event_data: { x: 'y' },
      },
      process,
      user: { domain: 'CORP', name: 'bob', id: 'S-1-5-21' },
    });
  const { events } = await readBytes(`${event(sysmon)}\n${event(security)}\n`);
  const row = { process_path: image, process: command, process_id: 4321, parent_process_path: parent, user: 'bob' };
  expect(events.map(({ cim }) => cim)).toMatchObject([
    { ...row, parent_process_id: 77, process_hash: 'MD5=aa,SHA256=bb,IMPHASH=cc', original_file_name: 'Cmd.Exe' },
    { ...row, parent_process_id: 77, user_id: 'S-1-5-21' },
  ]);
});

test('osquery, whose table has no record numbers', async () => {
  const { events } = await readBytes(lines(each(osquery)));
  const row = { dest: 'WEB01', process_path: image, process: command, process_id: 4321, parent_process_path: parent };
  expect(events.map(({ cim }) => cim)).toMatchObject([row, row]);
  expect(events.map(({ time: seconds, record }) => [Math.round(seconds), record])).toEqual(
    Array(2).fill([1714979289, null]),
  );
});

test.each<[string, string | Buffer, RegExp]>([
  ["wevtutil's text", `Event[0]:\r\n  Log Name: Security\r\n  Event ID: 4688\r\n`, /wevtutil's text.*\/f:xml/],
  [
    'EvtxECmd: a table',
    `\ufeffRecordNumber,EventRecordId,TimeCreated,EventId,Level\r\n1,9,x,1,y\r\n`,
    /table of fields/,
  ],
  ['the Event Viewer: a table', `Keywords,Date and Time,Source,Event ID,Task Category\r\nx,y,z,4688,a\r\n`, /table/],
  ['Splunk: a table of fields', `"_time",host,EventCode\n"x",y,4688\n`, /column _raw/],
  [
    'PowerShell: a table in UTF-16',
    Buffer.from('\ufeff#TYPE System.Diagnostics.Eventing.Reader.EventLogRecord\r\n"Message","Id"\r\n', 'utf16le'),
    /ConvertTo-Json/,
  ],
  ['PowerShell: CLIXML', '<Objs Version="1.1.0.1" xmlns="x"><Obj RefId="0"></Obj></Objs>', /CLIXML/],
  ['PowerShell: a list', '\r\nTimeCreated  : 5/6/2024\r\nProviderName : Microsoft\r\nId : 4688\r\n', /list for people/],
  ['Chainsaw: YAML', '---\nEvent:\n  System:\n    EventID: 1\n', /--json/],
])('%s is not read, and it is said what to do', async (_, log, reason) => {
  const { events, skipped } = await readBytes(log);
  expect(events).toEqual([]);
  expect(skipped).toMatch(reason);
});
