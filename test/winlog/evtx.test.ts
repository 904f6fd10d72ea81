import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { readBytes } from './support/read_bytes';
import {
  chunkOf,
  evtxFile,
  filetime,
  number,
  number64,
  type Part,
  type RecordSpec,
  sealed,
  stringValue,
  sysmonRecord,
  sysmonTemplate,
  utf16,
  type Value,
} from './support/evtx_builder';

const cmd = 'C:\\Windows\\System32\\cmd.exe';
const records = (from: number, count: number): readonly RecordSpec[] =>
  Array.from({ length: count }, (_, at) => sysmonRecord(from + at, cmd, `cmd /c echo ${from + at}`));

/** A Sysmon event 1 whose only data is one value. */
function recordWith(value: Value, part: Part = { sub: 3, type: value.type }): RecordSpec {
  return {
    id: 1,
    template: {
      name: 'Event',
      children: [
        {
          name: 'System',
          children: [
            { name: 'Provider', attributes: [['Name', 'Microsoft-Windows-Sysmon']] },
            { name: 'EventID', children: [{ sub: 0, type: 0x06 }] },
            { name: 'TimeCreated', attributes: [['SystemTime', { sub: 1, type: 0x11 }]] },
            { name: 'Computer', children: [{ sub: 2, type: 0x01 }] },
          ],
        },
        { name: 'EventData', children: [{ name: 'Data', attributes: [['Name', 'X']], children: [part] }] },
      ],
    },
    values: [number(0x06, 2, 1), number64(0x11, filetime(0)), stringValue('H'), value],
  };
}

test('a record becomes a process creation with its CIM row, fields, time, number and XML', async () => {
  const { events, summary } = await readBytes(evtxFile([chunkOf(records(7, 1))]));
  expect(summary).toMatchObject({ format: 'evtx', events: 1, processCreations: 1, unread: 0 });
  expect(events[0]).toMatchObject({
    time: Date.UTC(2024, 4, 6, 7, 8, 9) / 1000 + 0.123,
    timeAssumedUtc: false,
    index: 0,
    record: 7,
    eventId: 1,
    provider: 'Microsoft-Windows-Sysmon',
    cim: {
      dest: 'WEB01',
      process: 'cmd /c echo 7',
      process_name: 'cmd.exe',
      process_path: cmd,
      process_id: 4321,
      parent_process_name: 'w3wp.exe',
      user: 'unknown',
    },
    fields: { Image: cmd, ProcessId: '4321' },
  });
  expect(events[0]?.raw).toContain("<Data Name='CommandLine'>cmd /c echo 7</Data>");
  expect(events[0]?.raw).toContain("<TimeCreated SystemTime='2024-05-06T07:08:09.1230000Z'/>");
});

