import type { UnreadPart } from '../../cim/process';
import { type Diagnostic, diagnosticFor } from '../../core/diagnostic';
import type { FileSummary, LogItem } from '../../winlog/types';

/** What `read --summary` prints last. */
export interface ReadSummary {
  readonly files: number;
  readonly events: number;
  readonly process_creations: number;
  readonly unread: number;
  /** Checksums of evtx files that do not fit; what they stand for was read all the same. */
  readonly bad_checksums: number;
  /** Events in no encoding that could be known: they were read, their characters beyond ASCII are a guess. */
  readonly guessed_encodings: number;
  readonly skipped: number;
  /** Files and folders that could not be opened or read on. */
  readonly failed: number;
  readonly by_file: Readonly<Record<string, FileCounts>>;
}

interface FileCounts {
  readonly format: string;
  readonly events: number;
  readonly process_creations: number;
  readonly unread: number;
  /** The places that could not be read; the first hundred. */
  readonly unread_parts?: readonly PartText[];
  readonly bad_checksums?: number;
  /** The checksums that do not fit; the first hundred. */
  readonly bad_checksum_parts?: readonly PartText[];
  readonly guessed_encodings?: number;
  /** Where encodings had to be guessed; the first hundred. */
  readonly guessed_encoding_parts?: readonly PartText[];
}

interface PartText {
  readonly offset: number;
  readonly reason: string;
}

const SHOWN_PARTS = 100;
const SAID_PARTS = 5;

/** Counts the items of a reading that are no events, and says what a person should know about them. */
export class ReadCounts {
  private readonly byFile: Record<string, FileCounts> = {};
  private files = 0;
  private skipped = 0;
  private parts: UnreadPart[] = [];
  private checksums: UnreadPart[] = [];
  private guesses: UnreadPart[] = [];
  private failures = 0;

  /** True when a file could not be opened or read on. */
  get failed(): boolean {
    return this.failures > 0;
  }

  add(item: Exclude<LogItem, { kind: 'event' }>, say: (diagnostic: Diagnostic) => void): void {
    switch (item.kind) {
      case 'unread':
        if (this.parts.length < SHOWN_PARTS) this.parts.push(item.part);
        return;
      case 'bad_checksum':
        if (this.checksums.length < SHOWN_PARTS) this.checksums.push(item.part);
        return;
      case 'guessed_encoding':
        if (this.guesses.length < SHOWN_PARTS) this.guesses.push(item.part);
        return;
      case 'skipped':
        this.skipped += 1;
        say(skippedFile(item.sourceFile, item.reason));
        return;
      case 'failed':
        this.failures += 1;
        say(failedFile(item.sourceFile, item.reason));
        return;
      case 'file':
        this.addFile(item.summary);
        for (const diagnostic of unreadParts(item.summary, this.parts)) say(diagnostic);
        for (const diagnostic of badChecksums(item.summary, this.checksums)) say(diagnostic);
        for (const diagnostic of guessedEncodings(item.summary, this.guesses)) say(diagnostic);
        this.parts = [];
        this.checksums = [];
        this.guesses = [];
    }
  }

  summary(): ReadSummary {
    const counts = Object.values(this.byFile);
    const sum = (of: (count: FileCounts) => number): number => counts.reduce((total, count) => total + of(count), 0);
    return {
      files: this.files,
      events: sum(({ events }) => events),
      process_creations: sum(({ process_creations }) => process_creations),
      unread: sum(({ unread }) => unread),
      bad_checksums: sum(({ bad_checksums = 0 }) => bad_checksums),
      guessed_encodings: sum(({ guessed_encodings = 0 }) => guessed_encodings),
      skipped: this.skipped,
      failed: this.failures,
      by_file: this.byFile,
    };
  }

