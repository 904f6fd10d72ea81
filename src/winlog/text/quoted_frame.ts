import { afterBreak, CHARACTER, type Frame, HEAD_BYTES, isEventStart, isRenderedStart, stringEnd } from './frame_bytes';
import { parseJson } from './json_values';

/** What a quote begins: a JSON string or a cell of a CSV table that holds a log, or nothing of the kind. */

const SHORTEST_EVENT = 20;
/** The longest event in a cell: a stray quote must not cost a search through the whole log. */
const LONGEST_CELL = 1 << 20;

/** The string or the cell, when a whole event stands in it; else the quote is a stray character. */
export function quotedFrame(bytes: Buffer, start: number, isLast: boolean): Frame | undefined {
  const end = stringEnd(bytes, start + 1);
  if (!isLast && (end === -1 || bytes.length - start < HEAD_BYTES)) return undefined;
  if (isLogString(bytes, start, end)) return { kind: 'literal', start, end: end + 1 };
  const closing = startsEvent(bytes, start + 1) ? cellEnd(bytes, start + 1, isLast) : -1;
  if (closing === undefined) return undefined;
  // The other cells of the row say the same in other words.
  return closing === -1
    ? { kind: 'other', start: start + 1, end: start + 1 }
    : { kind: 'cell', start, end: afterBreak(bytes, closing) };
}

/** The text of a cell that begins with a quote: quotes in it are doubled. */
export function cellText(text: string): string {
  return (/^"([^"]*(?:""[^"]*)*)"/.exec(text)?.[1] ?? '').replaceAll('""', '"');
}

function isLogString(bytes: Buffer, start: number, end: number): boolean {
  if (end - start <= SHORTEST_EVENT || bytes[end] !== CHARACTER.quote) return false;
  const inside = bytes.subarray(start + 1, end);
  const holdsLog = inside.includes('Event>', 0, 'latin1') || EMBEDDED.test(inside.toString('latin1', 0, HEAD_BYTES));
  // The backslashes of a cell are none of JSON's.
  return holdsLog && parseJson(bytes.toString('latin1', start, end + 1)) !== undefined;
}

const EMBEDDED = /^\s*(?:\{\s*(?:\\[rnt])*\s*\\"|.{0,60}\\nLogName=)/;

function startsEvent(bytes: Buffer, at: number): boolean {
  return isEventStart(bytes, at) || isRenderedStart(bytes, at);
}

/** Where the quote stands that ends a cell; -1 when none does, nothing when more bytes are needed to tell. */
function cellEnd(bytes: Buffer, from: number, isLast: boolean): number | undefined {
  const limit = Math.min(bytes.length, from + LONGEST_CELL);
  for (let at = bytes.indexOf(CHARACTER.quote, from); at !== -1 && at < limit;) {
    const next = bytes[at + 1];
    if (next === undefined && !isLast) return undefined;
    if (next !== CHARACTER.quote) return isBetweenCells(next) ? at : -1;
    at = bytes.indexOf(CHARACTER.quote, at + 2);
  }
  return isLast || limit < bytes.length ? -1 : undefined;
}

function isBetweenCells(byte: number | undefined): boolean {
  return (
    byte === undefined || byte === CHARACTER.comma || byte === CHARACTER.carriageReturn || byte === CHARACTER.lineFeed
  );
}
