import type { ByteReader } from '../byte_reader';
import type { FileProgress } from '../file_progress';
import { markOf } from '../mark';
import type { EvtxPlace, LogItem } from '../types';
import { fileHeaderFits } from './checksums';
import { walkChunk } from './chunk';
import { chunkState, holdsRecord, type RecordPlace } from './chunk_bounds';
import { CHUNK_SIZE } from './chunk_bytes';
import { fileOrder, firstNumber, recordOrder, stretchBytes, UNKNOWN } from './chunk_order';

/** Reads the chunks of an evtx file to the end of the file: the header's own count of them is stale in a live log. */

const FILE_MAGIC = 'ElfFile\0';
const CHUNK_MAGIC = 'ElfChnk\0';
const HEADER_SIZE = 4096;
const FILE_CHECKSUM = 124;

export interface EvtxOptions {
  readonly raw: boolean;
  readonly growing: boolean;
  /** Events carry their place; chunks come in the order of their record numbers where the reader can go back. */
  readonly resumable: boolean;
  /** Bytes of the file, 0 where unknown (gzip): small files get small buffers. */
  readonly size: number;
  /** Goes on behind this place. */
  readonly after: EvtxPlace | undefined;
}

/** Whether a file's first bytes are those of an evtx file, be its header damaged or cut away. */
export function isEvtx(head: Buffer): boolean {
  const at = (offset: number): string => head.toString('latin1', offset, offset + 8);
  return at(0) === FILE_MAGIC || at(0) === CHUNK_MAGIC || at(HEADER_SIZE) === CHUNK_MAGIC;
}

/** Where the first chunk stands in a file that begins so. */
export function firstChunk(head: Buffer): number {
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
  const { size, after, resumable } = options;
  const reading = new EvtxReading(progress, options, HEADER_SIZE + chunksCounted(head) * CHUNK_SIZE);
  const start = firstChunk(head);
  const isOrdered = resumable && size > 0;
  const stretches = isOrdered ? await recordOrder(reader, start, size, after) : fileOrder(start, size, after);
  if (start > 0 && !options.growing && !fileHeaderFits(head))
    progress.badChecksum(FILE_CHECKSUM, "the checksum of the file's header does not fit");
  const block = Buffer.allocUnsafeSlow(stretchBytes(size, start));
  for (const { at: stretch, bytes, from } of stretches) {
    await reader.seek(stretch);
    const filled = await reader.fill(block.subarray(0, Math.min(block.length, bytes)), 0);
    if (filled === 0) break;
    for (let at = 0; at < filled; at += CHUNK_SIZE) {
      reading.chunk(block.subarray(at, Math.min(at + CHUNK_SIZE, filled)), stretch + at, at === 0 ? from : 0);
      yield progress.take();
    }
  }
  const failure = reader.failure();
  if (failure !== undefined) progress.unread(0, failure);
  if (head.length < HEADER_SIZE) progress.unread(head.length, 'the file ends inside its header');
  yield [...progress.take(), progress.summary('evtx', reading.place())];
}

/** One evtx file while it is read: what was read last. */
class EvtxReading {
  private last: Omit<EvtxPlace, 'format' | 'index'>;
  /** Behind the zeros that were met last. */
  private zerosEnd = UNKNOWN;

  constructor(
    private readonly progress: FileProgress,
    private readonly options: EvtxOptions,
    /** Behind the chunks that the header counts, Windows sets space aside without clearing it. */
    private readonly countedEnd: number,
  ) {
    this.last = options.after ?? { record: UNKNOWN, chunk: UNKNOWN, offset: 0, mark: null };
  }

  /** Where a later reading goes on. */
  place(index = this.progress.nextIndex): EvtxPlace | null {
    return this.options.resumable ? { ...this.last, format: 'evtx', index } : null;
  }

  chunk(bytes: Buffer, fileOffset: number, from: number): void {
    const { progress } = this;
    switch (chunkState(bytes)) {
      case 'unused':
        return this.zeros(fileOffset);
      case 'damaged':
        if (fileOffset < this.countedEnd || holdsRecord(bytes))
          progress.unread(fileOffset, 'no chunk begins here: its mark is missing');
        return;
      case 'chunk':
        this.records(bytes, fileOffset, from);
    }
  }

  /** Windows counts a chunk when it begins to fill it: zeros there are lost chunks. A row of them is one part. */
  private zeros(fileOffset: number): void {
    if (fileOffset >= this.countedEnd || this.options.growing) return;
    if (fileOffset !== this.zerosEnd)
      this.progress.unread(fileOffset, "zeros stand where the file's header counts chunks");
    this.zerosEnd = fileOffset + CHUNK_SIZE;
  }

  private records(bytes: Buffer, fileOffset: number, from: number): void {
    const { raw, growing } = this.options;
    const chunk = this.options.resumable ? firstNumber(bytes) : UNKNOWN;
    let last: RecordPlace | undefined;
    const reach = ({ id, at, size }: RecordPlace): void => {
      const mark = markOf(bytes.subarray(at, at + size));
      this.last = { record: id, chunk, offset: fileOffset + at + size, mark };
    };
    walkChunk(
      bytes,
      { raw, growing, from },
      {
        record: (record, interest, read) => {
          this.progress.event(interest, read, (index) => {
            if (this.options.resumable) reach(record);
            return this.place(index);
          });
          last = record;
        },
        unread: (offset, reason) => this.progress.unread(fileOffset + offset, reason),
        badChecksum: (offset, reason) => this.progress.badChecksum(fileOffset + offset, reason),
      },
    );
    if (last !== undefined && this.options.resumable) reach(last);
  }
}
