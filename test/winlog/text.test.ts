import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { readLogFile } from '../../src/winlog/read_log_file';
import { readBytes } from './support/read_bytes';

const image = 'C:\\Windows\\System32\\cmd.exe';
const xmlEvent = (id: number, command = 'cmd /c dir', eventId = 1): string =>
  `<Event xmlns='http://schemas.microsoft.com/win/2004/08/events/event'><System><Provider Name='Microsoft-Windows-Sysmon' Guid='{5770385f-c22a-43e0-bf4c-06f5698ffbd9}'/><EventID>${eventId}</EventID><TimeCreated SystemTime='2025-10-24T09:17:49.735032000Z'/><EventRecordID>${id}</EventRecordID><Channel>Microsoft-Windows-Sysmon/Operational</Channel><Computer>WEB01</Computer></System><EventData><Data Name='ProcessId'>736</Data><Data Name='Image'>${image}</Data><Data Name='CommandLine'>${command}</Data><Data Name='ParentImage'>C:\\x\\w3wp.exe</Data></EventData></Event>`;

const rendered = (record: number, time = '03/25/2022 05:46:37 PM', lineBreak = '\n'): string =>
  [
    time,
    'LogName=Security',
    'SourceName=Microsoft Windows security auditing.',
    'EventCode=4688',
    'ComputerName=dc.example.local',
    `RecordNumber=${record}`,
    'Message=A new process has been created.',
    '',
    'Creator Subject:',
    '\tSecurity ID:\t\tEXAMPLE\\Administrator',
    '\tAccount Name:\t\tAdministrator',
    '\tAccount Domain:\t\tEXAMPLE',
    '\tLogon ID:\t\t0x181B6B',
    '',
    'Target Subject:',
    '\tSecurity ID:\t\tNULL SID',
    '\tAccount Name:\t\t-',
    '\tAccount Domain:\t\t-',
    '\tLogon ID:\t\t0x0',
    '',
    'Process Information:',
    '\tNew Process ID:\t\t0x5e8',
    `\tNew Process Name:\t${image}`,
    '\tToken Elevation Type:\t%%1936',
    '\tMandatory Label:\t\tMandatory Label\\High Mandatory Level',
    '\tCreator Process ID:\t0x1384',
    '\tCreator Process Name:\tC:\\Windows\\explorer.exe',
    '\tProcess Command Line:\tcmd.exe /c "a: b"',
    '',
    'Token Elevation Type indicates the type of token that was assigned to the new process.',
    '',
  ].join(lineBreak);

const summaryOf = async (text: Buffer | string): Promise<unknown> => {
  const { summary } = await readBytes(text);
  return summary === undefined ? undefined : [summary.events, summary.processCreations, summary.unread];
};

