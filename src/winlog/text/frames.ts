import {
  afterBreak,
  CHARACTER,
  eventPrefix,
  type Frame,
  HEAD_BYTES,
  isBlank,
  isEventStart,
  isRenderedStart,
  stringEnd,
} from './frame_bytes';
import { quotedFrame } from './quoted_frame';

/**
 * Cuts the bytes of a text log into events: XML, JSON and Splunk's rendered text, in any mixture. It looks at ASCII
 * characters alone, so it works on UTF-8 bytes without decoding them.
 */

/** The frame at `from`, behind what only separates events; nothing when more bytes are needed to tell. */
export function nextFrame(bytes: Buffer, from: number, isLast: boolean): Frame | undefined {
  const start = skipSeparators(bytes, from);
  if (start >= bytes.length) return isLast ? { kind: 'other', start, end: start } : undefined;
  switch (bytes[start]) {
    case CHARACTER.less:
      return xmlFrame(bytes, start, isLast);
    case CHARACTER.openBrace:
      return jsonFrame(bytes, start, isLast);
    case CHARACTER.quote:
      return quotedFrame(bytes, start, isLast);
    default:
      return lineFrame(bytes, start, isLast);
  }
}

/** White space, byte order marks, and what stands between the items of a JSON array. */
function skipSeparators(bytes: Buffer, from: number): number {
  let at = from;
  while (at < bytes.length) {
    const byte = bytes[at];
    if (byte === 0xef && bytes[at + 1] === 0xbb && bytes[at + 2] === 0xbf) at += 3;
    else if (
      isBlank(byte) ||
      byte === CHARACTER.comma ||
      byte === CHARACTER.openBracket ||
      byte === CHARACTER.closeBracket
    )
      at += 1;
    else break;
  }
  return at;
}

/** Longer lines and tags are looked at in pieces, so that damage costs little. */
const LONGEST_LINE = 65_536;
const LONGEST_TAG = 4096;
/** Levels of JSON that an event may have. */
const DEEPEST = 64;

/** `<Event …>` to its end tag; other tags, declarations and comments hold no event of their own. */
function xmlFrame(bytes: Buffer, start: number, isLast: boolean): Frame | undefined {
  const prefix = eventPrefix(bytes, start);
  if (prefix !== undefined) return eventFrame(bytes, start, prefix, isLast);
  if (bytes[start + 1] === CHARACTER.exclamation && bytes.toString('latin1', start, start + 4) === '<!--')
    return commentFrame(bytes, start, isLast);
  const limit = Math.min(bytes.length, start + LONGEST_TAG);
  for (let at = start + 1; at < limit; at++) {
    if (bytes[at] === CHARACTER.greater) return { kind: 'other', start: at + 1, end: at + 1 };
    if (bytes[at] === CHARACTER.less) return { kind: 'other', start, end: at };
  }
  return !isLast && limit === bytes.length ? undefined : { kind: 'other', start, end: limit };
}

function commentFrame(bytes: Buffer, start: number, isLast: boolean): Frame | undefined {
  const end = bytes.indexOf('-->', start, 'latin1');
  if (end !== -1) return { kind: 'other', start: end + 3, end: end + 3 };
  return isLast ? { kind: 'broken', start, end: bytes.length } : undefined;
}

/** The next event's start is looked for first: an event without end tag must not cost a walk through all that follows. */
function eventFrame(bytes: Buffer, start: number, prefix: string, isLast: boolean): Frame | undefined {
  const next = nextEventStart(bytes, start + 6, `<${prefix}Event`);
  const until = next === -1 ? bytes.length : next;
  const endTag = `</${prefix}Event>`;
  const end = bytes.subarray(start, until).indexOf(endTag, 0, 'latin1');
  if (end !== -1) return { kind: 'xml', start, end: start + end + endTag.length };
  return next !== -1 || isLast ? { kind: 'broken', start, end: until } : undefined;
}

/** The next `<Event xmlns` or `<Event>`: where it comes before an end tag, the event before it was cut short. */
function nextEventStart(bytes: Buffer, from: number, tag: string): number {
  for (let at = bytes.indexOf(tag, from, 'latin1'); at !== -1; at = bytes.indexOf(tag, at + 6, 'latin1')) {
    const after = bytes.toString('latin1', at + tag.length, at + tag.length + 6);
    if (after.startsWith('>') || after === ' xmlns') return at;
  }
  return -1;
}

