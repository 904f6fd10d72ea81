import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';

/**
 * A POST whose body has no length: `X-Splunk-Input-Mode: Streaming`, an extension of HTTP that splunkd's clients send events by
 * (`Index.attach` of the SDKs). No HTTP server reads such a body, so it is told apart before one sees the connection.
 */
export interface StreamedPost {
  readonly url: string;
  readonly headers: IncomingMessage['headers'];
  /** The body: what the connection brings until its other end closes it. */
  readonly socket: Duplex;
}

const END_OF_HEAD = '\r\n\r\n';
const MOST_HEAD_BYTES = 65_536;

/** Looks at the beginning of a connection: a streamed POST goes to `onStream`, all else to `onHttp` with nothing missing. */
export function tellApart(
  socket: Duplex,
  first: Buffer,
  onHttp: () => void,
  onStream: (post: StreamedPost) => void,
): void {
  const read = (so: Buffer): void => {
    socket.pause();
    const text = so.toString('latin1');
    const end = text.indexOf(END_OF_HEAD);
    if (mayStream(text) && end === -1 && so.length < MOST_HEAD_BYTES) {
      socket.once('data', (more: Buffer) => read(Buffer.concat([so, more])));
      return void socket.resume();
    }
    const post = end === -1 ? undefined : streamedPost(text.slice(0, end), socket);
    socket.unshift(post === undefined ? so : so.subarray(end + END_OF_HEAD.length));
    if (post === undefined) onHttp();
    else onStream(post);
  };
  read(first);
}

/** The request line says whether it is worth waiting for the head. */
function mayStream(text: string): boolean {
  return /^POST \S*\/receivers\/stream[? ]/.test(text);
}

function streamedPost(head: string, socket: Duplex): StreamedPost | undefined {
  if (!mayStream(head)) return undefined;
  const [line = '', ...lines] = head.split('\r\n');
  const pairs = lines.map((each) => {
    const at = each.indexOf(':');
    return [each.slice(0, at).trim().toLowerCase(), each.slice(at + 1).trim()] as const;
  });
  const headers: Record<string, string> = Object.fromEntries(pairs);
  const hasLength = headers['content-length'] !== undefined || headers['transfer-encoding'] !== undefined;
  if (hasLength || headers['x-splunk-input-mode']?.toLowerCase() !== 'streaming') return undefined;
  return { url: line.split(' ')[1] ?? '/', headers, socket };
}
