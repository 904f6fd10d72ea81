import { SaxesParser } from 'saxes';

/** Reads a stream of `<event>` elements as splunkd does: for tests, where pieces are joined and entities undone. */

export interface ReadEvent {
  readonly stanza: string;
  readonly unbroken: boolean;
  readonly done: boolean;
  readonly data: string;
  /** As written: epoch seconds in digits. */
  readonly time?: string;
  readonly source?: string;
  readonly sourcetype?: string;
  readonly index?: string;
  readonly host?: string;
}

/** The events of a whole stream, pieces joined. Throws where the text is no well-formed XML. */
export function readEventStream(text: string): readonly ReadEvent[] {
  return joined(readEventElements(text));
}

/** The `<event>` elements as they stand. Throws where the text is no well-formed XML. */
export function readEventElements(text: string): readonly ReadEvent[] {
  const parser = new SaxesParser();
  const events: ReadEvent[] = [];
  let fields: Record<string, string> = {};
  let content = '';
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    content = '';
    if (name === 'event') fields = { stanza: attributes['stanza'] ?? '', unbroken: attributes['unbroken'] ?? '0' };
  });
  parser.on('text', (piece) => void (content += piece));
  parser.on('cdata', (piece) => void (content += piece));
  parser.on('closetag', ({ name }) => {
    if (name === 'event') events.push(eventOf(fields));
    else fields[name] = content;
    content = '';
  });
  parser.write(text).close();
  return events;
}

function eventOf(fields: Readonly<Record<string, string>>): ReadEvent {
  const { stanza = '', unbroken, done, data = '', ...rest } = fields;
  return { stanza, unbroken: unbroken === '1', done: done !== undefined, data, ...rest };
}

/** Elements that may be pieces are joined up to the one that is done. */
function joined(elements: readonly ReadEvent[]): readonly ReadEvent[] {
  const events: ReadEvent[] = [];
  let open: ReadEvent | undefined;
  for (const element of elements) {
    open = open === undefined ? element : { ...open, data: open.data + element.data, done: element.done };
    if (open.unbroken && !open.done) continue;
    events.push(open);
    open = undefined;
  }
  return open === undefined ? events : [...events, open];
}
