import { crc32 } from 'node:zlib';
import type { Mark } from './types';

/** Bytes before a place that are remembered of it. */
const MARK_BYTES = 1024;

/** The mark of the place behind these bytes; the last of them are enough. */
export function markOf(bytes: Buffer): Mark {
  const tail = bytes.subarray(Math.max(0, bytes.length - MARK_BYTES));
  return { bytes: tail.length, crc: crc32(tail) };
}
