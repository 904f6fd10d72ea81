import { ownValue } from '../../core/own_value';
import { anySeconds, hasZone, isoSeconds } from '../times';
import { mayInterest, type WindowsEvent } from '../windows_event';
import { addData, recordNumber } from '../xml_event';
import {
  attributeText,
  childAttribute,
  contentText,
  isObject,
  type JsonObject,
  objectAt,
  parseJson,
  scalarText,
  textAt,
} from './json_values';
import { plainShape } from './collector_shapes';
import { ecsFields } from './ecs_fields';
import { completedData } from './process_data';
import { childOf } from '../xml_tree';
import { parseXml } from './parse_xml';

type Fields = Readonly<Record<string, string>>;

/** The Windows event that a JSON object holds, in any of the shapes that collectors write; nothing when it holds none. */
export function jsonEvent(collected: JsonObject): WindowsEvent | undefined {
  const value = plainShape(collected);
  return treeEvent(value) ?? winlogEvent(value) ?? beatEvent(value) ?? azureEvent(value) ?? flatEvent(value);
}

/** `{"Event": {"System": …, "EventData": …}}`, converted from XML one way or another. */
function treeEvent(value: JsonObject): WindowsEvent | undefined {
  const event = objectAt(value, 'Event') ?? value;
  const system = objectAt(event, 'System');
  if (system === undefined) return undefined;
  const eventId = numberOf(contentText(ownValue(system, 'EventID')));
  if (eventId === undefined) return undefined;
  const fields = dataOf(eventId, event, () => ({
    ...treeData(ownValue(event, 'UserData')),
    ...treeData(ownValue(event, 'EventData')),
  }));
  const time = childAttribute(system, 'TimeCreated', 'SystemTime') || textAt(system, 'TimeCreated');
  return {
    eventId,
    provider: childAttribute(system, 'Provider', 'Name') || (scalarText(ownValue(system, 'Provider')) ?? ''),
    channel: contentText(ownValue(system, 'Channel')) ?? '',
    computer: contentText(ownValue(system, 'Computer')) ?? '',
    record: recordNumber(contentText(ownValue(system, 'EventRecordID')) ?? ''),
    time: anySeconds(time) ?? isoSeconds(textAt(fields, 'UtcTime')),
    timeAssumedUtc: false,
    fields,
  };
}

/** The fields of an event that may be of interest, completed by what else `holder` says; others are only counted. */
function dataOf(eventId: number, holder: JsonObject, read: () => Fields): Fields {
  return mayInterest(eventId) ? completedData(eventId, holder, read()) : {};
}

/** EventData as an object by name, as a list of `{Name, text}`, or as text that holds either. */
function treeData(data: unknown): Fields {
  if (typeof data === 'string') return embeddedData(data);
  if (!isObject(data)) return {};
  const list = ownValue(data, 'Data');
  if (list !== undefined && (Array.isArray(list) || isObject(list)))
    return { ...scalars(data), ...namedItems([list].flat()) };
  const inner = Object.values(data).find(isObject);
  return { ...(inner === undefined ? {} : scalars(inner)), ...scalars(data) };
}

function namedItems(items: readonly unknown[]): Fields {
  return Object.fromEntries(
    items.flatMap((item) => {
      const name = attributeText(item, 'Name');
      return name === '' ? [] : [[name, contentText(item) ?? ''] as const];
    }),
  );
}

/** EventData that is itself text: JSON or XML. */
function embeddedData(text: string): Fields {
  const trimmed = text.trim();
  if (trimmed.startsWith('{')) {
    const value = parseJson(trimmed);
    return isObject(value) ? treeData(objectAt(value, 'EventData') ?? value) : {};
  }
  const root = trimmed.startsWith('<') ? parseXml(trimmed) : undefined;
  const fields: Record<string, string> = {};
  const data = root === undefined || root.name === 'EventData' ? root : (childOf(root, 'EventData') ?? root);
  if (data !== undefined) addData(data, fields);
  return fields;
}

/** Winlogbeat from 7 on: everything about Windows stands under `winlog`. */
function winlogEvent(value: JsonObject): WindowsEvent | undefined {
  const winlog = objectAt(value, 'winlog');
  if (winlog === undefined) return undefined;
  const eventId = numberOf(textAt(winlog, 'event_id') || textAt(objectAt(value, 'event') ?? {}, 'code'));
  if (eventId === undefined) return undefined;
  return {
    eventId,
    provider: textAt(winlog, 'provider_name', 'source_name'),
    channel: textAt(winlog, 'channel'),
    computer: textAt(winlog, 'computer_name') || textAt(objectAt(value, 'host') ?? {}, 'name'),
    record: recordNumber(textAt(winlog, 'record_id')),
    ...flatTime(objectAt(winlog, 'event_data') ?? {}, textAt(value, '@timestamp')),
    fields: dataOf(eventId, { ...winlog, message: ownValue(value, 'message') }, () => ({
      ...ecsFields(value, eventId),
      ...treeData(ownValue(winlog, 'event_data')),
    })),
  };
}

