import type { ByteReader } from '../byte_reader';
import type { FileProgress } from '../file_progress';
import type { LogItem } from '../types';
import { chunkState, holdsRecord, recordRange, walkChunk } from './chunk';
import { CHUNK_SIZE } from './chunk_bytes';

/** Reads the chunks of an evtx file to the end of the file: the header's own count of them is stale in a live log. */

const FILE_MAGIC = 'ElfFile\0';
const CHUNK_MAGIC = 'ElfChnk\0';
const HEADER_SIZE = 4096;
const CHUNKS_AT_ONCE = 4;
const RANGE_BYTES = 64;

export interface EvtxOptions {
  readonly raw: boolean;
  readonly growing: boolean;
  /** Bytes of the file, where known: small files get small buffers. */
  readonly size: number;
  /** Skips records up to this number. */
  readonly after: number;
  /** Chunks in the order of their record numbers; needs a reader that can go back. */
  readonly byRecord: boolean;
}

/** Whether a file's first bytes are those of an evtx file, be its header damaged or cut away. */
export function isEvtx(head: Buffer): boolean {
  const at = (offset: number): string => head.toString('latin1', offset, offset + 8);
  return at(0) === FILE_MAGIC || at(0) === CHUNK_MAGIC || at(HEADER_SIZE) === CHUNK_MAGIC;
}

/** Where the first chunk stands. */
function firstChunk(head: Buffer): number {
  return head.toString('latin1', 0, 8) === CHUNK_MAGIC ? 0 : HEADER_SIZE;
}

/** The chunks that the file's header counts: fewer than there are, in a log that was not closed. */
function chunksCounted(head: Buffer): number {
  return head.length < 44 || firstChunk(head) === 0 ? 0 : head.readUInt16LE(42);
}

/** The items of an evtx file, a batch for each chunk. Ends with the file's summary. */
export async function* readEvtx(
  reader: ByteReader,
  head: Buffer,
  progress: FileProgress,
  options: EvtxOptions,
): AsyncGenerator<readonly LogItem[]> {
  const state = { highest: options.after, counted: chunksCounted(head) };
  const start = firstChunk(head);
  const offsets = options.byRecord ? chunkOrder(reader, start, options) : sequence(start, options.size);
  const block = Buffer.allocUnsafeSlow(CHUNK_SIZE * Math.max(1, Math.min(CHUNKS_AT_ONCE, blocksOf(options.size))));
  for (const offset of offsets) {
    await reader.seek(offset.at);
    const filled = await reader.fill(block.subarray(0, Math.min(block.length, offset.bytes)), 0);
    if (filled === 0) break;
    for (let at = 0; at < filled; at += CHUNK_SIZE) {
      readChunk(block.subarray(at, Math.min(at + CHUNK_SIZE, filled)), offset.at + at, progress, options, state);
      yield progress.take();
    }
  }
  const failure = reader.failure();
  if (failure !== undefined) progress.unread(0, failure);
  if (head.length < HEADER_SIZE) progress.unread(head.length, 'the file ends inside its header');
  yield [
    ...progress.take(),
    progress.summary('evtx', { format: 'evtx', index: progress.nextIndex, record: state.highest }),
  ];
}

function readChunk(
  bytes: Buffer,
  fileOffset: number,
  progress: FileProgress,
  { raw, growing, after }: EvtxOptions,
  state: { highest: number; readonly counted: number },
): void {
  switch (chunkState(bytes)) {
    case 'unused':
      return;
    case 'damaged':
      // Behind the chunks that the header counts, Windows sets space aside without clearing it.
      if (fileOffset < HEADER_SIZE + state.counted * CHUNK_SIZE || holdsRecord(bytes))
        progress.unread(fileOffset, 'no chunk begins here: its mark is missing');
      return;
    case 'chunk':
      walkChunk(
        bytes,
        { raw, growing },
        {
          wants: (id) => id > after,
          record: (id, interest, read) => {
            if (id > state.highest) state.highest = id;
            const record = state.highest;
            progress.event(interest, read, (index) => ({ format: 'evtx', index, record }));
          },
          unread: (offset, reason) => progress.unread(fileOffset + offset, reason),
        },
      );
  }
}

interface Stretch {
  readonly at: number;
  readonly bytes: number;
}

const blocksOf = (size: number): number => Math.ceil((size - HEADER_SIZE) / CHUNK_SIZE);

/** The file from its first chunk on, in blocks; without end where the size is not known (gzip). */
function* sequence(start: number, size: number): Generator<Stretch> {
  const bytes = CHUNK_SIZE * CHUNKS_AT_ONCE;
  for (let at = start; size === 0 || at < size; at += blockLength(size)) yield { at, bytes };
}

function blockLength(size: number): number {
  return CHUNK_SIZE * (size === 0 ? 1 : Math.max(1, Math.min(CHUNKS_AT_ONCE, blocksOf(size))));
}

/** The chunks with new records, oldest first: a full log goes on in the place of its oldest chunk. */
function chunkOrder(reader: ByteReader, start: number, { size, after }: EvtxOptions): readonly Stretch[] {
  const chunks: { readonly at: number; readonly first: number }[] = [];
  const header = Buffer.allocUnsafe(RANGE_BYTES);
  for (let at = start; at < size; at += CHUNK_SIZE) {
    void reader.seek(at);
    if (reader.fill(header, 0) !== RANGE_BYTES || chunkState(header) !== 'chunk') continue;
    const { first, last } = recordRange(header);
    if (last > after || last < first) chunks.push({ at, first });
  }
  return chunks.sort((a, b) => a.first - b.first || a.at - b.at).map(({ at }) => ({ at, bytes: CHUNK_SIZE }));
}