describe('event XML', () => {
  const pretty = xmlEvent(3).replaceAll('><', '>\n  <').replaceAll("'", '"');
  test.each<[string, Buffer | string]>([
    ['one a line', `${xmlEvent(1)}\n${xmlEvent(2)}\r\n${xmlEvent(3, 'x', 10)}`],
    ['without line breaks', xmlEvent(1) + xmlEvent(2) + xmlEvent(3, 'x', 10)],
    [
      'in <Events>, declared',
      `<?xml version="1.0"?>\n<!-- a > b --><Events>${xmlEvent(1)}${pretty}${xmlEvent(2, 'x', 3)}</Events>`,
    ],
    ['with a byte order mark', `\ufeff${xmlEvent(1)}${xmlEvent(2)}${xmlEvent(3, 'x', 7)}`],
    ['UTF-16 with a mark', Buffer.from(`\ufeff${xmlEvent(1)}${xmlEvent(2)}${xmlEvent(3, 'x', 7)}`, 'utf16le')],
    ['UTF-16 without a mark', Buffer.from(`${xmlEvent(1)}${xmlEvent(2)}${xmlEvent(3, 'x', 7)}`, 'utf16le')],
    [
      'UTF-16, big end first',
      Buffer.from(`\ufeff${xmlEvent(1)}${xmlEvent(2)}${xmlEvent(3, 'x', 7)}`, 'utf16le').swap16(),
    ],
    ['behind a stray quote', `"${xmlEvent(1, '"cmd" /c')}\n${xmlEvent(2)}\n${xmlEvent(3, 'x', 7)}`],
    ['as one JSON string', JSON.stringify(`${xmlEvent(1, '"cmd"')}\n${xmlEvent(2)}\n${xmlEvent(3, 'x', 7)}\n`)],
    ['a JSON string a line', [1, 2].map((id) => JSON.stringify(xmlEvent(id))).join('\n') + xmlEvent(3, 'x', 7)],
    [
      'behind a syslog prefix',
      `Oct 1 12:00:00 host ${xmlEvent(1)}\nOct 1 12:00:01 host ${xmlEvent(2)}\n${xmlEvent(3, 'x', 5)}`,
    ],
    [
      'with the namespace on a prefix',
      (xmlEvent(1) + xmlEvent(2) + xmlEvent(3, 'x', 7))
        .replace(/<(\/?)(?=\w)/g, '<$1e:')
        .replaceAll('xmlns=', 'xmlns:e='),
    ],
    ['gzip', gzipSync(xmlEvent(1) + xmlEvent(2) + xmlEvent(3, 'x', 7))],
    [
      'gzip in members',
      Buffer.concat([1, 2].map((id) => gzipSync(xmlEvent(id))).concat(gzipSync(xmlEvent(3, 'x', 7)))),
    ],
    ['gzip of UTF-16', gzipSync(Buffer.from(`\ufeff${xmlEvent(1)}${xmlEvent(2)}${xmlEvent(3, 'x', 7)}`, 'utf16le'))],
  ])('%s', async (_, text) => {
    expect(await summaryOf(text)).toEqual([3, 2, 0]);
  });

  test('values: entities, CDATA, markup characters, controls and characters beyond ASCII', async () => {
    const command = 'a &amp;&lt;&#x41;&#66;&unknown; <![CDATA[<x>&amp;]]> \u0001\u009dÄ€😀';
    const { events } = await readBytes(xmlEvent(1, command));
    expect(events[0]?.cim.process).toBe('a &<AB&unknown; <x>&amp; \u0001\u009dÄ€😀');
    expect(events[0]).toMatchObject({ record: 1, time: 1761297469.735032, cim: { process_id: 736, dest: 'WEB01' } });
  });

  test('an event that is cut short is unread, the next one is read', async () => {
    const { events, unread } = await readBytes(`${xmlEvent(1)}\n${xmlEvent(2).slice(0, 300)}\n${xmlEvent(3)}`);
    expect(events.map(({ record, index }) => [record, index])).toEqual([
      [1, 0],
      [3, 1],
    ]);
    expect(unread.map(({ offset }) => offset)).toEqual([xmlEvent(1).length + 1]);
  });
});