test.each<[string, Value, string]>([
  ['text', stringValue('a<b\u009d"'), 'a<b\u009d"'],
  ['text with the NUL that ended it', { type: 0x01, bytes: utf16('ab\0') }, 'ab'],
  ['ANSI text', { type: 0x02, bytes: Buffer.from('abc\0', 'latin1') }, 'abc'],
  ['int8', number(0x03, 1, 0xfe), '-2'],
  ['uint8', number(0x04, 1, 0xfe), '254'],
  ['int16', number(0x05, 2, 0xfffe), '-2'],
  ['uint16', number(0x06, 2, 0xfffe), '65534'],
  ['int32', number(0x07, 4, 0xfffffffe), '-2'],
  ['uint32', number(0x08, 4, 0xfffffffe), '4294967294'],
  ['int64', number64(0x09, -2n), '-2'],
  ['uint64', number64(0x0a, -2n), '18446744073709551614'],
  ['real32', { type: 0x0b, bytes: Buffer.from(new Float32Array([0.1]).buffer) }, '0.1'],
  ['real64', { type: 0x0c, bytes: Buffer.from(new Float64Array([0.1]).buffer) }, '0.1'],
  ['bool', number(0x0d, 4, 1), 'true'],
  ['binary', { type: 0x0e, bytes: Buffer.from('00ff10', 'hex') }, '00FF10'],
  [
    'GUID',
    { type: 0x0f, bytes: Buffer.from('33221100554477668899aabbccddeeff', 'hex') },
    '{00112233-4455-6677-8899-AABBCCDDEEFF}',
  ],
  ['size of 8', number64(0x10, 0x1_0000_000an), '0x10000000a'],
  ['FILETIME', number64(0x11, 132_223_104_001_234_567n), '2020-01-01T00:00:00.1234567Z'],
  [
    'SYSTEMTIME',
    { type: 0x12, bytes: Buffer.from(new Uint16Array([2020, 2, 5, 28, 1, 2, 3, 4]).buffer) },
    '2020-02-28T01:02:03.004Z',
  ],
  [
    'SID',
    { type: 0x13, bytes: Buffer.from('010200000000000520000000200200 00'.replace(' ', ''), 'hex') },
    'S-1-5-32-544',
  ],
  ['hexadecimal 32', number(0x14, 4, 0x1e4), '0x1e4'],
  ['hexadecimal 64', number64(0x15, 0x1e4n), '0x1e4'],
  ['array of text', { type: 0x81, bytes: utf16('a\0b\0') }, 'a,b'],
  ['array of uint16', { type: 0x86, bytes: Buffer.from([1, 0, 2, 0]) }, '1,2'],
])('value type %s', async (_, value, expected) => {
  const { events, unread } = await readBytes(evtxFile([chunkOf([recordWith(value)])]));
  expect(unread).toEqual([]);
  expect(events[0]?.fields.X).toBe(expected);
});

test('an optional value that is absent leaves its element out', async () => {
  const record = recordWith({ type: 0x00, bytes: Buffer.alloc(0) }, { sub: 3, type: 0x01, optional: true });
  const { events } = await readBytes(evtxFile([chunkOf([record])]));
  expect(events[0]?.fields).toEqual({});
});

test('an unknown value type is one unread record, the next one is read', async () => {
  const { events, unread, summary } = await readBytes(
    evtxFile([chunkOf([recordWith({ type: 0x5a, bytes: Buffer.alloc(4) }), sysmonRecord(2, cmd, 'x')])]),
  );
  expect(events.map(({ record }) => record)).toEqual([2]);
  expect(unread).toEqual([
    { sourceFile: 'log', offset: 4096 + 512, reason: expect.stringContaining('unknown value type 0x5a') as string },
  ]);
  expect(summary).toMatchObject({ events: 1, unread: 1 });
});

test('a record without a template (collected logs) is read', async () => {
  const direct = {
    name: 'Event',
    children: [
      {
        name: 'System',
        children: [
          { name: 'Provider', attributes: [['Name', 'Microsoft-Windows-Security-Auditing'] as const] },
          { name: 'EventID', children: ['4688'] },
          { name: 'Computer', children: ['DC01'] },
        ],
      },
      {
        name: 'EventData',
        children: [{ name: 'Data', attributes: [['Name', 'NewProcessName'] as const], children: [cmd] }],
      },
    ],
  };
  const { events } = await readBytes(evtxFile([chunkOf([{ id: 1, direct }])]));
  expect(events[0]).toMatchObject({ eventId: 4688, cim: { dest: 'DC01', process_name: 'cmd.exe' } });
});

test('chunks are walked to the end of a dirty file, whatever its header counts, in version 3.2 too', async () => {
  const chunks = [chunkOf(records(1, 3)), Buffer.alloc(65_536), chunkOf(records(4, 2))];
  const { summary } = await readBytes(evtxFile(chunks, { counted: 1, dirty: true, minor: 2 }));
  expect(summary).toMatchObject({ events: 5, unread: 0 });
});

