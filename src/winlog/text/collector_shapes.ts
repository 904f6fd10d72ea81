import { isObject, type JsonObject, member, objectAt, scalarText, textAt } from './json_values';

/** Collectors that give every name a form of their own: their events in the shape that the event readers know. */

/** The same event in a plain shape; one that needs nothing is given back as it is. */
export function plainShape(value: JsonObject): JsonObject {
  return gelfShape(value) ?? wazuhShape(value) ?? openTelemetryShape(value) ?? value;
}

/** Graylog's GELF: names of its own, all others with an underscore before them. */
function gelfShape(value: JsonObject): JsonObject | undefined {
  if (member(value, 'short_message') === undefined || member(value, '_EventID') === undefined) return undefined;
  const own = Object.entries(value).flatMap(([name, inner]) =>
    name.startsWith('_') ? [[name.slice(1), inner] as const] : [],
  );
  return {
    Hostname: textAt(value, 'host'),
    Message: textAt(value, 'full_message', 'short_message'),
    TimeCreated: textAt(value, 'timestamp'),
    ...Object.fromEntries(own),
  };
}

/** Wazuh: `data.win.system` and `data.win.eventdata`, the first letter of each name made small, backslashes doubled. */
function wazuhShape(value: JsonObject): JsonObject | undefined {
  const win = objectAt(objectAt(value, 'data') ?? value, 'win');
  const system = win && objectAt(win, 'system');
  if (win === undefined || system === undefined) return undefined;
  const data = Object.entries(objectAt(win, 'eventdata') ?? {}).map(([name, inner]) => [
    `${name.charAt(0).toUpperCase()}${name.slice(1)}`,
    singleBackslashes(scalarText(inner) ?? ''),
  ]);
  return {
    System: {
      Provider: { Name: textAt(system, 'providerName') },
      EventID: textAt(system, 'eventID'),
      TimeCreated: { SystemTime: textAt(system, 'systemTime') },
      EventRecordID: textAt(system, 'eventRecordID'),
      Channel: textAt(system, 'channel'),
      Computer: textAt(system, 'computer'),
    },
    EventData: Object.fromEntries(data),
  };
}

/** Undone only where every run of them is doubled; one at the start of a share's name is kept so. */
function singleBackslashes(text: string): string {
  const runs = text.match(/\\+/g) ?? [];
  return runs.every((run) => run.length % 2 === 0) ? text.replace(/\\\\/g, '\\') : text;
}

/** OpenTelemetry's receiver: `event_id` and `provider` are objects, the data a list of one-member objects. */
function openTelemetryShape(value: JsonObject): JsonObject | undefined {
  const id = objectAt(value, 'event_id');
  const provider = objectAt(value, 'provider');
  if (id === undefined || provider === undefined) return undefined;
  const list = member(objectAt(value, 'event_data') ?? {}, 'data');
  const data = Array.isArray(list) ? list.filter(isObject).flatMap((item) => Object.entries(item)) : [];
  return {
    ...value,
    event_id: textAt(id, 'id'),
    source_name: textAt(provider, 'name'),
    computer_name: textAt(value, 'computer'),
    event_original_time: textAt(value, 'system_time'),
    event_data: Object.fromEntries(data),
  };
}