describe('JSON', () => {
  const fields = {
    UtcTime: '2021-06-12 01:07:15.633',
    ProcessId: '2164',
    Image: image,
    CommandLine: 'cmd "x"',
    User: 'A\\b',
  };
  const dumped = {
    Event: {
      System: {
        Provider: { '#attributes': { Name: 'Microsoft-Windows-Sysmon' } },
        EventID: { '#attributes': { Qualifiers: 0 }, '#text': 1 },
        TimeCreated: { '#attributes': { SystemTime: '2021-06-12T01:07:15.633Z' } },
        EventRecordID: 5,
        Computer: 'WEB01',
      },
      EventData: { ...fields, ProcessId: 2164 },
    },
  };
  const list = {
    Event: {
      System: {
        Provider: { Name: 'Microsoft-Windows-Sysmon' },
        EventID: '1',
        TimeCreated: { SystemTime: '2021-06-12T01:07:15.633Z' },
        EventRecordID: '5',
        Computer: 'WEB01',
      },
      EventData: { Data: [...Object.entries(fields).map(([Name, text]) => ({ Name, text })), { Name: 'Empty' }] },
    },
  };
  const nxlog = {
    SourceName: 'Microsoft-Windows-Sysmon',
    Channel: 'Microsoft-Windows-Sysmon/Operational',
    Hostname: 'WEB01',
    EventID: 1,
    RecordNumber: 5,
    '@timestamp': '2021-06-11T09:07:15.635Z',
    ...fields,
  };
  const beat6 = {
    '@timestamp': '2021-06-12T01:07:16.000Z',
    event_id: 1,
    source_name: 'Microsoft-Windows-Sysmon',
    computer_name: 'WEB01',
    record_number: '5',
    event_data: fields,
  };
  const beat8 = {
    '@timestamp': '2021-06-12T01:07:16.000Z',
    event: { code: '1' },
    winlog: {
      event_id: '1',
      provider_name: 'Microsoft-Windows-Sysmon',
      computer_name: 'WEB01',
      record_id: 5,
      event_data: fields,
    },
  };
  const azure = {
    TimeGenerated: '2021-06-12T01:07:16.347Z',
    Provider: 'Microsoft-Windows-Sysmon',
    Computer: 'WEB01',
    EventID: 1,
    EventRecordId: 5,
    Type: 'WindowsEvent',
    EventData: JSON.stringify({ ...fields, UtcTime: '2021-06-12T01:07:15.6330000Z' }),
  };
  const azureXml = {
    ...azure,
    EventData: `<EventData xmlns="x">\r\n${Object.entries(fields)
      .map(([name, value]) => `<Data Name="${name}">${value.replaceAll('"', '&quot;')}</Data>`)
      .join('\r\n')}</EventData>`,
  };
  const shapes: readonly (readonly [string, object])[] = [
    ['evtx_dump', dumped],
    ['a list of data', list],
    ['an event as text in body', { body: JSON.stringify(list), mime: 'application/x' }],
    ['NXLog', nxlog],
    ['Winlogbeat 6', beat6],
    ['Winlogbeat 8', beat8],
    ['Azure with JSON', azure],
    ['Azure with XML', azureXml],
    [
      'Azure Event table',
      { ...azure, EventData: `<DataItem type="System.XmlData">${azureXml.EventData}</DataItem>`, Type: 'Event' },
    ],
    ['Elasticsearch hit', { _index: 'x', _source: beat8 }],
    ['Splunk export', { preview: false, result: { _raw: JSON.stringify(nxlog), _time: 'x' } }],
    ['Splunk export with fields', { result: { _raw: JSON.stringify(nxlog), EventCode: '1', LogName: 'x' } }],
    ['a list of events', { value: [nxlog] }],
  ];

  test.each(shapes)('%s, on one line and pretty-printed, alone and in an array', async (_, shape) => {
    const line = JSON.stringify(shape);
    for (const text of [
      line,
      `${line}\n${line}\n`,
      JSON.stringify(shape, null, 4),
      line + line,
      `[${line},\n ${line}]`,
    ]) {
      const { events, unread } = await readBytes(text);
      expect(unread).toEqual([]);
      expect(events[0]).toMatchObject({
        time: Date.UTC(2021, 5, 12, 1, 7, 15) / 1000 + 0.633,
        record: 5,
        provider: 'Microsoft-Windows-Sysmon',
        cim: { dest: 'WEB01', process: 'cmd "x"', process_id: 2164, process_name: 'cmd.exe', user: 'b' },
        fields: { Image: image },
      });
    }
  });

  test('NXLog: the process id that is not there comes from the message, the logging service does not stand in', async () => {
    const { ProcessId, ...rest } = nxlog;
    const events = [
      { ...rest, ProcessID: 2644, Message: `Process Create:\r\nProcessId: ${ProcessId}\r\nImage: x` },
      { ...rest, ProcessID: 2644 },
    ];
    const reading = await readBytes(events.map((event) => JSON.stringify(event)).join('\n'));
    expect(reading.events.map(({ cim }) => cim.process_id)).toEqual([2164, null]);
  });

  test('4688: ProcessId is the parent, in hexadecimal', async () => {
    const event = {
      SourceName: 'Microsoft-Windows-Security-Auditing',
      EventID: 4688,
      Hostname: 'A',
      TimeCreated: '2020-12-19T07:49:57.380Z',
      NewProcessId: '0x00000000000001e4',
      ProcessId: '0x1e5',
      NewProcessName: image,
      SubjectUserName: 'web$',
      TargetUserName: '-',
      MandatoryLabel: 'S-1-16-12288',
    };
    const { events } = await readBytes(JSON.stringify(event));
    expect(events[0]?.cim).toMatchObject({
      process_id: 484,
      parent_process_id: 485,
      user: 'web$',
      process_integrity_level: 'high',
      process: 'unknown',
      parent_process: 'unknown',
      parent_process_name: 'unknown',
    });
  });

  test('PowerShell: the fields come from the message, the time from milliseconds', async () => {
    const event = {
      Id: 1,
      ProviderName: 'Microsoft-Windows-Sysmon',
      MachineName: 'WEB01',
      RecordId: 9,
      TimeCreated: '/Date(1647000000500)/',
      Message: `Process Create:\nImage: ${image}\nProcessId: 7`,
    };
    const { events } = await readBytes(`[${JSON.stringify(event)}]`);
    expect(events[0]).toMatchObject({ time: 1647000000.5, record: 9, cim: { process_path: image, process_id: 7 } });
  });

  test('objects that are no events: none makes a log, some make unread parts', async () => {
    expect((await readBytes('{"name":"x","files":[1,{"a":"b"}]}')).skipped).toBeDefined();
    expect(await summaryOf(`${JSON.stringify(nxlog)}\n{"a":1}\n{"b":2}\n${JSON.stringify(nxlog)}`)).toEqual([2, 2, 1]);
  });

  test('a broken object costs itself alone', async () => {
    const line = JSON.stringify(nxlog);
    const broken = [line.slice(0, 200), line.replace(/}$/, ''), `${line.slice(0, 100)}}}`, '{"a":"b\n'];
    for (const text of broken) expect(await summaryOf(`${line}\n${text}\n${line}\n`)).toEqual([2, 2, 1]);
  });
});

