import { ownValue } from '../../core/own_value';
import { isObject, type JsonObject, objectAt, scalarText, textAt } from './json_values';

/** Collectors that give every name a form of their own: their events in the shape that the event readers know. */

/** The same event in a plain shape; one that needs nothing is given back as it is. */
export function plainShape(value: JsonObject): JsonObject {
  const plain = otlpShape(value) ?? value;
  return (
    gelfShape(plain) ??
    wazuhShape(plain) ??
    openTelemetryShape(plain) ??
    pathShape(plain) ??
    osqueryShape(plain) ??
    plain
  );
}

/** Graylog's GELF: names of its own, all others with an underscore before them. */
function gelfShape(value: JsonObject): JsonObject | undefined {
  if (ownValue(value, 'short_message') === undefined || ownValue(value, '_EventID') === undefined) return undefined;
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
  const all = objectAt(value, 'event_data') ?? {};
  const list = ownValue(all, 'data');
  const data = Array.isArray(list)
    ? list.filter(isObject).flatMap((item) => Object.entries(item))
    : Object.entries(all);
  return {
    ...value,
    event_id: textAt(id, 'id'),
    source_name: textAt(provider, 'name'),
    computer_name: textAt(value, 'computer'),
    event_original_time: textAt(value, 'system_time'),
    event_data: Object.fromEntries(data),
  };
}

const DEEPEST_VALUE = 16;

/** OTLP as JSON (opentelemetry-proto, AnyValue): a map is a list of keys with values that name their kind. */
function otlpShape(value: JsonObject): JsonObject | undefined {
  const plain = ownValue(value, 'kvlistValue') === undefined ? undefined : anyValue(value, 0);
  return isObject(plain) ? plain : undefined;
}

function anyValue(value: unknown, depth: number): unknown {
  if (!isObject(value) || depth > DEEPEST_VALUE) return undefined;
  const map = valuesOf(value, 'kvlistValue');
  if (map !== undefined)
    return Object.fromEntries(
      map.filter(isObject).map((pair) => [textAt(pair, 'key'), anyValue(ownValue(pair, 'value'), depth + 1)]),
    );
  const list = valuesOf(value, 'arrayValue');
  return list === undefined ? Object.values(value)[0] : list.map((item) => anyValue(item, depth + 1));
}

function valuesOf(value: JsonObject, kind: string): readonly unknown[] | undefined {
  const inner = objectAt(value, kind);
  const values = inner && ownValue(inner, 'values');
  return inner === undefined ? undefined : Array.isArray(values) ? values : [];
}

const PATH_IDS = ['winlog.event_id', 'winlogbeat_winlog_event_id', 'winlogbeat_event_id'];
const PATH = /^(?:winlogbeat_)?(?:winlog[._])?(event_data[._])?(.+)$/;

/** Winlogbeat's fields with their whole paths as names, as Kibana and Graylog export them; values may be lists of one. */
function pathShape(value: JsonObject): JsonObject | undefined {
  if (!PATH_IDS.some((name) => ownValue(value, name) !== undefined)) return undefined;
  const data: Record<string, unknown> = {};
  const header: Record<string, unknown> = {};
  for (const [path, inner] of Object.entries(value)) {
    const [, isData, name = path] = PATH.exec(path) ?? [];
    (isData === undefined ? header : data)[name] = Array.isArray(inner) && inner.length === 1 ? inner[0] : inner;
  }
  return { ...header, event_data: data };
}

/** osquery's table windows_events: names in small letters, `source` is the channel, `data` a text. */
function osqueryShape(value: JsonObject): JsonObject | undefined {
  if (ownValue(value, 'eventid') === undefined || ownValue(value, 'provider_name') === undefined) return undefined;
  return {
    EventID: textAt(value, 'eventid'),
    ProviderName: textAt(value, 'provider_name'),
    Channel: textAt(value, 'source'),
    Computer: textAt(value, 'computer_name'),
    TimeCreated: textAt(value, 'datetime', 'time'),
    EventData: textAt(value, 'data'),
  };
}
