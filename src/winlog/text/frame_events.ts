import { ownValue } from '../../core/own_value';
import type { WindowsEvent } from '../windows_event';
import { eventFromTree } from '../xml_event';
import { textOf, type XmlElement } from '../xml_tree';
import { afterBreak, type Frame } from './frame_bytes';
import { nextFrame } from './frames';
import { jsonEvent } from './json_event';
import { isObject, type JsonObject, parseJson } from './json_values';
import { parseXml } from './parse_xml';
import { cellText } from './quoted_frame';
import { renderedEvent } from './rendered_event';

export interface TextEvent {
  readonly event: WindowsEvent;
  readonly raw: string;
}

/** Levels of what may stand around an event: of OTLP there are four. */
const MAX_WRAPPED = 6;

/** Events one after the other; what it returns is whether there was any. */
type Events = Generator<TextEvent, boolean>;

/**
 * The events of the text of one frame: usually one, more where a frame wraps a log, none where it holds no Windows event.
 * They are made one by one: a document may hold a whole log.
 */
export function frameEvents(text: string, kind: Frame['kind']): Generator<TextEvent, boolean> {
  return eventsOf(kind, text, 0);
}

function* eventsOf(kind: Frame['kind'], text: string, wrapped: number): Events {
  switch (kind) {
    case 'xml': {
      const tree = parseXml(text);
      return yield* one(tree === undefined ? undefined : (eventFromTree(tree) ?? jsonEvent(leavesOf(tree))), text);
    }
    case 'rendered':
      return yield* one(renderedEvent(text), text.trimEnd());
    case 'json': {
      const value = parseJson(text);
      return isObject(value) && (yield* objectEvents(value, () => text, wrapped));
    }
    case 'literal': {
      const value = parseJson(text);
      return typeof value === 'string' && wrapped < MAX_WRAPPED && (yield* textEvents(value, wrapped + 1));
    }
    case 'cell':
      return wrapped < MAX_WRAPPED && (yield* textEvents(cellText(text), wrapped + 1));
    case 'other':
    case 'broken':
      return false;
  }
}

/** NXLog writes its flat fields as XML too: `<Event><EventID>1</EventID>…`. */
function leavesOf(tree: XmlElement): JsonObject {
  return Object.fromEntries(
    tree.children.flatMap((child) => (typeof child === 'string' ? [] : [[child.name, textOf(child)] as const])),
  );
}

function* one(event: WindowsEvent | undefined, raw: string): Events {
  if (event !== undefined) yield { event, raw };
  return event !== undefined;
}

/** Members that hold the whole event where there are others beside them. */
const PREFERRED = ['result', '_source', 'event', 'body'];

/** An event, or an object around one: its text or the object itself in a member, or a list of them. */
function* objectEvents(value: JsonObject, raw: () => string, wrapped: number): Events {
  // Splunk's exports have fields of their own beside the event's text, which says more.
  if (yield* memberText(value, ['_raw'], wrapped)) return true;
  const event = jsonEvent(value);
  if (event !== undefined) return yield* one(event, raw());
  if (wrapped >= MAX_WRAPPED) return false;
  if (yield* memberText(value, Object.keys(value), wrapped)) return true;
  for (const name of PREFERRED) {
    const inner = ownValue(value, name);
    if (isObject(inner) && (yield* objectEvents(inner, raw, wrapped + 1))) return true;
  }
  const others = Object.entries(value).filter(([name, inner]) => !(PREFERRED.includes(name) && isObject(inner)));
  return yield* listEvents(
    others.flatMap(([, inner]) => inner),
    wrapped + 1,
  );
}

/** What Elastic's bulk format says before each document: a line of the format, which holds no event. */
export function isBulkAction(bytes: Buffer): boolean {
  return bytes.length < 1024 && BULK_ACTION.test(bytes.toString('latin1'));
}

const BULK_ACTION = /^\{\s*"(?:index|create|update|delete)"\s*:\s*\{[^{}]*\}\s*\}$/;

/** What an event in a text shows by: other texts are not looked through. */
const HOLDS_LOG = /<(?:[\w.-]{1,16}:)?Event[\s>]|^\s*[[{]|(?:^|\n)LogName=/;

/** The events of the first of the members that is a text with any. */
function* memberText(value: JsonObject, names: readonly string[], wrapped: number): Events {
  for (const name of names) if (yield* innerText(ownValue(value, name), wrapped)) return true;
  return false;
}

function* innerText(text: unknown, wrapped: number): Events {
  const isLog = typeof text === 'string' && wrapped < MAX_WRAPPED && HOLDS_LOG.test(text);
  return isLog && (yield* textEvents(text, wrapped + 1));
}

function* listEvents(items: readonly unknown[], wrapped: number): Events {
  let isAny = false;
  for (const item of items) {
    const events = isObject(item) ? objectEvents(item, () => JSON.stringify(item), wrapped) : innerText(item, wrapped);
    isAny = (yield* events) || isAny;
  }
  return isAny;
}

/** The events of a text that was found inside another format. */
function* textEvents(text: string, wrapped: number): Events {
  const bytes = Buffer.from(text, 'utf8');
  let isAny = false;
  for (let at = 0; at < bytes.length;) {
    const frame = nextFrame(bytes, at, true);
    if (frame === undefined) break;
    const events = eventsOf(frame.kind, bytes.toString('utf8', frame.start, frame.end), wrapped);
    isAny = (yield* events) || isAny;
    at = frame.end > at ? frame.end : afterBreak(bytes, at);
  }
  return isAny;
}