/** A JSON object to its closing brace; it is broken where something stands that JSON does not allow there. */
function jsonFrame(bytes: Buffer, start: number, isLast: boolean): Frame | undefined {
  // What is open, innermost last: true for an object, false for an array.
  const open: boolean[] = [];
  let last: number = CHARACTER.colon;
  for (let at = start; at < bytes.length; at++) {
    const byte = bytes[at] ?? 0;
    switch (byte) {
      case CHARACTER.quote: {
        const end = stringEnd(bytes, at + 1);
        if (end === -1) return isLast ? { kind: 'broken', start, end: bytes.length } : undefined;
        if (bytes[end] === CHARACTER.lineFeed) return { kind: 'broken', start, end };
        at = end;
        break;
      }
      case CHARACTER.openBrace:
      case CHARACTER.openBracket: {
        const isAllowed = last === CHARACTER.colon || (open.at(-1) === false && isItemStart(last));
        if (!isAllowed || open.length >= DEEPEST) return { kind: 'broken', start, end: brokenEnd(bytes, start, at) };
        open.push(byte === CHARACTER.openBrace);
        break;
      }
      case CHARACTER.closeBrace:
      case CHARACTER.closeBracket:
        if (open.pop() !== (byte === CHARACTER.closeBrace))
          return { kind: 'broken', start, end: afterBreak(bytes, at) };
        if (open.length === 0) return { kind: 'json', start, end: at + 1 };
        break;
      default:
    }
    if (byte > CHARACTER.space) last = byte;
  }
  return isLast ? { kind: 'broken', start, end: afterBreak(bytes, start) } : undefined;
}

const isItemStart = (last: number): boolean => last === CHARACTER.comma || last === CHARACTER.openBracket;

/** A broken object ends before an object that begins a line of its own, else with its line. */
function brokenEnd(bytes: Buffer, start: number, at: number): number {
  return at > start && bytes[at - 1] === CHARACTER.lineFeed ? at : afterBreak(bytes, at);
}

/** Rendered text goes on to the next event; any other line is passed over, up to an event that stands in it. */
function lineFrame(bytes: Buffer, start: number, isLast: boolean): Frame | undefined {
  if (!isLast && bytes.length - start < HEAD_BYTES) return undefined;
  if (isRenderedStart(bytes, start)) return renderedFrame(bytes, start, isLast);
  const end = bytes.subarray(start, start + LONGEST_LINE).indexOf(CHARACTER.lineFeed);
  if (end === -1 && !isLast && bytes.length - start < LONGEST_LINE) return undefined;
  const lineEnd = end === -1 ? Math.min(start + LONGEST_LINE, bytes.length) : start + end + 1;
  const inside = eventInLine(bytes.subarray(start, lineEnd));
  if (inside !== -1) return { kind: 'other', start: start + inside, end: start + inside };
  const isHeading = lineEnd - start < LONGEST_HEADING && HEADING.test(bytes.toString('latin1', start, lineEnd));
  return { kind: 'other', start: isHeading ? lineEnd : start, end: lineEnd };
}

/** What evtx_dump prints before each record, and the names over a table of raw events: nothing that could have been an event. */
const HEADING = /^(?:Record \d+|(?=.*\b_raw\b)"?\w+"?(?:,"?[\w:. -]+"?)*)\s*$/;
const LONGEST_HEADING = 4096;

/** Where an event begins behind a prefix such as syslog's. */
function eventInLine(line: Buffer): number {
  const tag = eventTag(line);
  // A quote before it may be that of a cell.
  const xml = tag > 0 && line[tag - 1] === CHARACTER.quote ? tag - 1 : tag;
  const json = objectStart(line);
  return xml === -1 || (json !== -1 && json < xml) ? json : xml;
}

function eventTag(line: Buffer): number {
  let at = line.indexOf('<Event', 0, 'latin1');
  while (at !== -1 && !isEventStart(line, at)) at = line.indexOf('<Event', at + 1, 'latin1');
  return at;
}

/** Where a brace stands with a quote behind it. */
function objectStart(line: Buffer): number {
  for (let at = line.indexOf(CHARACTER.openBrace); at !== -1; at = line.indexOf(CHARACTER.openBrace, at + 1)) {
    let next = at + 1;
    while (line[next] === CHARACTER.space) next += 1;
    if (line[next] === CHARACTER.quote) return at;
  }
  return -1;
}

function renderedFrame(bytes: Buffer, start: number, isLast: boolean): Frame | undefined {
  const first = bytes.toString('latin1', start, start + HEAD_BYTES).search(/LogName=/);
  for (let at = start + first; ;) {
    const lineFeed = bytes.indexOf(CHARACTER.lineFeed, at);
    if (lineFeed === -1) break;
    at = lineFeed + 1;
    if (!isLast && bytes.length - at < HEAD_BYTES) break;
    if (startsEvent(bytes, at)) return { kind: 'rendered', start, end: at };
  }
  return isLast ? { kind: 'rendered', start, end: bytes.length } : undefined;
}

function startsEvent(bytes: Buffer, at: number): boolean {
  const byte = bytes[at] ?? 0;
  if (byte === CHARACTER.less) return isEventStart(bytes, at);
  if (byte === CHARACTER.openBrace) return bytes[at + 1] === CHARACTER.quote;
  return ((byte >= CHARACTER.zero && byte <= CHARACTER.nine) || byte === 76) && isRenderedStart(bytes, at);
}