test('space behind the counted chunks that was never cleared is no damage, unless a record stands in it', async () => {
  const garbage = Buffer.alloc(65_536, 0x7f);
  const clean = await readBytes(evtxFile([chunkOf(records(1, 3)), garbage], { counted: 1, dirty: true }));
  expect(clean.summary).toMatchObject({ events: 3, unread: 0 });
  const counted = await readBytes(evtxFile([chunkOf(records(1, 3)), garbage], { counted: 2 }));
  expect(counted.summary).toMatchObject({ events: 3, unread: 1 });
  const record = chunkOf(records(4, 1));
  record.fill(0x7f, 0, 512);
  const lost = await readBytes(evtxFile([chunkOf(records(1, 3)), record], { counted: 1, dirty: true }));
  expect(lost.summary).toMatchObject({ events: 3, unread: 1 });
});

test('a chunk without its mark is unread and the rest is read', async () => {
  const damaged = chunkOf(records(4, 2));
  damaged.write('Garbage!', 0, 'latin1');
  const { summary, unread } = await readBytes(evtxFile([chunkOf(records(1, 3)), damaged, chunkOf(records(6, 1))]));
  expect(summary).toMatchObject({ events: 4, unread: 1 });
  expect(unread[0]?.offset).toBe(4096 + 65_536);
});

test('what an older chunk left behind the used space is not invented back', async () => {
  const chunk = chunkOf(records(10, 5));
  const old = chunkOf(records(1, 20));
  const used = chunk.readUInt32LE(48);
  old.copy(chunk, used, used);
  const { summary } = await readBytes(evtxFile([chunk]));
  expect(summary).toMatchObject({ events: 5, unread: 0 });
});

test('records behind a damaged one are found again', async () => {
  const chunk = chunkOf(records(1, 6));
  const third = recordOffsets(chunk)[2] ?? 0;
  chunk.fill(0, third, third + 40);
  const { events, unread } = await readBytes(evtxFile([chunk]));
  expect(events.map(({ record }) => record)).toEqual([1, 2, 4, 5, 6]);
  expect(unread.map(({ offset }) => offset)).toEqual([4096 + third]);
});

function recordOffsets(chunk: Buffer): readonly number[] {
  const offsets: number[] = [];
  for (let at = 512; at < chunk.readUInt32LE(48); at += chunk.readUInt32LE(at + 4)) offsets.push(at);
  return offsets;
}

test('cutting a file anywhere in a chunk loses no record that is complete before the cut', async () => {
  const chunk = chunkOf(records(1, 4));
  const ends = recordOffsets(chunk).map((at) => at + chunk.readUInt32LE(at + 4));
  for (let cut = 0; cut <= chunk.readUInt32LE(48); cut += cut < 512 ? 61 : 1) {
    const { summary, unread } = await readBytes(evtxFile([chunk.subarray(0, cut)]));
    const complete = ends.filter((end) => end <= cut).length;
    expect({ cut, events: summary?.events }).toEqual({ cut, events: complete });
    if (cut > 8 && cut < chunk.readUInt32LE(48)) expect(unread.length).toBe(1);
  }
});

const ids = (events: readonly { readonly record: number | null }[]): readonly (number | null)[] =>
  events.map(({ record }) => record);

test('a growing log is gone on with where it was left, also when it overwrites its oldest chunk', async () => {
  const before = [chunkOf(records(1, 3)), chunkOf(records(4, 2))];
  const first = await readBytes(evtxFile(before), { growing: true, resumable: true });
  const resume = first.summary?.resume;
  expect(resume).toMatchObject({ format: 'evtx', index: 5, record: 5, chunk: 4 });
  const after = [chunkOf(records(8, 2)), chunkOf(records(4, 4))];
  const second = await readBytes(evtxFile(after), { growing: true, resumable: true, ...(resume ? { resume } : {}) });
  expect(second.events.map(({ record, index }) => [record, index])).toEqual([
    [6, 5],
    [7, 6],
    [8, 7],
    [9, 8],
  ]);
});

