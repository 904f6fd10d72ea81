import { CHUNK_SIZE, ChunkBytes } from './chunk_bytes';
import { chunkHeaderFits, fittingEnd, recordsFit } from './checksums';

/** What a stretch of an evtx file is, and where the records of a chunk begin and end. */

const CHUNK_MAGIC = Buffer.from('ElfChnk\0', 'latin1');
const ZEROS = Buffer.alloc(CHUNK_SIZE);
export const FIRST_RECORD = 512;
const RECORD_MAGIC = 0x0000_2a2a;
const MAGIC_BYTES = Buffer.from([0x2a, 0x2a, 0, 0]);
export const RECORD_HEADER = 24;
export const SMALLEST_RECORD = 28;
const HEADER_CHECKSUM = 124;
const RECORDS_CHECKSUM = 52;

export type ChunkState = 'chunk' | 'unused' | 'damaged';

/** What a stretch of 64 KiB is: a chunk, space that Windows set aside, or something else. */
export function chunkState(buffer: Buffer): ChunkState {
  if (buffer.length >= CHUNK_MAGIC.length && buffer.compare(CHUNK_MAGIC, 0, 8, 0, 8) === 0) return 'chunk';
  return buffer.equals(ZEROS.subarray(0, buffer.length)) ? 'unused' : 'damaged';
}

/** Whether a whole record stands anywhere in these bytes. */
export function holdsRecord(buffer: Buffer): boolean {
  const chunk = new ChunkBytes(buffer);
  for (let at = buffer.indexOf(MAGIC_BYTES); at !== -1; at = buffer.indexOf(MAGIC_BYTES, at + 4))
    if (at + SMALLEST_RECORD <= buffer.length && recordSize(chunk, at, buffer.length) !== undefined) return true;
  return false;
}

/** A record's number, and where its bytes stand in the chunk. */
export interface RecordPlace {
  readonly id: number;
  readonly at: number;
  readonly size: number;
}

/** The number that the record at the beginning of a chunk carries; nothing where there is no record. */
export function firstRecordId(chunk: Buffer): number | undefined {
  if (chunk.length < FIRST_RECORD + RECORD_HEADER || chunk.readUInt32LE(FIRST_RECORD) !== RECORD_MAGIC)
    return undefined;
  return u64(chunk, FIRST_RECORD + 8);
}

/** The first and the last record number of a chunk, as its header gives them. */
export function recordRange(buffer: Buffer): { readonly first: number; readonly last: number } {
  return { first: u64(buffer, 24), last: u64(buffer, 32) };
}

/** Where the records end by the chunk's header; the whole chunk when the header gives no possible place. */
export function usedEnd(chunk: ChunkBytes): number {
  if (chunk.buffer.length < FIRST_RECORD) return CHUNK_SIZE;
  const free = chunk.u32(48);
  return free >= FIRST_RECORD && free <= CHUNK_SIZE ? free : CHUNK_SIZE;
}

/**
 * Where the records end, once the checksums were looked at. A damaged header may lie about it: then its word counts only
 * where the records' own checksum agrees, or else where the row of records goes no further.
 */
export function checkedEnd(chunk: ChunkBytes, bad: (offset: number, reason: string) => void): number {
  const told = usedEnd(chunk);
  const headerFits = chunkHeaderFits(chunk.buffer);
  if (!headerFits) bad(HEADER_CHECKSUM, "the checksum of the chunk's header does not fit");
  if (recordsFit(chunk.buffer, told)) return told;
  const row = headerFits ? { end: told, fits: false } : recordRow(chunk);
  if (!row.fits) bad(RECORDS_CHECKSUM, "the checksum of the chunk's records does not fit");
  return row.fits ? row.end : Math.max(told, row.end);
}

/**
 * Behind the records that stand in a row and are numbered in a row (an older chunk's remains are not), up to where the
 * checksum fits, if it does anywhere.
 */
function recordRow(chunk: ChunkBytes): { readonly end: number; readonly fits: boolean } {
  const { buffer } = chunk;
  const ends: number[] = [];
  let at = FIRST_RECORD;
  for (let expected = firstRecordId(buffer); at + SMALLEST_RECORD <= buffer.length;) {
    const size = recordSize(chunk, at, buffer.length);
    if (size === undefined || u64(buffer, at + 8) !== expected) break;
    expected += 1;
    at += size;
    ends.push(at);
  }
  const end = fittingEnd(buffer, ends);
  return { end: end ?? at, fits: end !== undefined };
}

/** A record's length, which stands at its start and again at its end; nothing when there is no whole record. */
export function recordSize(chunk: ChunkBytes, at: number, end: number): number | undefined {
  if (chunk.u32(at) !== RECORD_MAGIC) return undefined;
  const size = chunk.u32(at + 4);
  if (size < SMALLEST_RECORD || at + size > end) return undefined;
  if (chunk.u32(at + size - 4) === size || at + size === end) return size;
  return at + size + 4 <= end && chunk.u32(at + size) === RECORD_MAGIC ? size : undefined;
}

/**
 * A record whose length at its end is not the one at its start: a disk that lost a sector leaves zeros there. Only a
 * record that the chunk's header counts.
 */
export function tornRecord(chunk: ChunkBytes, at: number): RecordPlace | undefined {
  const { first, last } = recordRange(chunk.buffer);
  const id = u64(chunk.buffer, at + 8);
  if (chunk.u32(at) !== RECORD_MAGIC || id < first || id > last) return undefined;
  const size = chunk.u32(at + 4);
  return size < SMALLEST_RECORD || at + size > chunk.buffer.length ? undefined : { id, at, size };
}

/** The next place that starts a whole record of this chunk (not the remains of an older one), or the end. */
export function nextRecord(chunk: ChunkBytes, from: number, end: number): number {
  const { first, last } = recordRange(chunk.buffer);
  const isTold = first <= last && chunkHeaderFits(chunk.buffer);
  const belongs = (at: number): boolean => {
    const id = u64(chunk.buffer, at + 8);
    return !isTold || (id >= first && id <= last);
  };
  for (let at = from; at + SMALLEST_RECORD <= end; at++) {
    at = chunk.buffer.indexOf(MAGIC_BYTES, at);
    if (at === -1 || at + SMALLEST_RECORD > end) return end;
    if (recordSize(chunk, at, end) !== undefined && belongs(at)) return at;
  }
  return end;
}

/** A 64-bit number; exact to 2^53, which no log reaches. */
export function u64(buffer: Buffer, at: number): number {
  return buffer.readUInt32LE(at) + buffer.readUInt32LE(at + 4) * 2 ** 32;
}
