import { crc32 } from 'node:zlib';
import type { ByteReader } from './byte_reader';
import { firstChunk, isEvtx } from './evtx/evtx_file';
import { lowestRecord } from './evtx/chunk_order';
import { openLog } from './open_log';
import { asciiReader } from './text/ascii_reader';
import type { ResumeToken } from './types';

/** What became of a remembered place in a file. */
export type PlaceNow =
  | { readonly kind: 'there' }
  /** A full evtx log went round: the record of the place is gone, and so many behind it that nobody read. */
  | { readonly kind: 'overwritten'; readonly missed: number }
  /** It is another file, or the same one written anew. */
  | { readonly kind: 'gone' };

/** Looks whether a file still holds what was read up to a place. Rejects when it can't be opened. */
export async function placeNow(path: string, place: ResumeToken): Promise<PlaceNow> {
  const { reader, head, size, close } = await openLog(path);
  try {
    if (await holdsPlace(reader, head, place)) return { kind: 'there' };
    if (place.format === 'text' || !isEvtx(head) || size === 0) return { kind: 'gone' };
    const lowest = await lowestRecord(reader, firstChunk(head), size);
    const wentRound = lowest > place.record && lowest < Infinity;
    return wentRound ? { kind: 'overwritten', missed: lowest - place.record - 1 } : { kind: 'gone' };
  } finally {
    close();
  }
}

/** Whether the bytes before a place are those that its mark tells of; the reader is somewhere else afterwards. */
export async function holdsPlace(reader: ByteReader, head: Buffer, place: ResumeToken): Promise<boolean> {
  if (isEvtx(head) !== (place.format === 'evtx')) return false;
  if (place.mark === null) return true;
  await reader.seek(0);
  const unpacked = place.format === 'evtx' ? reader : asciiReader(reader, head);
  const bytes = Buffer.alloc(place.mark.bytes);
  await unpacked.seek(place.offset - bytes.length);
  return (await unpacked.fill(bytes, 0)) === bytes.length && crc32(bytes) === place.mark.crc;
}