test.each<[string, readonly Buffer[]]>([
  ['one that went round', [chunkOf(records(7, 2)), chunkOf(records(1, 3)), chunkOf(records(4, 3))]],
  ['one that repeats its chunks', [chunkOf(records(1, 3)), chunkOf(records(1, 3)), chunkOf(records(1, 3))]],
  ['one with a chunk that does not tell its numbers', [withoutNumbers(chunkOf(records(1, 2))), chunkOf(records(9, 2))]],
])('a log is gone on with from any of its events: %s', async (_, chunks) => {
  for (const bytes of [evtxFile(chunks), gzipSync(evtxFile(chunks))]) {
    const { items, events } = await readBytes(bytes, { resumable: true });
    expect(events.length).toBe(
      chunks.length === 2 ? 4 : chunks.length * 3 - (chunks[0]?.readUInt32LE(24) === 7 ? 1 : 0),
    );
    const places = items.flatMap((item) => (item.kind === 'event' && item.resume !== null ? [item.resume] : []));
    for (const [at, resume] of places.entries())
      expect((await readBytes(bytes, { resumable: true, resume })).events).toEqual(events.slice(at + 1));
  }
});

function withoutNumbers(chunk: Buffer): Buffer {
  chunk.fill(0xff, 8, 32);
  chunk.fill(0, 32, 40);
  return chunk;
}

test('a place whose bytes are others by now is no place: the file is read from its start', async () => {
  const { summary } = await readBytes(evtxFile([chunkOf(records(1, 3))]), { resumable: true });
  const other = evtxFile([chunkOf([1, 2, 3, 4].map((id) => sysmonRecord(id, cmd, 'other')))]);
  const again = await readBytes(other, { resumable: true, ...(summary?.resume ? { resume: summary.resume } : {}) });
  expect(ids(again.events)).toEqual([1, 2, 3, 4]);
});

test('a record whose end a disk has lost gives what is left of it, and the loss is told', async () => {
  const chunk = chunkOf(records(1, 6));
  const third = recordOffsets(chunk)[2] ?? 0;
  const end = recordOffsets(chunk)[3] ?? 0;
  // A hole from inside the last value of the third record to inside the fourth.
  chunk.fill(0, end - 16, end + 30);
  const { events, unread } = await readBytes(evtxFile([chunk]));
  expect(ids(events)).toEqual([1, 2, 3, 5, 6]);
  expect(events[2]?.cim.parent_process_path).toBe('C:\\Windows\\System32\\inetsrv\\w3wp.exe'.slice(0, -5));
  expect(unread).toEqual([
    {
      sourceFile: 'log',
      offset: 4096 + third,
      reason: expect.stringContaining('read only as far as it could be understood') as string,
    },
  ]);
});

test.each([0, 27, 60, 70_000])(
  'a record whose length is damaged (%d) is told, and none behind it is lost',
  async (size) => {
    for (const damaged of [0, 2, 5]) {
      const chunk = chunkOf(records(1, 6));
      const at = recordOffsets(chunk)[damaged] ?? 0;
      chunk.writeUInt32LE(size, at + 4);
      const { events, unread } = await readBytes(evtxFile([chunk]));
      expect(ids(events)).toEqual([1, 2, 3, 4, 5, 6].filter((id) => id !== damaged + 1));
      expect(unread.map(({ offset }) => offset)).toEqual([4096 + at]);
    }
  },
);

test('an evtx file packed as gzip; chunks without a file header', async () => {
  const chunks = [chunkOf(records(1, 3)), chunkOf(records(4, 2))];
  expect((await readBytes(gzipSync(evtxFile(chunks)))).summary).toMatchObject({ format: 'evtx', events: 5, unread: 0 });
  expect((await readBytes(Buffer.concat(chunks))).summary).toMatchObject({ events: 5, unread: 0 });
});

