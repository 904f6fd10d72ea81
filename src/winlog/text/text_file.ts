import { invariant } from '../../core/invariant';
import type { ByteReader } from '../byte_reader';
import type { FileProgress } from '../file_progress';
import { markOf } from '../mark';
import type { LogFormat, LogItem, TextPlace } from '../types';
import { type Interest, interestOf, mayInterest, type WindowsEvent } from '../windows_event';
import { frameEvents, isBulkAction, type TextEvent } from './frame_events';
import { afterBreak, type Frame } from './frame_bytes';
import { nextFrame } from './frames';
import type { DecodeText } from './text_decoder';

export interface TextOptions {
  readonly raw: boolean;
  /** Events carry their place. */
  readonly resumable: boolean;
  /** Goes on behind this place. */
  readonly after: TextPlace | undefined;
  readonly growing: boolean;
  /** Bytes of the file, 0 where unknown. */
  readonly size: number;
  readonly decode: DecodeText;
  /** What is said of a file in which no event is found. */
  readonly noEvents: string;
}

const FIRST_WINDOW = 1 << 20;
/** The longest event; a longer one is unread. */
const LONGEST_EVENT = 1 << 26;
/** Frames in one batch of items, and events of one frame. */
const FRAMES_AT_ONCE = 256;
/** Without an event up to here a file is no log. */
const DETECTION_BYTES = 1 << 22;

/** The items of a text log, batch by batch; one `skipped` when it turns out to hold no event. */
export async function* readText(
  reader: ByteReader,
  progress: FileProgress,
  options: TextOptions,
): AsyncGenerator<readonly LogItem[]> {
  const text = new TextReading(progress, options);
  await reader.seek(options.after?.offset ?? 0);
  let window = Buffer.allocUnsafe(firstWindow(options.size));
  let used = 0;
  for (let isLast = false; !isLast;) {
    const room = window.length - used;
    const filled = await reader.fill(window, used);
    used += filled;
    isLast = filled < room;
    let taken = 0;
    for (let more = true; more && !text.isNoLog;) {
      const count = yield* text.take(window.subarray(taken, used), isLast);
      taken += count;
      more = count > 0;
    }
    if (text.isNoLog) break;
    if (taken === 0 && !isLast) window = larger(window, options.size);
    window.copyWithin(0, taken, used);
    used -= taken;
  }
  yield text.finish(reader.failure());
}

/** Room for a longer event: a file that is not long is taken as a whole, instead of by doubling again and again. */
function larger(window: Buffer, size: number): ReturnType<typeof Buffer.concat> {
  const isShort = size > window.length && size < LONGEST_EVENT / 2;
  return Buffer.concat([window], isShort ? size + 1 : window.length * 2);
}

function firstWindow(size: number): number {
  return size > 0 && size < FIRST_WINDOW ? size + 1 : FIRST_WINDOW;
}

/** One text log while it is read: places, and what could not be read. */
class TextReading {
  /** Offset of the window's first byte. */
  private base: number;
  /** Behind the last event. */
  private last: Pick<TextPlace, 'offset' | 'mark'>;
  /** The last event's bytes while they stay where they are: its mark is made only when it is needed. */
  private lastBytes: Buffer | undefined;
  private unread: { readonly offset: number; readonly reason: string }[] = [];
  private isNoted = false;
  /** Events of the first frame that an earlier reading has done. */
  private done: number;
  private readonly kinds = new Set<Frame['kind']>();
  private readonly isFromStart: boolean;
  isNoLog = false;

  constructor(
    private readonly progress: FileProgress,
    private readonly options: TextOptions,
  ) {
    this.last = options.after ?? { offset: 0, mark: null };
    this.done = options.after?.done ?? 0;
    this.base = this.last.offset;
    this.isFromStart = this.base === 0;
  }

  /** Gives the items of a window, up to a batch of its frames; returns the bytes that are done with. */
  *take(bytes: Buffer, isLast: boolean): Generator<readonly LogItem[], number> {
    let at = 0;
    const isEnd = isLast && !this.options.growing;
    for (let frames = 0; at < bytes.length && frames < FRAMES_AT_ONCE; frames++) {
      const frame = nextFrame(bytes, at, isEnd) ?? tooLong(bytes, at);
      if (frame === undefined) break;
      yield* this.frame(bytes, frame);
      at = Math.max(frame.end, at);
    }
    this.base += at;
    this.mark();
    yield this.progress.take();
    this.isNoLog = !this.progress.hasEvents && this.isFromStart && this.base > DETECTION_BYTES;
    return at;
  }

  finish(failure: string | undefined): readonly LogItem[] {
    const { progress } = this;
    if (!progress.hasEvents && this.isFromStart && !this.options.growing)
      return [{ kind: 'skipped', sourceFile: progress.sourceFile, reason: failure ?? this.options.noEvents }];
    if (failure !== undefined) this.unread.push({ offset: this.base, reason: failure });
    this.flush();
    return [...progress.take(), progress.summary(this.format(), this.place(progress.nextIndex))];
  }

