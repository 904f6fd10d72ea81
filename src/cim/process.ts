import type { Span } from '../core/source';

/** The row that every reader makes and that `Endpoint.Processes` holds. */

/**
 * The fields of CIM 8.5's dataset Endpoint.Processes that a process-creation event can fill. `null` means that the event
 * does not say; the model's own evals (see model.ts) turn some nulls into "unknown" when the row enters the data model.
 */
export interface ProcessFields {
  readonly dest: string | null;
  readonly user: string | null;
  readonly action: string | null;
  readonly vendor_product: string | null;
  readonly process: string | null;
  readonly process_name: string | null;
  readonly process_path: string | null;
  readonly process_exec: string | null;
  readonly process_id: number | null;
  readonly process_guid: string | null;
  readonly process_hash: string | null;
  readonly process_integrity_level: string | null;
  readonly process_current_directory: string | null;
  readonly original_file_name: string | null;
  readonly parent_process: string | null;
  readonly parent_process_name: string | null;
  readonly parent_process_path: string | null;
  readonly parent_process_exec: string | null;
  readonly parent_process_id: number | null;
  readonly parent_process_guid: string | null;
  readonly user_id: string | null;
  readonly parent_user: string | null;
  readonly os: string | null;
}

/** One process creation: the CIM row, the original fields, the raw text, and where it was read. */
export interface ProcessEvent {
  /** Epoch seconds, fractions kept. */
  readonly time: number;
  /** True where the log had local time without a zone and UTC was assumed. */
  readonly timeAssumedUtc: boolean;
  /** Relative to the path that was asked for, `/` between parts. */
  readonly sourceFile: string;
  /** 0-based place among all events of the file. */
  readonly index: number;
  /** EventRecordID, where the log has one. */
  readonly record: number | null;
  readonly eventId: number;
  readonly provider: string;
  /** The log that the event was written to, such as `Security`; empty where the file does not say. */
  readonly channel: string;
  readonly parentResolved: boolean;
  /** With the model's evals applied, as the data model shows it. */
  readonly cim: ProcessFields;
  /** The event's own fields by their Windows names (Image, CommandLine, NewProcessName …), values as text. */
  readonly fields: Readonly<Record<string, string>>;
  /** The event as it stood in the log: XML, JSON or rendered text (XML made from an evtx record). */
  readonly raw: string;
}

/** A record, or a stretch of a file, that could not be read: counted and said, never dropped in silence. */
export interface UnreadPart {
  readonly sourceFile: string;
  readonly offset: number;
  readonly reason: string;
  readonly span?: Span;
}