describe('rendered text', () => {
  test('fields, the local time marked as assumed, a command line with a colon', async () => {
    for (const lineBreak of ['\n', '\r\n']) {
      const { events } = await readBytes(
        [rendered(1, undefined, lineBreak), rendered(2, undefined, lineBreak)].join(''),
      );
      expect(events).toHaveLength(2);
      expect(events[1]).toMatchObject({
        time: Date.UTC(2022, 2, 25, 17, 46, 37) / 1000,
        timeAssumedUtc: true,
        record: 2,
        index: 1,
        cim: {
          dest: 'dc.example.local',
          user: 'Administrator',
          process: 'cmd.exe /c "a: b"',
          process_path: image,
          process_id: 0x5e8,
          parent_process_id: 0x1384,
          parent_process_name: 'explorer.exe',
          process_integrity_level: 'high',
        },
      });
    }
  });

  test('labels in another language are read by their order', async () => {
    const german = rendered(1)
      .replace('New Process ID', 'Neue Prozess-ID')
      .replace('New Process Name', 'Neuer Prozessname')
      .replace('Token Elevation Type:', 'Token-Erhöhungstyp:')
      .replace('Mandatory Label:', 'Verbindliche Beschriftung:')
      .replace('Creator Process ID', 'Erstellerprozess-ID')
      .replace('Creator Process Name', 'Erstellerprozessname')
      .replace('Process Command Line', 'Prozessbefehlszeile')
      .replaceAll('Account Name', 'Kontoname');
    const { events } = await readBytes(german);
    expect(events[0]?.cim).toMatchObject({
      user: 'Administrator',
      process: 'cmd.exe /c "a: b"',
      process_path: image,
      process_id: 0x5e8,
      parent_process_id: 0x1384,
      parent_process_path: 'C:\\Windows\\explorer.exe',
    });
  });

  test('XML between rendered events', async () => {
    expect(await summaryOf(`${rendered(1)}\n${xmlEvent(2)}\n${rendered(3)}\n${xmlEvent(4, 'x', 10)}`)).toEqual([
      4, 3, 0,
    ]);
  });
});

