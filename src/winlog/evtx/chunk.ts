import {
  checkedEnd,
  FIRST_RECORD,
  nextRecord,
  RECORD_HEADER,
  type RecordPlace,
  recordSize,
  SMALLEST_RECORD,
  tornRecord,
  u64,
  usedEnd,
} from './chunk_bounds';
import { ChunkBytes, DamagedError } from './chunk_bytes';
import { recordContent, type RecordContent, RecordRenderer } from './record_tree';
import { TemplateCache } from './template';
import { mayInterest, interestOf, type Interest, type WindowsEvent } from '../windows_event';
import { filetimeSeconds } from '../times';
import { eventFromTree } from '../xml_event';
import { printXml } from '../xml_tree';

/** One chunk of an evtx file: 64 KiB with a header, templates and records of their own. */

/** What takes the records of a chunk, in order. */
export interface RecordSink {
  /** A record that could be read; `read` renders it and is there only for what is of interest. */
  readonly record: (place: RecordPlace, interest: Interest, read: () => ReadRecord) => void;
  /** Something at this offset in the chunk could not be read; it counts as one part. */
  readonly unread: (offset: number, reason: string) => void;
  /** A checksum at this offset does not fit what it stands for. */
  readonly badChecksum: (offset: number, reason: string) => void;
}

export interface ReadRecord {
  readonly event: WindowsEvent;
  readonly raw: string;
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
  const used = growing ? usedEnd(chunk) : checkedEnd(chunk, sink.badChecksum);
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
