import { crc32 } from 'node:zlib';
import { CHUNK_SIZE } from './chunk_bytes';

/** The checksums (CRC-32) of an evtx file: one over its header, and in each chunk one over the header and one over the records. */

/** A header whose flags hold this has no checksums. */
const WITHOUT_CHECKSUMS = 4;
const FLAGS = 120;
const CHECKSUM = 124;
const HEADER_END = 128;
const RECORDS_CHECKSUM = 52;
const RECORDS = 512;

/** Whether a file header, or a chunk's, says that its checksums were not made. */
function hasNoChecksums(header: Buffer): boolean {
  return header.length >= HEADER_END && (header.readUInt32LE(FLAGS) & WITHOUT_CHECKSUMS) !== 0;
}

/** Whether a file's header is what was written; true where there is not enough of it to tell. */
export function fileHeaderFits(header: Buffer): boolean {
  if (header.length < HEADER_END || hasNoChecksums(header)) return true;
  return crc32(header.subarray(0, FLAGS)) === header.readUInt32LE(CHECKSUM);
}

/** Whether a chunk's header (with its tables of names and templates) is what was written; true where that can't be told. */
export function chunkHeaderFits(chunk: Buffer): boolean {
  if (chunk.length < RECORDS || hasNoChecksums(chunk)) return true;
  const upToFlags = crc32(chunk.subarray(0, FLAGS));
  return crc32(chunk.subarray(HEADER_END, RECORDS), upToFlags) === chunk.readUInt32LE(CHECKSUM);
}

/** Whether the records of a chunk, up to `end`, are what was written; true for a chunk that is not whole. */
export function recordsFit(chunk: Buffer, end: number): boolean {
  if (chunk.length < CHUNK_SIZE || hasNoChecksums(chunk)) return true;
  return crc32(chunk.subarray(RECORDS, end)) === chunk.readUInt32LE(RECORDS_CHECKSUM);
}

/** The first of these ends (in order) up to which the records of a chunk are what was written; nothing where none is. */
export function fittingEnd(chunk: Buffer, ends: readonly number[]): number | undefined {
  const stored = chunk.readUInt32LE(RECORDS_CHECKSUM);
  let checksum = 0;
  let from = RECORDS;
  for (const end of ends) {
    checksum = crc32(chunk.subarray(from, end), checksum);
    if (checksum === stored) return end;
    from = end;
  }
  return undefined;
}