describe('files that are no logs', () => {
  // Their first bytes, by their formats' descriptions.
  test.each([
    ['504b0304140000000800', 'a zip archive'],
    ['377abcaf271c0004', 'a 7-Zip archive'],
    ['425a683931415926535900000000', 'a bzip2 file'],
    ['28b52ffd', 'a zstd file'],
    ['300000004c664c65010000000100', 'evt'],
    ['1f8b080000000000', 'gzip'],
  ])('%s is named', async (head, name) => {
    const bytes = Buffer.concat([Buffer.from(head, 'hex'), Buffer.alloc(300)]);
    const { skipped } = await readBytes(head.startsWith('1f8b') ? gzipSync(bytes) : bytes);
    expect(skipped).toContain(name);
  });

  test.each<[string, Buffer | string]>([
    ['YAML', 'title: A rule\nlogsource:\n  product: windows\n'],
    ['HTML', '<html><body><p>Event</p></body></html>'],
    ['a picture', Buffer.from('89504e470d0a1a0a0000000d49484452000001000000010008060000005c72a866', 'hex')],
    ['long text without events', 'x y z\n'.repeat(2_000_000)],
  ])('%s is skipped', async (_, text) => {
    const { skipped, unread } = await readBytes(text);
    expect(skipped).toBeDefined();
    expect(unread).toEqual([]);
  });

  test('an empty file is said to be empty', async () => {
    expect((await readBytes('')).summary).toMatchObject({ format: 'empty', events: 0, unread: 1 });
  });

  test('a gzip file that is cut short gives what it holds and says so', async () => {
    const lines = Array.from({ length: 4000 }, (_, id) => xmlEvent(id, String(Math.sin(id)))).join('\n');
    const packed = gzipSync(lines);
    const { summary, unread } = await readBytes(packed.subarray(0, packed.length >> 1));
    expect(summary?.events).toBeGreaterThan(1000);
    expect(unread.at(-1)?.reason).toContain('gzip');
  });

  test.each([0, 20, 3000])('a damage in a gzip file behind %d events costs none of them', async (before) => {
    const lines = Array.from({ length: before + 1 }, (_, id) => `${xmlEvent(id, String(Math.sin(id)))}\n`).join('');
    const { summary, unread } = await readBytes(Buffer.concat([gzipSync(lines), Buffer.from('no gzip')]));
    expect(summary?.processCreations).toBe(before + 1);
    expect(unread.at(-1)?.reason).toContain('gzip data is damaged');
  });
});

describe('a growing text log', () => {
  test('two readings give what one would, wherever the file was cut', async () => {
    const whole = Buffer.from(`${rendered(1)}${xmlEvent(2, 'ä')}\n{"SourceName":"x","EventID":5}\n${xmlEvent(3)}\n`);
    const expected = await readBytes(whole);
    for (let cut = 1; cut < whole.length; cut += 7) {
      const first = await readBytes(whole.subarray(0, cut), { growing: true, resumable: true });
      const resume = first.summary?.resume;
      const second = await readBytes(whole, resume ? { resume } : {});
      expect([...first.events, ...second.events]).toEqual(expected.events);
    }
  });
});

