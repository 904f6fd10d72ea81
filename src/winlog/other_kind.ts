/** Files that are no logs but are often found beside them, told by how they begin: what to do differs. */

interface Kind {
  readonly name: string;
  readonly offset: number;
  readonly bytes: readonly number[];
  readonly next: string;
}

const unpack = 'unpack it and read what is in it';

const kinds: readonly Kind[] = [
  { name: 'a zip archive', offset: 0, bytes: [0x50, 0x4b, 3, 4], next: unpack },
  { name: 'an empty zip archive', offset: 0, bytes: [0x50, 0x4b, 5, 6], next: unpack },
  { name: 'a 7-Zip archive', offset: 0, bytes: [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c], next: unpack },
  { name: 'a RAR archive', offset: 0, bytes: [...Buffer.from('Rar!')], next: unpack },
  { name: 'a cabinet', offset: 0, bytes: [...Buffer.from('MSCF')], next: unpack },
  { name: 'an xz file', offset: 0, bytes: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0], next: unpack },
  { name: 'a zstd file', offset: 0, bytes: [0x28, 0xb5, 0x2f, 0xfd], next: unpack },
  { name: 'an lz4 file', offset: 0, bytes: [4, 0x22, 0x4d, 0x18], next: unpack },
  { name: 'a bzip2 file', offset: 4, bytes: [0x31, 0x41, 0x59, 0x26, 0x53, 0x59], next: unpack },
  { name: 'a tar archive', offset: 257, bytes: [...Buffer.from('ustar')], next: unpack },
  { name: 'a gzip file inside a gzip file', offset: 0, bytes: [0x1f, 0x8b, 8], next: 'unpack it once' },
  {
    name: 'a log of Windows XP or 2003 (evt)',
    offset: 4,
    bytes: [...Buffer.from('LfLe')],
    next: 'save it as evtx with a newer Event Viewer',
  },
  { name: 'an SQLite database', offset: 0, bytes: [...Buffer.from('SQLite format 3\0')], next: 'export its events' },
  { name: 'a Parquet file', offset: 0, bytes: [...Buffer.from('PAR1')], next: 'export it as JSON lines' },
];

/** What a file that begins so is, and what to do with it; nothing where that is not known. */
export function otherKind(head: Buffer): string | undefined {
  const found = kinds.find(({ offset, bytes }) => bytes.every((byte, at) => head[offset + at] === byte));
  return found === undefined ? undefined : `it is ${found.name}: ${found.next}`;
}
