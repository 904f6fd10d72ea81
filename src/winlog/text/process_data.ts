import { ownValue } from '../../core/own_value';
import { dataNames, namedByOrder } from '../data_order';
import { contentText, isObject, type JsonObject, scalarText, textAt } from './json_values';
import { messageFields } from './message_fields';

/** The data of a process creation where a collector gives them under other names, as a message, or as values without names. */

type Fields = Readonly<Record<string, string>>;

/** Fields without which an event is looked through for other forms of its data. */
const NEEDED: Readonly<Record<number, readonly string[]>> = {
  1: ['Image', 'ProcessId', 'ParentImage'],
  4688: ['NewProcessName', 'NewProcessId', 'ProcessId'],
};

/**
 * The fields of an event, completed by what else its object says: the message, the values in their order, and fields whose
 * names are only spelled otherwise. What stands under Windows' own names counts most. Other events are given back as they are.
 */
export function completedData(eventId: number, holder: JsonObject, own: Fields): Fields {
  const needed = NEEDED[eventId];
  if (needed === undefined || needed.every((name) => hasText(own, name))) return own;
  const found = { ...ordered(eventId, holder), ...told(eventId, holder), ...respelled(eventId, holder, own) };
  return { ...found, ...own, ...withoutEmpty(found, own) };
}

/** What was found for own fields that say nothing. */
function withoutEmpty(found: Fields, own: Fields): Fields {
  return Object.fromEntries(Object.entries(found).filter(([name]) => !hasText(own, name)));
}

function hasText(fields: Fields, name: string): boolean {
  return Object.hasOwn(fields, name) && fields[name] !== '';
}

/** A description of one line is that of the program's file, as Sysmon gives it. */
function told(eventId: number, holder: JsonObject): Fields {
  const message = [textAt(holder, 'Message', 'message'), textAt(holder, 'Description', 'description')].find((text) =>
    text.includes('\n'),
  );
  return message === undefined ? {} : messageFields(eventId, message);
}

/** Collectors' names for the values of an event in their order. */
const LISTS = [
  'EventData',
  'Data',
  'StringInserts',
  'string_inserts',
  'ReplacementStrings',
  'Properties',
  'message_inserts',
];

function ordered(eventId: number, holder: JsonObject): Fields {
  const inner = [
    holder,
    ...['Event', 'EventData', 'event_data'].map((name) => ownValue(holder, name)).filter(isObject),
  ];
  for (const object of inner)
    for (const name of LISTS) {
      const list = ownValue(object, name);
      const found = Array.isArray(list) ? namedByOrder(eventId, list.map(valueText)) : {};
      if (Object.keys(found).length > 0) return found;
    }
  return {};
}

function valueText(value: unknown): string {
  return (
    (isObject(value)
      ? contentText(isObject(ownValue(value, 'Value')) ? ownValue(value, 'Value') : value)
      : scalarText(value)) ?? ''
  );
}

/** Windows' labels in English, as they stand in field names of Splunk and Fluentd. */
const LABELS: Readonly<Record<string, string>> = {
  creatorprocessid: 'ProcessId',
  creatorprocessname: 'ParentProcessName',
  processcommandline: 'CommandLine',
};

/** Fields whose names differ from Windows' in case and punctuation alone, or are Windows' labels. */
function respelled(eventId: number, holder: JsonObject, own: Fields): Fields {
  const known = new Map(dataNames(eventId).map((name) => [plain(name), name]));
  const pairs = [...Object.entries(holder), ...Object.entries(own)].flatMap(([name, value]) => {
    const key = plain(name.slice(name.lastIndexOf('.') + 1));
    const windows = known.get(key) ?? (eventId === 4688 ? LABELS[key] : undefined);
    const text = scalarText(value) ?? '';
    // Beside an event's header it is the id of the service that wrote the log.
    const isService = key === 'processid' && Object.hasOwn(holder, name);
    return windows === undefined || text === '' || isService ? [] : [[windows, text] as const];
  });
  return { ...accounts(eventId, holder), ...Object.fromEntries(pairs) };
}

function plain(name: string): string {
  return name.toLowerCase().replace(/[^a-z0-9]/g, '');
}

/** Splunk's fields of rendered text: an account each for the subject and the target. */
function accounts(eventId: number, holder: JsonObject): Fields {
  if (eventId !== 4688) return {};
  const parts = { Account_Name: 'UserName', Account_Domain: 'DomainName', Security_ID: 'UserSid' };
  return Object.fromEntries(
    Object.entries(parts).flatMap(([label, part]) => {
      const value = ownValue(holder, label);
      const values = Array.isArray(value) ? value.map(valueText) : (scalarText(value)?.split('\n') ?? []);
      return values.slice(0, 2).map((text, at) => [`${at === 0 ? 'Subject' : 'Target'}${part}`, text] as const);
    }),
  );
}
