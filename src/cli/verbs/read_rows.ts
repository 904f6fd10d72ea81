import type { ProcessEvent, ProcessFields } from '../../cim/process';

/** How `read` prints an event: CIM fields, then where it was read. */

type Row = Readonly<Record<string, string | number | boolean | null>>;

const cimColumns = [
  'dest',
  'user',
  'action',
  'vendor_product',
  'process',
  'process_name',
  'process_path',
  'process_exec',
  'process_id',
  'process_guid',
  'process_hash',
  'process_integrity_level',
  'process_current_directory',
  'original_file_name',
  'parent_process',
  'parent_process_name',
  'parent_process_path',
  'parent_process_exec',
  'parent_process_id',
  'parent_process_guid',
  'user_id',
  'parent_user',
  'os',
] as const satisfies readonly (keyof ProcessFields)[];

/** Every column of the CSV, in order. */
export const columns: readonly string[] = [
  '_time',
  ...cimColumns,
  'source_file',
  'index',
  'record',
  'event_id',
  'provider',
  'parent_resolved',
  'time_assumed_utc',
];

/** One line of JSON; the two marks are there only where they are true. */
export function jsonLine(event: ProcessEvent): string {
  const row = {
    _time: event.time,
    ...event.cim,
    source_file: event.sourceFile,
    index: event.index,
    record: event.record,
    event_id: event.eventId,
    provider: event.provider,
    ...(event.parentResolved ? { parent_resolved: true } : {}),
    ...(event.timeAssumedUtc ? { time_assumed_utc: true } : {}),
  };
  return `${JSON.stringify(row)}\n`;
}

/** One CSV row ([RFC 4180]: quoted where needed, quotes doubled); null is empty. */
export function csvRow(event: ProcessEvent): string {
  const row: Row = {
    ...event.cim,
    _time: event.time,
    source_file: event.sourceFile,
    index: event.index,
    record: event.record,
    event_id: event.eventId,
    provider: event.provider,
    parent_resolved: event.parentResolved,
    time_assumed_utc: event.timeAssumedUtc,
  };
  return `${columns.map((column) => csvCell(row[column] ?? null)).join(',')}\n`;
}

function csvCell(value: string | number | boolean | null): string {
  const text = value === null ? '' : String(value);
  return /[",\r\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
