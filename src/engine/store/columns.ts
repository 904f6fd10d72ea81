import type { ProcessFields } from '../../cim/process';
import type { StoredEvent } from '../types';

/** The table of events: which columns there are and how an event fills them. */

/** The fields of Endpoint.Processes that a process creation can fill, each a text column of the same name. */
export const cimColumns = {
  dest: true,
  user: true,
  action: true,
  vendor_product: true,
  process: true,
  process_name: true,
  process_path: true,
  process_exec: true,
  process_id: true,
  process_guid: true,
  process_hash: true,
  process_integrity_level: true,
  process_current_directory: true,
  original_file_name: true,
  parent_process: true,
  parent_process_name: true,
  parent_process_path: true,
  parent_process_exec: true,
  parent_process_id: true,
  parent_process_guid: true,
  user_id: true,
  parent_user: true,
  os: true,
} as const satisfies Record<keyof ProcessFields, true>;

export type CimColumn = keyof typeof cimColumns;

export const cimColumnNames: readonly CimColumn[] = Object.keys(cimColumns).filter(isCimColumn);

/** True for a field that has a column of its own. */
export function isCimColumn(name: string): name is CimColumn {
  return Object.hasOwn(cimColumns, name);
}

/** The columns every event has, before the CIM columns and the map of search-time fields. */
export const baseColumns = {
  seq: 'BIGINT',
  time: 'DOUBLE',
  index: 'VARCHAR',
  host: 'VARCHAR',
  source: 'VARCHAR',
  sourcetype: 'VARCHAR',
  // Half the size and half the time of a checkpoint; it is seldom read, and then as a whole.
  raw: 'VARCHAR USING COMPRESSION zstd',
  in_model: 'BOOLEAN',
} as const;

/** The statement that makes the table; it keeps a table that is there. */
export function createTableSql(): string {
  const base = Object.entries(baseColumns).map(([name, type]) => `"${name}" ${type}`);
  const cim = cimColumnNames.map((name) => `"${name}" VARCHAR`);
  return `CREATE TABLE IF NOT EXISTS events (${[...base, ...cim, '"fields" VARCHAR'].join(', ')})`;
}

/** What an appender must be able to take. */
export interface RowAppender {
  appendBigInt(value: bigint): void;
  appendDouble(value: number): void;
  appendVarchar(value: string): void;
  appendBoolean(value: boolean): void;
  appendNull(): void;
  endRow(): void;
}

/** Writes one event in the order of the columns. */
export function appendEvent(to: RowAppender, event: StoredEvent, sequence: number): void {
  to.appendBigInt(BigInt(sequence));
  to.appendDouble(event.time);
  for (const text of [event.index, event.host, event.source, event.sourcetype, event.raw]) to.appendVarchar(text);
  to.appendBoolean(event.cim !== null);
  for (const name of cimColumnNames) {
    const value = event.cim === null ? null : event.cim[name];
    if (value === null) to.appendNull();
    else to.appendVarchar(String(value));
  }
  to.appendVarchar(fieldsText(event));
  to.endRow();
}

/** The fields as JSON. Half a surrogate pair, which Windows allows in a command line, makes JSON that the database refuses. */
function fieldsText({ fields }: StoredEvent): string {
  const text = JSON.stringify(fields);
  return text.includes('\\ud') ? JSON.stringify(fields, wellFormed) : text;
}

function wellFormed(_: string, value: unknown): unknown {
  return typeof value === 'string' ? value.replace(/\p{Surrogate}/gu, '\ufffd') : value;
}
