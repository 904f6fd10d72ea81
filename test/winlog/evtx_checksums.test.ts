import { chunkOf, evtxFile, type RecordSpec, sealed, sysmonRecord } from './support/evtx_builder';
import { readBytes } from './support/read_bytes';

const CHUNK = 65_536;
const cmd = 'C:\\Windows\\System32\\cmd.exe';
const records = (from: number, count: number): readonly RecordSpec[] =>
  Array.from({ length: count }, (_, at) => sysmonRecord(from + at, cmd, `cmd /c echo ${from + at}`));
const ids = (events: readonly { readonly record: number | null }[]): readonly (number | null)[] =>
  events.map(({ record }) => record);

const HEADER_CHECKSUM = 124;
const RECORDS_CHECKSUM = 52;
const FREE = 48;

test('a file whose checksums fit has none to tell of', async () => {
  const { badChecksums, summary } = await readBytes(evtxFile([chunkOf(records(1, 3)), chunkOf(records(4, 2))]));
  expect(badChecksums).toEqual([]);
  expect(summary).toMatchObject({ events: 5, unread: 0, badChecksums: 0 });
});

test('one changed letter in a record: told with its place, and every record is read', async () => {
  const chunk = chunkOf(records(4, 3));
  chunk.write('X', chunk.indexOf('echo 5', 0, 'utf16le'), 'utf16le');
  const { events, summary, badChecksums } = await readBytes(evtxFile([chunkOf(records(1, 3)), chunk]));
  expect(badChecksums).toEqual([4096 + CHUNK + RECORDS_CHECKSUM]);
  expect(summary).toMatchObject({ events: 6, unread: 0, badChecksums: 1 });
  expect(events[4]?.cim.process).toBe('cmd /c Xcho 5');
});

test('the header of the file: told, and the file is read', async () => {
  const file = evtxFile([chunkOf(records(1, 3))]);
  file[24] = 99;
  const { summary, badChecksums } = await readBytes(file);
  expect(badChecksums).toEqual([HEADER_CHECKSUM]);
  expect(summary).toMatchObject({ events: 3, unread: 0, badChecksums: 1 });
});

test.each<[string, number]>([
  ['in the tables of names and templates', 300],
  ['in the record numbers', 24],
])('the header of a chunk, damaged %s: told, and every record is read', async (_, at) => {
  const chunk = chunkOf(records(1, 6));
  chunk[at] = 0xaa;
  const { events, badChecksums, summary } = await readBytes(evtxFile([chunk]));
  expect(badChecksums).toEqual([4096 + HEADER_CHECKSUM]);
  expect(ids(events)).toEqual([1, 2, 3, 4, 5, 6]);
  expect(summary).toMatchObject({ unread: 0 });
});

test.each([0, 512, 700, 60_000, 65_536, 0xffff_ffff])(
  'a chunk header that tells a wrong end of the records (%d) hides none and brings none back',
  async (told) => {
    const chunk = chunkOf(records(10, 5));
    const used = chunk.readUInt32LE(FREE);
    // What an older chunk left behind the used space: its records are whole too.
    const older = chunkOf(records(1, 20));
    older.copy(chunk, used, recordStart(older, used));
    chunk.writeUInt32LE(told, FREE);
    const { events, badChecksums } = await readBytes(evtxFile([chunk]));
    expect(ids(events)).toEqual([10, 11, 12, 13, 14]);
    expect(badChecksums).toEqual([4096 + HEADER_CHECKSUM]);
  },
);

/** The first record that begins at or behind an offset. */
function recordStart(chunk: Buffer, from: number): number {
  let at = 512;
  while (at < from) at += chunk.readUInt32LE(at + 4);
  return at;
}

test('header and records damaged: both are told, and what is whole is read', async () => {
  const chunk = chunkOf(records(1, 6));
  const third = recordStart(chunk, recordStart(chunk, recordStart(chunk, 513) + 1));
  chunk.fill(0, third, third + 40);
  chunk.fill(0xee, 24, 40);
  const { events, badChecksums, unread } = await readBytes(evtxFile([chunk]));
  expect(ids(events)).toEqual([1, 2, 4, 5, 6]);
  expect(badChecksums).toEqual([4096 + HEADER_CHECKSUM, 4096 + RECORDS_CHECKSUM]);
  expect(unread.length).toBe(1);
});

test('the checksums of a file being written are not looked at, nor those of a log that has none', async () => {
  const chunk = chunkOf(records(1, 3));
  chunk[600] = (chunk[600] ?? 0) ^ 1;
  expect((await readBytes(evtxFile([chunk]), { growing: true })).badChecksums).toEqual([]);
  chunk.writeUInt32LE(4, 120);
  expect((await readBytes(evtxFile([chunk]))).badChecksums).toEqual([]);
});

test('a chunk that was cut short has no checksum of records to tell of', async () => {
  const chunk = chunkOf(records(1, 6));
  const { badChecksums, summary } = await readBytes(evtxFile([chunk.subarray(0, recordStart(chunk, 600) + 10)]));
  expect(badChecksums).toEqual([]);
  expect(summary).toMatchObject({ events: 1, unread: 1 });
});

test('zeros where the header counts a chunk are told; behind the chunks that it counts they are room to grow', async () => {
  const zeros = Buffer.alloc(CHUNK);
  const chunks = [chunkOf(records(1, 3)), zeros, chunkOf(records(4, 2)), zeros];
  const { summary, unread } = await readBytes(evtxFile(chunks, { counted: 3 }));
  expect(summary).toMatchObject({ events: 5, unread: 1 });
  expect(unread[0]?.offset).toBe(4096 + CHUNK);
});

test('a log with a damaged chunk header is gone on with in the order of its records', async () => {
  const damaged = chunkOf(records(4, 3));
  damaged[24] = 0xaa;
  const chunks = [sealed(chunkOf(records(7, 2))), chunkOf(records(1, 3)), damaged];
  const { events } = await readBytes(evtxFile(chunks), { resumable: true });
  expect(ids(events)).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
});