test.each<[string, (text: string) => Buffer]>([
  ['UTF-8', (text) => Buffer.from(text)],
  ['UTF-16', (text) => Buffer.from(`\ufeff${text}`, 'utf16le')],
  ['gzip', (text) => gzipSync(text)],
])('a text log is gone on with from any of its events, events that share a frame included: %s', async (_, encode) => {
  const shared = JSON.stringify([xmlEvent(4), xmlEvent(5)].join('\n'));
  const text = [rendered(1), xmlEvent(2, 'ä'), '{"SourceName":"x","EventID":5}', xmlEvent(3), shared, xmlEvent(6)].join(
    '\n',
  );
  const { items, events } = await readBytes(encode(text), { resumable: true });
  expect(events.length).toBeGreaterThan(4);
  const places = items.flatMap((item) => (item.kind === 'event' && item.resume !== null ? [item.resume] : []));
  expect(places).toHaveLength(events.length);
  for (const [at, resume] of places.entries()) {
    expect(resume.index).toBe((events[at]?.index ?? 0) + 1);
    const rest = await readBytes(encode(text), { resumable: true, resume });
    expect(rest.events).toEqual(events.filter(({ index }) => index >= resume.index));
  }
});

test('a place whose bytes are others by now is no place: the text is read from its start', async () => {
  const text = [xmlEvent(1), xmlEvent(2), xmlEvent(3)].join('\n');
  const { summary } = await readBytes(text, { resumable: true });
  const other = `${text.replaceAll('EventRecordID', 'EventrecordID')}\n${xmlEvent(4)}`;
  expect(other.length).toBeGreaterThan(text.length);
  const again = await readBytes(other, { resumable: true, ...(summary?.resume ? { resume: summary.resume } : {}) });
  expect(again.summary?.events).toBe(4);
});

test('mutilated text never stops the reader', async () => {
  const sample = Buffer.from(
    [rendered(1), xmlEvent(2), JSON.stringify({ body: xmlEvent(3) }), JSON.stringify(xmlEvent(4))].join('\n'),
  );
  const change = fc.tuple(fc.nat(sample.length - 1), fc.constantFrom(...'{}[]",:<>/\\\n&;=\'0'), fc.nat(60));
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 10 }), async (changes) => {
      let text: Buffer = Buffer.from(sample);
      for (const [at, character, cut] of changes)
        text = Buffer.concat([text.subarray(0, at), Buffer.from(character), text.subarray(at + cut)]);
      const { items } = await readBytes(text);
      expect(['file', 'skipped']).toContain(items.at(-1)?.kind);
    }),
    { numRuns: 300 },
  );
});

// Work that grew with the square of the length would go beyond the time that a test may take.
test.each(['"', '{"', '{"a":[', '<', '<Event>', '<!--', '{"a":1,\n', '"<Event ', '[{"a":', '1/1/2020 1:11 LogName=\n'])(
  'repeating %j without end is read to its end',
  async (piece) => {
    const { summary } = await readBytes(`${xmlEvent(1)}\n${piece.repeat(1_000_000 / piece.length)}`);
    expect(summary?.processCreations).toBe(1);
  },
);

test('a document that holds a whole log is given in batches, and each of its events has its place', async () => {
  const list = Array.from({ length: 600 }, (_, at) => ({
    EventID: 1,
    SourceName: 'Microsoft-Windows-Sysmon',
    Image: `${at}`,
  }));
  const folder = mkdtempSync(join(tmpdir(), 'winlog-'));
  const sizes: number[] = [];
  try {
    writeFileSync(join(folder, 'log'), JSON.stringify({ list }));
    for await (const batch of readLogFile(join(folder, 'log'), { sourceFile: 'log' })) sizes.push(batch.length);
  } finally {
    rmSync(folder, { recursive: true });
  }
  expect(sizes).toEqual([256, 256, 88, 1]);
});
