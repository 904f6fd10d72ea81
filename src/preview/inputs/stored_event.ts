import { parseProcessEventJson } from '../../cim/process_event_json';
import { sigmaFields } from '../../cim/sigma_fields';
import type { StoredEvent } from '../../engine/types';
import type { StreamedEvent } from './event_stream';
import type { InputStanza } from './input_stanza';

/** The sourcetype that our props, event type and tags put into Endpoint.Processes. */
const PROCESS_SOURCETYPE = 'webshell_watch:process';

/** An event as it is indexed: what the event says, else what the stanza says, else splunkd's defaults. */
export function storedEvent(event: StreamedEvent, stanza: InputStanza, now: number, serverHost: string): StoredEvent {
  const of = (name: string): string | undefined => {
    const value = stanza.settings.get(name);
    return value === '' || value === 'default' || value === '$decideOnStartup' ? undefined : value;
  };
  const time = event.time ?? now;
  const sourcetype = event.sourcetype ?? of('sourcetype') ?? stanza.scheme;
  return {
    time,
    index: event.index === undefined || event.index === 'default' ? (of('index') ?? 'main') : event.index,
    host: event.host ?? of('host') ?? serverHost,
    source: event.source ?? of('source') ?? stanza.name,
    sourcetype,
    raw: event.data,
    ...searchTime(event.data, time, sourcetype),
  };
}

/** What props.conf makes of an event when it is searched: the CIM row, and fields by their Windows names. */
function searchTime(data: string, time: number, sourcetype: string): Pick<StoredEvent, 'cim' | 'fields'> {
  if (sourcetype !== PROCESS_SOURCETYPE) return { cim: null, fields: topLevelFields(data) };
  const parsed = parseProcessEventJson(data, time);
  if (parsed === undefined) return { cim: null, fields: topLevelFields(data) };
  const { record, eventId, provider, sourceFile, parentResolved } = parsed;
  return {
    cim: parsed.cim,
    fields: {
      ...sigmaFields(parsed),
      event_id: String(eventId),
      EventCode: String(eventId),
      provider,
      source_file: sourceFile,
      event_index: String(parsed.index),
      ...(record === null ? {} : { record: String(record) }),
      ...(parentResolved ? { parent_resolved: 'true' } : {}),
      tag: 'process,report',
      eventtype: 'webshell_watch_process',
    },
  };
}

/** Splunk's KV_MODE = json for anything else: the top level of a JSON event. */
function topLevelFields(data: string): Readonly<Record<string, string>> {
  if (!data.startsWith('{')) return {};
  try {
    const value: unknown = JSON.parse(data);
    if (typeof value !== 'object' || value === null) return {};
    return Object.fromEntries(
      Object.entries(value).flatMap(([name, field]: [string, unknown]) =>
        typeof field === 'string' || typeof field === 'number' || typeof field === 'boolean'
          ? [[name, String(field)]]
          : [],
      ),
    );
  } catch {
    return {};
  }
}
