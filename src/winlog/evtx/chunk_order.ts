import type { ByteReader } from '../byte_reader';
import type { EvtxPlace } from '../types';
import { chunkHeaderFits } from './checksums';
import { chunkState, firstRecordId, recordRange } from './chunk_bounds';
import { CHUNK_SIZE } from './chunk_bytes';

/** In which order the chunks of an evtx file are read. */

/** One or more chunks that lie together. */
export interface Stretch {
  readonly at: number;
  readonly bytes: number;
  /** Offset in its first chunk up to which that was read before. */
  readonly from: number;
}

const CHUNKS_AT_ONCE = 4;
/** Looked at between two turns of the event loop, in which a signal gets its chance. */
const CHUNKS_A_TURN = 256;
/** A chunk's header, and that of its first record. */
const HEADER_BYTES = 512 + 24;

/** Bytes of the largest stretch in a file of this size; 0 for an unknown size (gzip). */
export function stretchBytes(size: number, start: number): number {
  const chunks = Math.ceil((size - start) / CHUNK_SIZE);
  return CHUNK_SIZE * (size === 0 ? 1 : Math.max(1, Math.min(CHUNKS_AT_ONCE, chunks)));
}

/** The file from its first chunk on, or from a place on; without end where the size is not known. */
export function* fileOrder(start: number, size: number, after: EvtxPlace | undefined): Generator<Stretch> {
  const bytes = stretchBytes(size, start);
  const first = after === undefined ? start : chunkAt(start, after);
  for (let at = first; size === 0 || at < size; at += bytes)
    yield { at, bytes, from: at === first && after !== undefined ? after.offset - at : 0 };
}

/** Oldest records first, from a place on; what is no chunk, or does not tell its numbers, comes before them. */
export async function recordOrder(
  reader: ByteReader,
  start: number,
  size: number,
  after: EvtxPlace | undefined,
): Promise<readonly Stretch[]> {
  const chunks = (await chunksOf(reader, start, size)).sort((a, b) => a.first - b.first || a.at - b.at);
  const due = after === undefined ? chunks : chunks.filter((chunk) => isDue(chunk, start, after));
  return due.map((chunk) => ({ at: chunk.at, bytes: CHUNK_SIZE, from: readUpTo(chunk, start, after) }));
}

/** The lowest record number that the headers of the chunks tell; Infinity when they tell none. */
export async function lowestRecord(reader: ByteReader, start: number, size: number): Promise<number> {
  const chunks = await chunksOf(reader, start, size);
  return Math.min(...chunks.map(({ first }) => (first === UNKNOWN ? Infinity : first)));
}

/** A number below all others, as that of a place before the first record. */
export const UNKNOWN = -1;

interface ChunkPlace {
  readonly at: number;
  /** The first record's number, or UNKNOWN. */
  readonly first: number;
}

async function chunksOf(reader: ByteReader, start: number, size: number): Promise<ChunkPlace[]> {
  const chunks: ChunkPlace[] = [];
  const header = Buffer.alloc(HEADER_BYTES);
  for (let at = start; at < size; at += CHUNK_SIZE) {
    if (chunks.length % CHUNKS_A_TURN === 0) await new Promise((resolve) => setImmediate(resolve));
    await reader.seek(at);
    const filled = await reader.fill(header, 0);
    chunks.push({ at, first: filled === HEADER_BYTES ? firstNumber(header) : UNKNOWN });
  }
  return chunks;
}

/** The number of a chunk's first record by its header, by the record itself where the header is damaged, or UNKNOWN. */
export function firstNumber(chunk: Buffer): number {
  if (chunkState(chunk) !== 'chunk' || chunk.length < HEADER_BYTES) return UNKNOWN;
  const { first, last } = recordRange(chunk);
  const isTold = first <= last && chunkHeaderFits(chunk);
  return isTold ? first : (firstRecordId(chunk) ?? (first <= last ? first : UNKNOWN));
}

/** True for a chunk that holds something behind the place, or may. */
function isDue({ at, first }: ChunkPlace, start: number, after: EvtxPlace): boolean {
  return first > after.chunk || (first === after.chunk && at >= chunkAt(start, after));
}

function readUpTo({ at, first }: ChunkPlace, start: number, after: EvtxPlace | undefined): number {
  return after !== undefined && first === after.chunk && at === chunkAt(start, after) ? after.offset - at : 0;
}

/** Where the chunk begins that a place lies in. */
function chunkAt(start: number, { offset }: EvtxPlace): number {
  return offset <= start ? start : start + Math.floor((offset - 1 - start) / CHUNK_SIZE) * CHUNK_SIZE;
}
