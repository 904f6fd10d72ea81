import type { ProcessEvent, UnreadPart } from '../cim/process';

/** What reading logs gives, and from where it can go on: the public types of this folder. */

/** What a file was found to be, by its content. `mixed`: text in several of these; `empty`: no bytes at all, which no log is. */
export type LogFormat = 'evtx' | 'xml' | 'json' | 'rendered' | 'mixed' | 'empty';

/** Checksum of so many bytes just before a place: by it a later reading tells whether they are still what was read. */
export interface Mark {
  readonly bytes: number;
  /** CRC-32. */
  readonly crc: number;
}

interface Place {
  /** Events before the place. */
  readonly index: number;
  /** Where the last event ends, in the unpacked bytes where the file is gzip. */
  readonly offset: number;
  /** Null before the first event. */
  readonly mark: Mark | null;
}

/** A place in a text log (XML, JSON, rendered text): reading goes on at its offset. */
export interface TextPlace extends Place {
  readonly format: 'text';
  /** Events behind the offset that are done, where a document holds many. */
  readonly done?: number;
}

/**
 * A place in an evtx file, whose chunks are read in the order of their first record numbers, because a full log goes on
 * in the place of its oldest chunk. `record` and `chunk` are the last record's number and its chunk's first number, -1
 * before the first record.
 */
export interface EvtxPlace extends Place {
  readonly format: 'evtx';
  readonly record: number;
  readonly chunk: number;
}

/** A place in a file from which reading goes on: plain data, fit for a checkpoint. */
export type ResumeToken = TextPlace | EvtxPlace;

export interface FileSummary {
  readonly sourceFile: string;
  readonly format: LogFormat;
  /** Events that were read, of any kind; a continued reading counts the new ones alone. */
  readonly events: number;
  readonly processCreations: number;
  readonly unread: number;
  /** Checksums of an evtx file that do not fit; what they stand for was read all the same. */
  readonly badChecksums: number;
  /** Stretches of text in no encoding that could be known: they were read, but characters beyond ASCII are a guess. */
  readonly guessedEncodings: number;
  /** Where a later reading goes on; null when the reading was not resumable. */
  readonly resume: ResumeToken | null;
}

/** One thing that a reader met, in file order; a file's last item is its `file`, `skipped` or `failed`. */
export type LogItem =
  | { readonly kind: 'event'; readonly event: ProcessEvent; readonly resume: ResumeToken | null }
  | { readonly kind: 'unread'; readonly part: UnreadPart }
  /** A checksum that does not fit: the records behind it are read, but may not be what Windows wrote. */
  | { readonly kind: 'bad_checksum'; readonly part: UnreadPart }
  /** A stretch of text in no encoding that could be known: it is read, its characters beyond ASCII are a guess. */
  | { readonly kind: 'guessed_encoding'; readonly part: UnreadPart }
  /** No Windows log: not an error. */
  | { readonly kind: 'skipped'; readonly sourceFile: string; readonly reason: string }
  /** The file could not be opened or read on: permission, disk. */
  | { readonly kind: 'failed'; readonly sourceFile: string; readonly reason: string }
  | { readonly kind: 'file'; readonly summary: FileSummary };

/** Finds the parent of a 4688 event that names none; keep one per file to carry it over continued readings. */
export interface ParentResolver {
  /** Adds the parent's name and path where the event lacks them and an earlier start in this boot tells them. */
  readonly resolve: (event: ProcessEvent) => ProcessEvent;
  /** The host started anew at that time (epoch seconds, null where unknown): its older process ids mean nothing any more. */
  readonly reboot: (host: string, time: number | null) => void;
}

export interface ReadOptions {
  /** False leaves a 4688 without a parent name as it is (default true). */
  readonly parentResolution?: boolean;
  /** False leaves `raw` empty, which saves rendering it (default true). */
  readonly raw?: boolean;
  /** Stops reading between events. */
  readonly signal?: AbortSignal;
}

export interface ReadFileOptions extends ReadOptions {
  /** What the events name as their `sourceFile`. */
  readonly sourceFile: string;
  /** Goes on behind this place, of an earlier resumable reading. */
  readonly resume?: ResumeToken;
  /**
   * True when a later reading may go on where this one ends or is broken off: events carry their place, and the chunks of
   * an evtx file come in the order of their record numbers, not in the order of the file.
   */
  readonly resumable?: boolean;
  /** True when the file may still grow: an incomplete last event is left for the next reading and not called unread. */
  readonly growing?: boolean;
  /** Carries parents over continued readings of one file; one is made when absent. */
  readonly resolver?: ParentResolver;
}
