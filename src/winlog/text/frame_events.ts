import type { WindowsEvent } from '../windows_event';
import { eventFromTree } from '../xml_event';
import { textOf, type XmlElement } from '../xml_tree';
import { afterBreak, type Frame } from './frame_bytes';
import { nextFrame } from './frames';
import { jsonEvent } from './json_event';
import { isObject, type JsonObject, member, parseJson } from './json_values';
import { parseXml } from './parse_xml';
import { cellText } from './quoted_frame';
import { renderedEvent } from './rendered_event';

export interface TextEvent {
  readonly event: WindowsEvent;
  readonly raw: string;
}

/** Levels of what may stand around an event: of OTLP there are four. */
const MAX_WRAPPED = 6;

/** The events of the text of one frame: usually one, more where a frame wraps a log, none where it holds no Windows event. */
export function frameEvents(text: string, kind: Frame['kind']): readonly TextEvent[] {
  return eventsOf(kind, text, 0);
}

function eventsOf(kind: Frame['kind'], text: string, wrapped: number): readonly TextEvent[] {
  switch (kind) {
    case 'xml': {
      const tree = parseXml(text);
      return one(tree === undefined ? undefined : (eventFromTree(tree) ?? jsonEvent(leavesOf(tree))), text);
    }
    case 'rendered':
      return one(renderedEvent(text), text.trimEnd());
    case 'json': {
      const value = parseJson(text);
      return isObject(value) ? objectEvents(value, () => text, wrapped) : [];
    }
    case 'literal': {
      const value = parseJson(text);
      return typeof value === 'string' && wrapped < MAX_WRAPPED ? textEvents(value, wrapped + 1) : [];
    }
    case 'cell':
      return wrapped < MAX_WRAPPED ? textEvents(cellText(text), wrapped + 1) : [];
    case 'other':
    case 'broken':
      return [];
  }
}

/** NXLog writes its flat fields as XML too: `<Event><EventID>1</EventID>…`. */
function leavesOf(tree: XmlElement): JsonObject {
  return Object.fromEntries(
    tree.children.flatMap((child) => (typeof child === 'string' ? [] : [[child.name, textOf(child)] as const])),
  );
}

function one(event: WindowsEvent | undefined, raw: string): readonly TextEvent[] {
  return event === undefined ? [] : [{ event, raw }];
}

/** Members that hold the whole event where there are others beside them. */
const PREFERRED = ['result', '_source', 'event', 'body'];

/** An event, or an object around one: its text or the object itself in a member, or a list of them. */
function objectEvents(value: JsonObject, raw: () => string, wrapped: number): readonly TextEvent[] {
  // Splunk's exports have fields of their own beside the event's text, which says more.
  const whole = memberText(value, ['_raw'], wrapped);
  if (whole.length > 0) return whole;
  const event = jsonEvent(value);
  if (event !== undefined) return [{ event, raw: raw() }];
  if (wrapped >= MAX_WRAPPED) return [];
  const inText = memberText(value, Object.keys(value), wrapped);
  if (inText.length > 0) return inText;
  for (const name of PREFERRED) {
    const inner = member(value, name);
    const found = isObject(inner) ? objectEvents(inner, raw, wrapped + 1) : [];
    if (found.length > 0) return found;
  }
  const others = Object.entries(value).filter(([name, inner]) => !(PREFERRED.includes(name) && isObject(inner)));
  return others.flatMap(([, inner]) => listEvents([inner].flat(), wrapped + 1));
}

/** What Elastic's bulk format says before each document: a line of the format, which holds no event. */
export function isBulkAction(bytes: Buffer): boolean {
  return bytes.length < 1024 && BULK_ACTION.test(bytes.toString('latin1'));
}

const BULK_ACTION = /^\{\s*"(?:index|create|update|delete)"\s*:\s*\{[^{}]*\}\s*\}$/;

/** What an event in a text shows by: other texts are not looked through. */
const HOLDS_LOG = /<(?:[\w.-]{1,16}:)?Event[\s>]|^\s*[[{]|(?:^|\n)LogName=/;

/** The events of the first of the members that is a text with any. */
function memberText(value: JsonObject, names: readonly string[], wrapped: number): readonly TextEvent[] {
  for (const name of names) {
    const found = innerText(member(value, name), wrapped);
    if (found.length > 0) return found;
  }
  return [];
}

function innerText(text: unknown, wrapped: number): readonly TextEvent[] {
  return typeof text === 'string' && wrapped < MAX_WRAPPED && HOLDS_LOG.test(text) ? textEvents(text, wrapped + 1) : [];
}

function listEvents(items: readonly unknown[], wrapped: number): readonly TextEvent[] {
  return items.flatMap((item) =>
    isObject(item) ? objectEvents(item, () => JSON.stringify(item), wrapped) : innerText(item, wrapped),
  );
}

/** The events of a text that was found inside another format. */
function textEvents(text: string, wrapped: number): readonly TextEvent[] {
  const bytes = Buffer.from(text, 'utf8');
  const events: TextEvent[] = [];
  for (let at = 0; at < bytes.length;) {
    const frame = nextFrame(bytes, at, true);
    if (frame === undefined) break;
    events.push(...eventsOf(frame.kind, bytes.toString('utf8', frame.start, frame.end), wrapped));
    at = frame.end > at ? frame.end : afterBreak(bytes, at);
  }
  return events;
}