/** Winlogbeat up to 6, and what copies it: `event_id`, `event_data`, `computer_name`. */
function beatEvent(value: JsonObject): WindowsEvent | undefined {
  const eventId = numberOf(textAt(value, 'event_id'));
  if (eventId === undefined) return undefined;
  const data = objectAt(value, 'event_data');
  return {
    eventId,
    provider: textAt(value, 'source_name', 'provider_name'),
    channel: textAt(value, 'log_name', 'channel'),
    computer: textAt(value, 'computer_name', 'host_name', 'computer', 'hostname', 'host'),
    record: recordNumber(textAt(value, 'record_number', 'record_id')),
    ...flatTime(data ?? value, textAt(value, ...BEAT_TIMES)),
    fields: dataOf(eventId, value, () => (data === undefined ? scalars(value) : treeData(data))),
  };
}

/** The time of the event before that of its way. */
const BEAT_TIMES = [
  '@timestamp',
  'event_original_time',
  'time_created',
  'time_generated',
  'system_time',
  'timestamp',
] as const;

/** Azure's tables SecurityEvent, WindowsEvent and Event: columns, and EventData as text. */
function azureEvent(value: JsonObject): WindowsEvent | undefined {
  const eventId = numberOf(textAt(value, 'EventID'));
  if (eventId === undefined || ownValue(value, 'TimeGenerated') === undefined) return undefined;
  const fields = dataOf(eventId, value, () => ({ ...scalars(value), ...treeData(ownValue(value, 'EventData')) }));
  return {
    eventId,
    provider: textAt(value, 'EventSourceName', 'Provider', 'Source'),
    channel: textAt(value, 'Channel', 'EventLog'),
    computer: textAt(value, 'Computer', 'MachineName'),
    record: recordNumber(textAt(value, 'EventRecordId', 'EventRecordID', 'Index')),
    ...flatTime(fields, textAt(value, 'TimeCreated', 'TimeGenerated')),
    fields,
  };
}

/** One level of fields, as NXLog and many converters write it. */
function flatEvent(value: JsonObject): WindowsEvent | undefined {
  const eventId = numberOf(textAt(value, 'EventID', 'EventId', 'EventCode', 'Id'));
  const provider = textAt(
    value,
    'SourceName',
    'ProviderName',
    'Provider',
    'Provider_Name',
    'EventSourceName',
    'source_name',
  );
  const channel = textAt(value, 'Channel', 'LogName', 'log_name');
  if (eventId === undefined || (provider === '' && channel === '')) return undefined;
  // A finding about an event, as hunting tools write it, is not the event.
  if (ownValue(value, 'RuleTitle') !== undefined) return undefined;
  const fields = dataOf(eventId, value, () => flatFields(value));
  return {
    eventId,
    provider,
    channel,
    computer: textAt(value, 'Computer', 'ComputerName', 'MachineName', 'Hostname', 'HostName', 'computer_name', 'host'),
    record: recordNumber(textAt(value, ...RECORD_NAMES)),
    ...flatTime(
      fields,
      textAt(value, 'TimeCreated', 'SystemTime', '@timestamp', 'UtcTime'),
      textAt(value, 'EventTime', '_time'),
    ),
    fields,
  };
}

/** A file's own number of its records (RecordNumber) stands beside Windows' in some. */
const RECORD_NAMES = [
  'EventRecordID',
  'EventRecordId',
  'RecordId',
  'RecordID',
  'RecordNumber',
  'record_number',
] as const;

/** What .NET's event record has beside the event's data: a ProcessId beside a ThreadId is the logging service's. */
const HEADER_NAMES: ReadonlySet<string> = new Set(['ProcessId', 'ThreadId', 'UserId', 'Payload']);

function flatFields(value: JsonObject): Fields {
  const isDotNet = ownValue(value, 'ThreadId') !== undefined;
  const own = Object.entries(value).filter(([name]) => !isDotNet || !HEADER_NAMES.has(name));
  return {
    ...scalars(Object.fromEntries(own)),
    ...treeData(ownValue(value, 'Payload')),
    ...treeData(ownValue(value, 'EventData')),
  };
}

/** Sysmon's UtcTime where there is one, then a time with zone, then local time that is read as UTC. */
function flatTime(fields: JsonObject, time: string, local = ''): Pick<WindowsEvent, 'time' | 'timeAssumedUtc'> {
  const known = isoSeconds(textAt(fields, 'UtcTime')) ?? anySeconds(time);
  if (known !== null) return { time: known, timeAssumedUtc: false };
  const seconds = anySeconds(local);
  return { time: seconds, timeAssumedUtc: seconds === null || !hasZone(local) };
}

function scalars(value: JsonObject): Fields {
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, inner]) => {
      const text = inner === null ? '' : contentText(inner);
      return text === undefined ? [] : [[name, text] as const];
    }),
  );
}

function numberOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,9}$/.test(text.trim()) ? Number(text) : undefined;
}
