import type { InputEvent } from './event';
import { eventXmlOf, type EventText } from './xml/event_xml';

/** Takes events, puts them out in batches, and waits for a slow reader. */

/** Where batches go: resolves when the bytes have left the process, rejects when they can't. */
export type Sink = (bytes: Uint8Array) => Promise<void>;

export interface WriterOptions {
  readonly sink: Sink;
  readonly streaming: 'xml' | 'simple';
  /** A batch goes out when it has this many bytes … (default 128 KiB) */
  readonly batchBytes?: number;
  /** … or this many milliseconds after its first event (default 250). */
  readonly batchMilliseconds?: number;
}

/** What happened to the events, for a log line at the end. */
export interface WriterCounts {
  readonly events: number;
  readonly bytes: number;
  readonly charactersRemoved: number;
  readonly eventsInPieces: number;
  readonly eventsWithoutTime: number;
}

/** What is done once everything before it has left the process. */
export type AfterWrite = () => Promise<void>;

const DONE = Promise.resolve();
const DEFAULT_BATCH_BYTES = 128 * 1024;
const DEFAULT_BATCH_MILLISECONDS = 250;

/**
 * One writer serves all stanzas of a process. While one batch is on its way the next fills; a third waits. The callbacks
 * of a batch (checkpoints) run when it has left the process and before the next one is sent, so that a crash at any
 * moment repeats one batch at most.
 */
export class EventWriter {
  readonly #sink: Sink;
  readonly #streaming: 'xml' | 'simple';
  readonly #batchBytes: number;
  readonly #batchMilliseconds: number;
  readonly #counts = { events: 0, bytes: 0, charactersRemoved: 0, eventsInPieces: 0, eventsWithoutTime: 0 };
  /** What of the batch did not fit into its buffer: full buffers in order. Nothing is ever copied into a larger one. */
  #full: Buffer[] = [];
  #batch: Buffer;
  /** The buffer of the batch that left last, to be filled again. */
  #spare: Buffer | undefined;
  #used = 0;
  #after = new Map<string, () => AfterWrite>();
  #sending: Promise<void> = DONE;
  #isSending = false;
  #failure: { readonly error: unknown } | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: WriterOptions) {
    this.#sink = options.sink;
    this.#streaming = options.streaming;
    this.#batchBytes = options.batchBytes ?? DEFAULT_BATCH_BYTES;
    this.#batchMilliseconds = options.batchMilliseconds ?? DEFAULT_BATCH_MILLISECONDS;
    this.#batch = Buffer.allocUnsafe(this.#batchBytes * 2);
    if (this.#streaming === 'xml') this.#append('<stream>\n');
  }

  get counts(): WriterCounts {
    return this.#counts;
  }

  /** A function that takes one stanza's events; its promise is settled at once unless the reader is slow. Rejects when the reader is gone. */
  emitterFor(stanza: string): (event: InputEvent) => Promise<void> {
    const textOf = this.#streaming === 'xml' ? eventXmlOf(stanza) : simpleText;
    return (event) => {
      // The batch goes before the event is added: by now its input has said that the earlier ones are covered.
      if (this.#used >= this.#batchBytes || this.#full.length > 0)
        return this.#send().then(() => this.#add(textOf(event)));
      this.#add(textOf(event));
      return DONE;
    };
  }

  /**
   * Has an action run when everything added so far has left the process. `prepare` is called when the batch is closed and
   * gives the action; a later one for the same stanza replaces it.
   */
  afterWrite(stanza: string, prepare: () => AfterWrite): void {
    this.#after.set(stanza, prepare);
    this.#startTimer();
  }

  /** Sends what is there and waits until it is out and its callbacks are done. */
  async flush(): Promise<void> {
    await this.#send();
    await this.#sending;
    this.#throwFailure();
  }

  /** Ends the stream: after this nothing may be emitted. */
  async close(): Promise<void> {
    if (this.#streaming === 'xml') this.#append('</stream>\n');
    await this.flush();
  }

  #add({ parts, timeIsGood }: EventText): void {
    this.#throwFailure();
    let count = 0;
    for (const { text, removed } of parts) {
      this.#append(text);
      this.#counts.charactersRemoved += removed;
      count++;
    }
    this.#counts.events++;
    if (count > 1) this.#counts.eventsInPieces++;
    if (!timeIsGood) this.#counts.eventsWithoutTime++;
    this.#startTimer();
  }

  #append(text: string): void {
    // A UTF-16 unit takes three bytes of UTF-8 at most.
    if (this.#used + text.length * 3 > this.#batch.length) this.#makeRoom(Buffer.byteLength(text));
    this.#used += this.#batch.write(text, this.#used);
  }

  #makeRoom(needed: number): void {
    if (this.#used + needed <= this.#batch.length) return;
    if (this.#used > 0) this.#full.push(this.#batch.subarray(0, this.#used));
    this.#batch = Buffer.allocUnsafe(Math.max(needed, this.#batchBytes * 2));
    this.#used = 0;
  }

  /** Waits for the batch before, then sends this one without waiting for it. */
  async #send(): Promise<void> {
    while (this.#isSending) await this.#sending;
    this.#throwFailure();
    if (this.#used === 0 && this.#full.length === 0 && this.#after.size === 0) return;
    clearTimeout(this.#timer);
    this.#timer = undefined;
    const last = this.#batch;
    const buffers = [...this.#full, last.subarray(0, this.#used)];
    const after = [...this.#after.values()].map((prepare) => prepare());
    this.#batch = this.#spare ?? Buffer.allocUnsafe(this.#batchBytes * 2);
    this.#spare = undefined;
    this.#full = [];
    this.#used = 0;
    this.#after = new Map();
    this.#isSending = true;
    this.#sending = this.#deliver(buffers, after).then(() => {
      this.#spare = last.length === this.#batchBytes * 2 ? last : undefined;
    });
  }

  async #deliver(buffers: readonly Uint8Array[], after: readonly AfterWrite[]): Promise<void> {
    try {
      for (const bytes of buffers) {
        if (bytes.length > 0) await this.#sink(bytes);
        this.#counts.bytes += bytes.length;
      }
      for (const action of after) await action();
    } catch (error) {
      this.#failure = { error };
    } finally {
      this.#isSending = false;
    }
  }

  #startTimer(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#send().catch(() => undefined);
    }, this.#batchMilliseconds);
  }

  #throwFailure(): void {
    if (this.#failure !== undefined) throw this.#failure.error;
  }
}

/** Simple streaming: the data and a line break, nothing else. */
function simpleText(event: InputEvent): EventText {
  const text = event.data.endsWith('\n') || event.done === false ? event.data : `${event.data}\n`;
  return { parts: [{ text, removed: 0 }], timeIsGood: true };
}
