import { SaxesParser } from 'saxes';

/** One event as an input wrote it (reference 1.5). */
export interface StreamedEvent {
  readonly stanza: string;
  readonly data: string;
  readonly time: number | undefined;
  readonly source: string | undefined;
  readonly sourcetype: string | undefined;
  readonly index: string | undefined;
  readonly host: string | undefined;
}

type Fields = Record<string, string>;

/**
 * Reads `<stream>` piece by piece as it comes out of an input's standard output. An event with `unbroken="1"` and no
 * `<done/>` is a piece: it is kept until the one that is done. Throws nothing: what is no XML is told by `problem`.
 */
export class EventStreamReader {
  private readonly parser = new SaxesParser();
  private readonly decoder = new TextDecoder('utf-8');
  private readonly pieces = new Map<string, string>();
  private event: Fields | undefined;
  private element = '';
  private ready: StreamedEvent[] = [];
  /** Why the rest of the stream can't be read. */
  problem: string | undefined;

  constructor() {
    this.parser.on('opentag', ({ name, attributes }) => this.open(name, attributes));
    this.parser.on('text', (text) => this.text(text));
    this.parser.on('cdata', (text) => this.text(text));
    this.parser.on('closetag', ({ name }) => this.close(name));
    this.parser.on('error', (error) => (this.problem ??= error.message));
  }

  /** The events that are complete with these bytes. */
  push(bytes: Buffer): readonly StreamedEvent[] {
    if (this.problem === undefined) this.parser.write(this.decoder.decode(bytes, { stream: true }));
    const { ready } = this;
    this.ready = [];
    return ready;
  }

  private open(name: string, attributes: Readonly<Record<string, string>>): void {
    if (name === 'event') this.event = { ...attributes };
    else if (this.event !== undefined) {
      this.element = name;
      this.event[`<${name}`] ??= '';
    }
  }

  private text(text: string): void {
    if (this.event === undefined || this.element === '') return;
    this.event[`<${this.element}`] = (this.event[`<${this.element}`] ?? '') + text;
  }

  private close(name: string): void {
    if (name !== 'event') {
      this.element = '';
      return;
    }
    const { event } = this;
    this.event = undefined;
    if (event !== undefined) this.finish(event);
  }

  private finish(event: Fields): void {
    const key = `${event.stanza ?? ''}\0${event['<source'] ?? ''}`;
    const data = (this.pieces.get(key) ?? '') + (event['<data'] ?? '');
    const isPiece = event.unbroken === '1' && event['<done'] === undefined;
    if (isPiece) {
      this.pieces.set(key, data);
      return;
    }
    this.pieces.delete(key);
    if (data !== '') this.ready.push(streamed(event, data));
  }
}

function streamed(event: Fields, data: string): StreamedEvent {
  const text = (name: string): string | undefined => (event[`<${name}`] === '' ? undefined : event[`<${name}`]);
  const time = Number(text('time'));
  return {
    stanza: event.stanza ?? '',
    data,
    time: Number.isFinite(time) ? time : undefined,
    source: text('source'),
    sourcetype: text('sourcetype'),
    index: text('index'),
    host: text('host'),
  };
}