test('damaged chunks never stop the reader, and records that stay whole are still events', async () => {
  const whole = chunkOf([...records(1, 5), recordWith(stringValue('x'))]);
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(fc.integer({ min: 0, max: whole.readUInt32LE(48) }), fc.nat(255)), {
        minLength: 1,
        maxLength: 12,
      }),
      async (changes) => {
        const chunk = Buffer.from(whole);
        for (const [at, byte] of changes) chunk[at] = byte;
        const { summary, items } = await readBytes(evtxFile([chunk]));
        expect(summary === undefined ? 0 : summary.events).toBeLessThanOrEqual(6);
        expect(['file', 'skipped']).toContain(items.at(-1)?.kind);
      },
    ),
    { numRuns: 300 },
  );
});

test('a template that repeats itself ends in one unread record', async () => {
  const nested = { ...sysmonTemplate, children: [...(sysmonTemplate.children ?? []), { sub: 8, type: 0x21 } as const] };
  const chunk = chunkOf([
    {
      ...sysmonRecord(1, cmd, 'x'),
      template: nested,
      values: [...(sysmonRecord(1, cmd, 'x').values ?? []), selfReference()],
    },
  ]);
  const { summary } = await readBytes(evtxFile([chunk]));
  expect((summary?.events ?? 0) + (summary?.unread ?? 0)).toBe(1);
});

/** Binary XML whose template is the record's own, with no values. */
function selfReference(): Value {
  const bytes = Buffer.alloc(14);
  bytes.set([0x0c, 0x01], 0);
  bytes.writeUInt32LE(512 + 24 + 4 + 10, 6);
  return { type: 0x21, bytes };
}

describe('damage in what all records of a chunk share', () => {
  const chunk = (): Buffer => chunkOf([1, 2, 3].map((id) => sysmonRecord(id, 'C:\\a.exe', `a ${id}`)));
  const read = async (damage: (bytes: Buffer) => void): ReturnType<typeof readBytes> => {
    const bytes = chunk();
    damage(bytes);
    return readBytes(evtxFile([sealed(bytes)]));
  };
  /** Where the length of a name stands, its characters behind it. */
  const nameAt = (bytes: Buffer, name: string): number =>
    bytes.indexOf(Buffer.concat([number(0, 2, name.length).bytes, Buffer.from(`${name}\0`, 'utf16le')]));
  const whole = [1, 2, 3].map((id) => ({ process_path: 'C:\\a.exe', process: `a ${id}`, dest: 'WEB01' }));

  test.each(['Event', 'System', 'EventID', 'EventData', 'Data', 'Name', 'Provider', 'Channel', 'Computer'])(
    "the characters or the length of Windows' own name %s: its hash tells it",
    async (name) => {
      const characters = await read((bytes) => bytes.writeUInt8(1, nameAt(bytes, name) + 4));
      const length = await read((bytes) => bytes.writeUInt16LE(9999, nameAt(bytes, name)));
      for (const { events, unread } of [characters, length]) {
        expect(events.map(({ cim }) => cim)).toMatchObject(whole);
        expect(unread).toEqual([]);
      }
    },
  );

  test('a name whose hash is damaged is what its characters say', async () => {
    const { events } = await read((bytes) => bytes.writeUInt16LE(1, nameAt(bytes, 'EventData') - 2));
    expect(events.map(({ cim }) => cim)).toMatchObject(whole);
  });

  test("the length of a template's definition: its tokens tell where it ends", async () => {
    const { events } = await read((bytes) => bytes.writeUInt32LE(7, 512 + 24 + 4 + 10 + 20));
    expect(events.map(({ cim }) => cim)).toMatchObject(whole);
  });

  test('fewer values than the template has places for: the record is unread, not empty', async () => {
    const { events, unread } = await read((bytes) => {
      const second = bytes.indexOf(Buffer.from([0x2a, 0x2a, 0, 0]), 600);
      bytes.writeUInt32LE(2, second + 24 + 4 + 10);
    });
    expect(events.map(({ record }) => record)).toEqual([1, 3]);
    expect(unread.map(({ reason }) => reason)).toEqual([expect.stringMatching(/places for more values/)]);
  });
});
