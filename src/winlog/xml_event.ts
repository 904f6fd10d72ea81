import { ownValue } from '../core/own_value';
import { namedByOrder } from './data_order';
import { anySeconds, isoSeconds } from './times';
import type { WindowsEvent } from './windows_event';
import { attributeOf, childOf, textOf, type XmlElement } from './xml_tree';

/** Reads the fields of an `<Event>` tree, from evtx or from XML text; nothing when it is no event. */
export function eventFromTree(root: XmlElement): WindowsEvent | undefined {
  const system = childOf(root, 'System');
  if (system === undefined) return undefined;
  const text = (name: string): string => {
    const child = childOf(system, name);
    return child === undefined ? '' : textOf(child).trim();
  };
  const attribute = (element: string, name: string): string => {
    const child = childOf(system, element);
    return child === undefined ? '' : (attributeOf(child, name) ?? '');
  };
  const eventId = text('EventID');
  if (!/^\d+$/.test(eventId)) return undefined;
  const fields = dataFields(root, Number(eventId));
  return {
    eventId: Number(eventId),
    provider: attribute('Provider', 'Name') || attribute('Provider', 'EventSourceName'),
    channel: text('Channel'),
    computer: text('Computer'),
    record: recordNumber(text('EventRecordID')),
    time: anySeconds(attribute('TimeCreated', 'SystemTime')) ?? isoSeconds(fields.UtcTime ?? ''),
    timeAssumedUtc: false,
    fields,
  };
}

/** A record number as a number, or null where the text is none. */
export function recordNumber(text: string): number | null {
  return /^\d+$/.test(text) ? Number(text) : null;
}

/** `<Data Name='X'>` of EventData, and the leaves of UserData, by name; data without names by their order where it is known. */
function dataFields(root: XmlElement, eventId: number): Readonly<Record<string, string>> {
  const fields: Record<string, string> = {};
  const data = childOf(root, 'EventData');
  if (data !== undefined) addData(data, fields);
  if (data !== undefined && Object.keys(fields).length === 0)
    Object.assign(fields, namedByOrder(eventId, unnamed(data)));
  const user = childOf(root, 'UserData');
  if (user !== undefined) addLeaves(user, fields, 0);
  return fields;
}

/** Adds the named values of one EventData element; a name that comes twice keeps both, as `a,b`. */
export function addData(data: XmlElement, fields: Record<string, string>): void {
  for (const child of data.children) {
    if (typeof child === 'string') continue;
    const name = attributeOf(child, 'Name') ?? child.name;
    if (name !== 'Data') setField(fields, name, textOf(child));
  }
}

function unnamed(data: XmlElement): readonly string[] {
  return data.children.flatMap((child) => (typeof child === 'string' ? [] : [textOf(child)]));
}

function addLeaves(element: XmlElement, fields: Record<string, string>, depth: number): void {
  if (depth > 8) return;
  for (const child of element.children) {
    if (typeof child === 'string') continue;
    if (child.children.some((inner) => typeof inner !== 'string')) addLeaves(child, fields, depth + 1);
    else setField(fields, child.name, textOf(child));
  }
}

function setField(fields: Record<string, string>, name: string, value: string): void {
  const before = ownValue(fields, name);
  const joined = before === undefined ? value : `${before},${value}`;
  // A log may name a field `__proto__`: a plain assignment would lose it.
  if (name === '__proto__')
    Object.defineProperty(fields, name, { value: joined, enumerable: true, configurable: true });
  else fields[name] = joined;
}
