import type { InputEvent } from '../event';
import { cleanXmlText, escapeXmlText, type CleanText } from './escape';

/** One event as the `<event>` elements of a stream (reference/splunk-platform.md 1.5). */

/** Characters in one element: longer events become several, which splunkd joins up to `<done/>`. */
export const PIECE_CHARACTERS = 128 * 1024;

export interface EventText {
  /** One text; of a long event one for each of its elements, made one after the other. */
  readonly parts: Iterable<CleanText>;
  /** False when the event named a time that is none. */
  readonly timeIsGood: boolean;
}

type Metadata = Pick<InputEvent, 'source' | 'sourcetype' | 'index' | 'host'>;

/**
 * Gives events of one stanza as XML. What stands between time and data is the same for most events of a stanza, so the
 * last one is kept.
 */
export function eventXmlOf(stanza: string): (event: InputEvent) => EventText {
  const opening = `<event stanza="${escapeXmlText(stanza)}"`;
  let last: Metadata = {};
  let metadata = metadataXml({});
  return (event) => {
    if (!sameMetadata(last, event)) {
      last = { ...event };
      metadata = metadataXml(event);
    }
    const time = eventTime(event.time);
    const head = `${opening} unbroken="${event.unbroken === false ? 0 : 1}">${time === '' ? '' : `<time>${time}</time>`}${metadata.text}<data>`;
    const tail = isDone(event) ? '</data><done/></event>\n' : '</data></event>\n';
    const timeIsGood = event.time === undefined || time !== '';
    if (event.data.length > PIECE_CHARACTERS && event.unbroken !== false)
      return { parts: pieces(event.data, { head, tail, removed: metadata.removed }), timeIsGood };
    const { text, removed } = cleanXmlText(event.data);
    const part = { text: head + text + tail, removed: removed + metadata.removed };
    return { parts: [part], timeIsGood };
  };
}

/** An unbroken event ends with `<done/>`, or splunkd would glue the next one to it; broken data needs none. */
function isDone(event: InputEvent): boolean {
  return event.done ?? event.unbroken !== false;
}

/** What stands around the data, and how many characters were taken out of it. */
interface Around {
  readonly head: string;
  readonly tail: string;
  readonly removed: number;
}

function* pieces(data: string, { head, tail, removed: around }: Around): Generator<CleanText> {
  for (let at = 0; at < data.length;) {
    const end = pieceEnd(data, at);
    const { text, removed } = cleanXmlText(data.slice(at, end));
    const isLast = end === data.length;
    yield { text: head + text + (isLast ? tail : '</data></event>\n'), removed: removed + (isLast ? around : 0) };
    at = end;
  }
}

/** Where a piece ends: never inside a surrogate pair. */
function pieceEnd(data: string, start: number): number {
  const end = start + PIECE_CHARACTERS;
  if (end >= data.length) return data.length;
  const unit = data.charCodeAt(end);
  return unit >= 0xdc00 && unit <= 0xdfff ? end - 1 : end;
}

function sameMetadata(a: Metadata, b: Metadata): boolean {
  return a.source === b.source && a.sourcetype === b.sourcetype && a.index === b.index && a.host === b.host;
}

function metadataXml({ source, sourcetype, index, host }: Metadata): CleanText {
  let text = '';
  let removed = 0;
  for (const [name, value] of Object.entries({ source, sourcetype, index, host })) {
    if (value === undefined) continue;
    text += `<${name}>${escapeXmlText(value)}</${name}>`;
    removed += cleanXmlText(value).removed;
  }
  return { text, removed };
}

/**
 * Epoch seconds in decimal digits, exact: a number as its shortest decimal form, digits as they stand, a Date to the
 * millisecond. Empty for what is no time.
 */
export function eventTime(time: number | string | Date | undefined): string {
  if (time === undefined) return '';
  if (typeof time === 'string') return /^-?\d+(\.\d+)?$/.test(time) ? time : '';
  const seconds = typeof time === 'number' ? time : time.getTime() / 1000;
  // From here on a number has no decimal form of its own, and no clock shows such a time.
  if (!Number.isFinite(seconds) || Math.abs(seconds) >= 1e21) return '';
  const shortest = String(seconds);
  return shortest.includes('e') ? seconds.toFixed(9) : shortest;
}
