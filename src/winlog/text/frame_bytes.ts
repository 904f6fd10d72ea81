/** What frames of a text log are, and how their borders look as bytes. */

/** A stretch of bytes; `end` is behind it. `broken` could be seen to begin an event and does not hold together. */
export interface Frame {
  readonly kind: 'xml' | 'json' | 'literal' | 'cell' | 'rendered' | 'other' | 'broken';
  readonly start: number;
  readonly end: number;
}

/** ASCII characters by which borders are known. */
export const CHARACTER = {
  tab: 9,
  lineFeed: 10,
  carriageReturn: 13,
  space: 32,
  exclamation: 33,
  quote: 34,
  comma: 44,
  zero: 48,
  nine: 57,
  colon: 58,
  less: 60,
  greater: 62,
  openBracket: 91,
  backslash: 92,
  closeBracket: 93,
  openBrace: 123,
  closeBrace: 125,
} as const;

const RENDERED_START = /^\d{1,4}[/.-]\d{1,2}[/.-]\d{1,4},? \d{1,2}:\d{2}[^\n]*\r?\n\s*LogName=/;
/** Enough to know a line by. */
export const HEAD_BYTES = 120;

const EVENT = Buffer.from('Event', 'latin1');
/** Of a namespace, with its colon. */
const LONGEST_PREFIX = 17;

/** Whether the start tag of an event stands here. */
export function isEventStart(bytes: Buffer, at: number): boolean {
  return eventPrefix(bytes, at) !== undefined;
}

/** The prefix of the event's start tag that stands here (`e:`, usually none); undefined where none stands. */
export function eventPrefix(bytes: Buffer, at: number): string | undefined {
  if (bytes[at] !== CHARACTER.less) return undefined;
  if (isEventName(bytes, at + 1)) return '';
  const colon = bytes.subarray(at + 1, at + 1 + LONGEST_PREFIX).indexOf(CHARACTER.colon);
  if (colon < 1 || !isEventName(bytes, at + colon + 2)) return undefined;
  const prefix = bytes.toString('latin1', at + 1, at + colon + 2);
  return /^[\w.-]+:$/.test(prefix) ? prefix : undefined;
}

function isEventName(bytes: Buffer, at: number): boolean {
  for (let index = 0; index < EVENT.length; index++) if (bytes[at + index] !== EVENT[index]) return false;
  const after = bytes[at + EVENT.length];
  return after === CHARACTER.greater || isBlank(after);
}

/** White space. */
export function isBlank(byte: number | undefined): boolean {
  return (
    byte === CHARACTER.space ||
    byte === CHARACTER.lineFeed ||
    byte === CHARACTER.carriageReturn ||
    byte === CHARACTER.tab
  );
}

/** Whether a rendered event begins here: its line with the time, or the one behind it. */
export function isRenderedStart(bytes: Buffer, at: number): boolean {
  const head = bytes.toString('latin1', at, at + HEAD_BYTES);
  return RENDERED_START.test(head) || head.startsWith('LogName=');
}

/** Where a string ends: at its closing quote, or at a line break, which JSON forbids inside; -1 when neither is there yet. */
export function stringEnd(bytes: Buffer, from: number): number {
  for (let at = from; at < bytes.length; at++) {
    const byte = bytes[at];
    if (byte === CHARACTER.quote || byte === CHARACTER.lineFeed) return at;
    if (byte === CHARACTER.backslash) at += 1;
  }
  return -1;
}

/** Behind the next line break. */
export function afterBreak(bytes: Buffer, from: number): number {
  const at = bytes.indexOf(CHARACTER.lineFeed, from);
  return at === -1 ? bytes.length : at + 1;
}