  private *frame(bytes: Buffer, { start, end, kind }: Frame): Generator<readonly LogItem[], void> {
    const offset = this.base + start;
    if (kind === 'other') {
      if (end > start) this.note(offset, 'this is no event in a known format');
    } else if (kind === 'broken') {
      this.isNoted = false;
      this.note(offset, 'an event begins here that is cut short or does not hold together');
    } else yield* this.events(bytes.subarray(start, end), kind, offset);
  }

  private *events(bytes: Buffer, kind: Frame['kind'], offset: number): Generator<readonly LogItem[], void> {
    if (kind === 'xml' && isUninteresting(bytes)) {
      this.event(kind, 'none', undefined, () => null);
      return this.reach(bytes, offset);
    }
    const { text, doubt } = this.options.decode(bytes);
    const found = frameEvents(text, kind);
    let current = found.next();
    if (current.done === true) return isBulkAction(bytes) ? undefined : this.note(offset, 'this is no Windows event');
    if (doubt !== undefined) this.progress.guessedEncoding(offset, doubt);
    // Events inside one frame share its place: reading goes on before it, and leaves out those that are done.
    const before = this.place(this.progress.nextIndex);
    const done = this.done;
    this.done = 0;
    for (let count = 1; current.done !== true; count++) {
      const item = current.value;
      current = found.next();
      const isLast = current.done === true;
      if (count <= done) continue;
      this.event(kind, this.interest(item.event, offset), item, (index) => {
        if (isLast) this.reach(bytes, offset);
        return isLast || before === null ? this.place(index) : { ...before, index, done: count };
      });
      if (count % FRAMES_AT_ONCE === 0) yield this.progress.take();
    }
    this.reach(bytes, offset);
  }

  /** A row of nothing but "unknown" would say that there was such a process. */
  private interest(event: WindowsEvent, offset: number): Interest {
    const interest = interestOf(event.eventId, event.provider, event.channel);
    if (!namesNoProgram(interest, event)) return interest;
    this.isNoted = false;
    this.note(offset, 'a process creation that names no program: its data stand in no form that is known');
    return 'none';
  }

  private event(
    kind: Frame['kind'],
    interest: Interest,
    item: TextEvent | undefined,
    place: (index: number) => TextPlace | null,
  ): void {
    this.flush();
    this.isNoted = false;
    this.kinds.add(kind);
    this.progress.event(
      interest,
      () => {
        invariant(item, 'an event of interest was read');
        return this.options.raw ? item : { event: item.event, raw: '' };
      },
      place,
    );
  }

  /** Goes behind a frame of events. */
  private reach(bytes: Buffer, offset: number): void {
    this.last = { offset: offset + bytes.length, mark: null };
    this.lastBytes = bytes;
  }

  /** Where a later reading goes on. */
  private place(index: number): TextPlace | null {
    if (!this.options.resumable) return null;
    this.mark();
    const { offset, mark } = this.last;
    return { offset, mark, format: 'text', index };
  }

  private mark(): void {
    if (this.lastBytes !== undefined && this.options.resumable)
      this.last = { ...this.last, mark: markOf(this.lastBytes) };
    this.lastBytes = undefined;
  }

  private format(): LogFormat {
    const [only = 'other', second] = this.kinds;
    if (second !== undefined) return 'mixed';
    return only === 'xml' || only === 'json' || only === 'rendered' ? only : 'mixed';
  }

  /** Notes an unread part; what follows it without an event between belongs to it. */
  private note(offset: number, reason: string): void {
    if (!this.isNoted) this.unread.push({ offset, reason });
    this.isNoted = true;
    if (this.progress.hasEvents) this.flush();
  }

  /** Parts before the first event are held back: a file without any is no log, and not a log that cannot be read. */
  private flush(): void {
    for (const { offset, reason } of this.unread) this.progress.unread(offset, reason);
    this.unread = [];
  }
}

const PROGRAMS = ['Image', 'NewProcessName', 'CommandLine', 'ParentImage', 'ParentProcessName', 'ParentCommandLine'];

function namesNoProgram(interest: Interest, { fields }: WindowsEvent): boolean {
  const isCreation = interest === 'sysmon1' || interest === 'security4688';
  return isCreation && !PROGRAMS.some((name) => Object.hasOwn(fields, name));
}

const EVENT_ID = /<EventID[^>]*>\s*(\d+)\s*</;
const EVENT_ID_WITHIN = 2048;

/** Decided without reading the event, from its event id. */
function isUninteresting(bytes: Buffer): boolean {
  const match = EVENT_ID.exec(bytes.toString('latin1', 0, EVENT_ID_WITHIN));
  return match !== null && !mayInterest(Number(match[1]));
}

/** A frame that has no end within the longest event. */
function tooLong(bytes: Buffer, at: number): Frame | undefined {
  return bytes.length - at < LONGEST_EVENT ? undefined : { kind: 'broken', start: at, end: afterBreak(bytes, at) };
}
