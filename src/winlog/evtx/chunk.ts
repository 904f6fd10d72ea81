import { CHUNK_SIZE, ChunkBytes, DamagedError } from './chunk_bytes';
import { recordContent, type RecordContent, RecordRenderer } from './record_tree';
import { TemplateCache } from './template';
import { mayInterest, interestOf, type Interest, type WindowsEvent } from '../windows_event';
import { filetimeSeconds } from '../times';
import { eventFromTree } from '../xml_event';
import { printXml } from '../xml_tree';

/** One chunk of an evtx file: 64 KiB with a header, templates and records of their own. */

const CHUNK_MAGIC = Buffer.from('ElfChnk\0', 'latin1');
const ZEROS = Buffer.alloc(CHUNK_SIZE);
const FIRST_RECORD = 512;
const RECORD_MAGIC = 0x0000_2a2a;
const MAGIC_BYTES = Buffer.from([0x2a, 0x2a, 0, 0]);
const RECORD_HEADER = 24;
const SMALLEST_RECORD = 28;

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

/** What takes the records of a chunk, in order. */
export interface RecordSink {
  /** A record that could be read; `read` renders it and is there only for what is of interest. */
  readonly record: (place: RecordPlace, interest: Interest, read: () => ReadRecord) => void;
  /** Something at this offset in the chunk could not be read; it counts as one part. */
  readonly unread: (offset: number, reason: string) => void;
}

/** A record's number, and where its bytes stand in the chunk. */
export interface RecordPlace {
  readonly id: number;
  readonly at: number;
  readonly size: number;
}

export interface ReadRecord {
  readonly event: WindowsEvent;
  readonly raw: string;
}

/** The first and the last record number of a chunk, as its header gives them. */
export function recordRange(buffer: Buffer): { readonly first: number; readonly last: number } {
  return { first: u64(buffer, 24), last: u64(buffer, 32) };
}

export interface ChunkOptions {
  /** Renders each record of interest as XML too. */
  readonly raw: boolean;
  /** The file may still grow: its end inside a chunk is no damage. */
  readonly growing: boolean;
  /** The offset in the chunk up to which it was read before; 0 for a new one. */
  readonly from: number;
}

/** Walks the records of a chunk (whole, or cut short at the end of a file). */
export function walkChunk(buffer: Buffer, { raw, growing, from }: ChunkOptions, sink: RecordSink): void {
  const chunk = new ChunkBytes(buffer);
  const templates = new TemplateCache(chunk);
  const used = usedEnd(chunk);
  const end = Math.min(used, buffer.length);
  let at = Math.max(FIRST_RECORD, from);
  while (at + SMALLEST_RECORD <= end) {
    const size = recordSize(chunk, at, end);
    if (size === undefined) {
      const next = nextRecord(chunk, at + 4, end);
      // At the end of a file that was cut, a record may be half there: that is no loss to tell of each record.
      const isWithin = next < end || used <= buffer.length;
      const torn = growing || !isWithin ? undefined : tornRecord(chunk, at);
      if (torn !== undefined) readTorn(chunk, templates, torn, raw, sink);
      else if (isWithin) sink.unread(at, 'the record has no valid header or length');
      at = next;
    } else {
      readRecord(chunk, templates, { id: u64(buffer, at + 8), at, size }, raw, sink);
      at += size;
    }
  }
  if (used > buffer.length && !growing) sink.unread(Math.min(at, buffer.length), 'the file ends inside a chunk');
}

/** Where the records end by the chunk's header; the whole chunk when the header gives no possible place. */
function usedEnd(chunk: ChunkBytes): number {
  if (chunk.buffer.length < FIRST_RECORD) return CHUNK_SIZE;
  const free = chunk.u32(48);
  return free >= FIRST_RECORD && free <= CHUNK_SIZE ? free : CHUNK_SIZE;
}

/** A record's length, which stands at its start and again at its end; nothing when there is no whole record. */
function recordSize(chunk: ChunkBytes, at: number, end: number): number | undefined {
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
function tornRecord(chunk: ChunkBytes, at: number): RecordPlace | undefined {
  const { first, last } = recordRange(chunk.buffer);
  const id = u64(chunk.buffer, at + 8);
  if (chunk.u32(at) !== RECORD_MAGIC || id < first || id > last) return undefined;
  const size = chunk.u32(at + 4);
  return size < SMALLEST_RECORD || at + size > chunk.buffer.length ? undefined : { id, at, size };
}

/** The next place that starts a whole record of this chunk (not the remains of an older one), or the end. */
function nextRecord(chunk: ChunkBytes, from: number, end: number): number {
  const { first, last } = recordRange(chunk.buffer);
  const belongs = (at: number): boolean => {
    const id = u64(chunk.buffer, at + 8);
    return last < first || (id >= first && id <= last);
  };
  for (let at = from; at + SMALLEST_RECORD <= end; at++) {
    at = chunk.buffer.indexOf(MAGIC_BYTES, at);
    if (at === -1 || at + SMALLEST_RECORD > end) return end;
    if (recordSize(chunk, at, end) !== undefined && belongs(at)) return at;
  }
  return end;
}

/** What is left of a record gives an event, as long as it can be understood; the damage is told beside it. */
function readTorn(
  chunk: ChunkBytes,
  templates: TemplateCache,
  place: RecordPlace,
  raw: boolean,
  sink: RecordSink,
): void {
  if (readRecord(chunk, templates, place, raw, sink))
    sink.unread(place.at, 'the record is damaged and was read only as far as it could be understood');
}

/** Gives a record to the sink; false when it was unread instead. */
function readRecord(
  chunk: ChunkBytes,
  templates: TemplateCache,
  place: RecordPlace,
  raw: boolean,
  sink: RecordSink,
): boolean {
  const { at, size } = place;
  const end = at + size - 4;
  try {
    const content = recordContent(chunk, templates, at + RECORD_HEADER, end);
    const renderer = new RecordRenderer(chunk, templates, end);
    sink.record(place, interest(content, renderer), () => {
      const tree = renderer.tree(content);
      const event = eventFromTree(tree);
      if (event === undefined) throw new DamagedError('the record is no Windows event');
      return { event: timed(event, chunk, at), raw: raw ? printXml(tree) : '' };
    });
    return true;
  } catch (error) {
    if (!(error instanceof DamagedError)) throw error;
    sink.unread(at, error.message);
    return false;
  }
}

/** An event without a time of its own has the time at which its record was written. */
function timed(event: WindowsEvent, chunk: ChunkBytes, at: number): WindowsEvent {
  return event.time === null ? { ...event, time: filetimeSeconds(chunk.u32(at + 16), chunk.u32(at + 20)) } : event;
}

/** Decided from the event id alone where that is enough, which it nearly always is. */
function interest({ route, instance }: RecordContent, renderer: RecordRenderer): Interest {
  const eventId = Number(renderer.text(route.eventId, instance));
  if (!mayInterest(eventId)) return 'none';
  return interestOf(eventId, renderer.text(route.provider, instance), renderer.text(route.channel, instance));
}

/** A 64-bit number; exact to 2^53, which no log reaches. */
function u64(buffer: Buffer, at: number): number {
  return buffer.readUInt32LE(at) + buffer.readUInt32LE(at + 4) * 2 ** 32;
}
