import { orUnknown } from './evals';
import type { ProcessEvent, ProcessFields } from './process';

/**
 * The text of one `webshell_watch:process` event: the CIM row on top without what is not known (Splunk would take a null
 * for the word "null"), where the event was read, and its own fields under `event`. `event_index` is its place in its file;
 * it is not called `index`, because that is the name of Splunk's own field.
 */
export function processEventJson(event: ProcessEvent): string {
  return JSON.stringify({
    ...Object.fromEntries(Object.entries(event.cim).filter(([, value]) => value !== null)),
    event_id: event.eventId,
    provider: event.provider,
    ...(event.channel === '' ? {} : { channel: event.channel }),
    source_file: event.sourceFile,
    event_index: event.index,
    ...(event.record === null ? {} : { record: event.record }),
    ...(event.parentResolved ? { parent_resolved: true } : {}),
    ...(event.timeAssumedUtc ? { time_assumed_utc: true } : {}),
    event: event.fields,
  });
}

/**
 * Reads such a text back; nothing when it is none. The time is the indexed event's own and is given by the caller (epoch
 * seconds); `raw` is the text. Fields that the text lacks get what the data model gives them.
 */
export function parseProcessEventJson(text: string, time: number): ProcessEvent | undefined {
  const value = parsed(text);
  if (!isObject(value) || !isObject(value.event)) return undefined;
  const read = reader(value);
  return {
    time,
    timeAssumedUtc: value.time_assumed_utc === true,
    sourceFile: read.text('source_file') ?? '',
    index: read.number('event_index') ?? 0,
    record: read.number('record'),
    eventId: read.number('event_id') ?? 0,
    provider: read.text('provider') ?? '',
    channel: read.text('channel') ?? '',
    parentResolved: value.parent_resolved === true,
    cim: cimRow(read),
    fields: Object.fromEntries(
      Object.entries(value.event).flatMap(([name, field]) =>
        typeof field === 'string' ? [[name, field] as const] : [],
      ),
    ),
    raw: text,
  };
}

interface Reader {
  readonly text: (name: string) => string | null;
  readonly number: (name: string) => number | null;
}

function reader(value: Readonly<Record<string, unknown>>): Reader {
  return {
    text: (name) => {
      const found = value[name];
      return typeof found === 'string' ? found : null;
    },
    number: (name) => {
      const found = value[name];
      if (typeof found === 'number') return found;
      return typeof found === 'string' && /^\d+$/.test(found) ? Number(found) : null;
    },
  };
}

function cimRow({ text, number }: Reader): ProcessFields {
  return {
    dest: orUnknown(text('dest')),
    user: orUnknown(text('user')),
    action: text('action'),
    vendor_product: text('vendor_product'),
    process: orUnknown(text('process')),
    process_name: orUnknown(text('process_name')),
    process_path: text('process_path'),
    process_exec: text('process_exec'),
    process_id: number('process_id'),
    process_guid: text('process_guid'),
    process_hash: text('process_hash'),
    process_integrity_level: text('process_integrity_level'),
    process_current_directory: text('process_current_directory'),
    original_file_name: orUnknown(text('original_file_name')),
    parent_process: orUnknown(text('parent_process')),
    parent_process_name: orUnknown(text('parent_process_name')),
    parent_process_path: text('parent_process_path'),
    parent_process_exec: text('parent_process_exec'),
    parent_process_id: number('parent_process_id'),
    parent_process_guid: text('parent_process_guid'),
    user_id: text('user_id'),
    parent_user: orUnknown(text('parent_user')),
    os: text('os'),
  };
}

function parsed(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return value;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