  /** Two arguments may hold files of one relative name: their counts add up. */
  private addFile(summary: FileSummary): void {
    const { sourceFile, format, events, processCreations, unread } = summary;
    const before = this.byFile[sourceFile];
    const parts = [...(before?.unread_parts ?? []), ...this.parts.map(partText)];
    const checksums = [...(before?.bad_checksum_parts ?? []), ...this.checksums.map(partText)];
    const guesses = [...(before?.guessed_encoding_parts ?? []), ...this.guesses.map(partText)];
    this.files += 1;
    this.byFile[sourceFile] = {
      format,
      events: events + (before?.events ?? 0),
      process_creations: processCreations + (before?.process_creations ?? 0),
      unread: unread + (before?.unread ?? 0),
      ...(parts.length > 0 ? { unread_parts: parts } : {}),
      ...(checksums.length > 0
        ? { bad_checksums: summary.badChecksums + (before?.bad_checksums ?? 0), bad_checksum_parts: checksums }
        : {}),
      ...(guesses.length > 0
        ? {
            guessed_encodings: summary.guessedEncodings + (before?.guessed_encodings ?? 0),
            guessed_encoding_parts: guesses,
          }
        : {}),
    };
  }
}

function partText({ offset, reason }: UnreadPart): PartText {
  return { offset, reason };
}

/** A path on the command line that is not there. */
export function noSuchPath(path: string): Diagnostic {
  return diagnosticFor(path, {
    code: 'WW0801',
    severity: 'error',
    message: 'There is no such file or folder.',
    hint: 'Check the path; a relative one counts from the folder that the command runs in.',
  });
}

function failedFile(file: string, reason: string): Diagnostic {
  return diagnosticFor(file, {
    code: 'WW0802',
    severity: 'error',
    message: `The file could not be read: ${reason}.`,
    hint: 'Check its permissions and the disk; the other files were read.',
  });
}

function skippedFile(file: string, reason: string): Diagnostic {
  return diagnosticFor(file, {
    code: 'WW0803',
    severity: 'information',
    message: `Skipped: ${reason}.`,
    hint: 'Nothing to do, unless it should be a Windows log (evtx, event XML, JSON or rendered text).',
  });
}

function unreadParts({ sourceFile, unread }: FileSummary, parts: readonly UnreadPart[]): readonly Diagnostic[] {
  if (unread === 0) return [];
  return [
    diagnosticFor(sourceFile, {
      code: 'WW0804',
      severity: 'warning',
      message: `${unread === 1 ? 'One part' : `${unread} parts`} could not be read, ${placesOf(parts, unread)}.`,
      hint: 'The rest of the file was read. --summary lists the places; export the log again if they matter.',
    }),
  ];
}

function badChecksums(
  { sourceFile, badChecksums: count }: FileSummary,
  parts: readonly UnreadPart[],
): readonly Diagnostic[] {
  if (count === 0) return [];
  return [
    diagnosticFor(sourceFile, {
      code: 'WW0805',
      severity: 'warning',
      message: `${count === 1 ? 'One checksum does' : `${count} checksums do`} not fit, ${placesOf(parts, count)}.`,
      hint: 'All records that can be read were read, but the bytes are not those that Windows wrote: take the log from its source again if it is evidence.',
    }),
  ];
}

function guessedEncodings(
  { sourceFile, guessedEncodings: count }: FileSummary,
  [first]: readonly UnreadPart[],
): readonly Diagnostic[] {
  if (first === undefined) return [];
  return [
    diagnosticFor(sourceFile, {
      code: 'WW0806',
      severity: 'warning',
      message: `${count === 1 ? 'One event' : `${count} events`}, the first at byte ${first.offset}: ${first.reason}.`,
      hint: 'Save the log as UTF-8 or UTF-16, or correct what its XML declaration says, if those characters matter.',
    }),
  ];
}

/** Where the parts stand, and why; the first few. */
function placesOf(parts: readonly UnreadPart[], count: number): string {
  const said = parts.slice(0, SAID_PARTS).map(({ offset, reason }) => `at byte ${offset}: ${reason}`);
  return `${said.join('; ')}${count > said.length ? `; and ${count - said.length} more` : ''}`;
}
