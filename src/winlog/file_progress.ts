import type { ProcessCreation } from '../cim/windows';
import { processEvent } from './process_event';
import type { LogFormat, LogItem, ParentResolver, ResumeToken } from './types';
import type { Interest, WindowsEvent } from './windows_event';

/** Counts what is read of one file and collects its items until they are taken. */
export class FileProgress {
  private items: LogItem[] = [];
  private events = 0;
  private processCreations = 0;
  private unreadParts = 0;
  private badChecksums = 0;
  private guessedEncodings = 0;

  constructor(
    readonly sourceFile: string,
    private index: number,
    private readonly resolver: ParentResolver | undefined,
  ) {}

  /** Events of the file that lie before the current place. */
  get nextIndex(): number {
    return this.index;
  }

  get hasEvents(): boolean {
    return this.events > 0;
  }

  /** Counts an event; `read` is called only for one of interest, `resume` gives the place behind it. */
  event(
    interest: Interest,
    read: () => { readonly event: WindowsEvent; readonly raw: string },
    resume: (index: number) => ResumeToken | null,
  ): void {
    switch (interest) {
      case 'none':
        break;
      case 'boot':
        this.reboot(read().event);
        break;
      case 'sysmon1':
      case 'security4688':
        this.creation(interest, read(), resume);
        break;
    }
    this.index += 1;
    this.events += 1;
  }

  /** A part that could not be read. */
  unread(offset: number, reason: string): void {
    this.unreadParts += 1;
    this.items.push({ kind: 'unread', part: { sourceFile: this.sourceFile, offset, reason } });
  }

  /** A checksum that does not fit: what it stands for is read all the same. */
  badChecksum(offset: number, reason: string): void {
    this.badChecksums += 1;
    this.items.push({ kind: 'bad_checksum', part: { sourceFile: this.sourceFile, offset, reason } });
  }

  /** A stretch of text whose encoding could not be known: it is read all the same. */
  guessedEncoding(offset: number, reason: string): void {
    this.guessedEncodings += 1;
    this.items.push({ kind: 'guessed_encoding', part: { sourceFile: this.sourceFile, offset, reason } });
  }

  /** The items since the last call. */
  take(): readonly LogItem[] {
    const { items } = this;
    this.items = [];
    return items;
  }

  summary(format: LogFormat, resume: ResumeToken | null): LogItem {
    const { sourceFile, events, processCreations, unreadParts: unread, badChecksums, guessedEncodings } = this;
    const counts = { events, processCreations, unread, badChecksums, guessedEncodings };
    return { kind: 'file', summary: { sourceFile, format, ...counts, resume } };
  }

  private reboot({ computer, time }: WindowsEvent): void {
    this.resolver?.reboot(computer, time);
  }

  private creation(
    kind: ProcessCreation,
    { event, raw }: { readonly event: WindowsEvent; readonly raw: string },
    resume: (index: number) => ResumeToken | null,
  ): void {
    const made = processEvent(kind, event, raw, { sourceFile: this.sourceFile, index: this.index });
    this.processCreations += 1;
    this.items.push({ kind: 'event', event: this.resolver?.resolve(made) ?? made, resume: resume(this.index + 1) });
  }
}
