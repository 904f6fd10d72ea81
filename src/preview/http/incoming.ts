import type { IncomingMessage } from 'node:http';
import { decodePercent, parseParams, type Params } from './params';
import { badRequest, RestError } from './rest_error';

/** One request, read whole, before anybody knows what it means. */
export interface Incoming {
  readonly method: string;
  /** Path parts, percent-decoded; an encoded slash stays within its part. */
  readonly path: readonly string[];
  /** The path as it came, without the query. */
  readonly rawPath: string;
  readonly query: Params;
  readonly headers: IncomingMessage['headers'];
  readonly cookies: ReadonlyMap<string, string>;
  readonly body: Buffer;
  /** Aborted when the client goes away before its answer is complete. */
  readonly gone: AbortSignal;
  /** `http://host:port` of this server, for links; `https:` where the client speaks TLS. */
  readonly origin: string;
}

/** Largest body of one request: what a KV store batch may hold (limits.conf, [kvstore] max_size_per_batch_save_mb). */
export const MOST_BODY_BYTES = 50 * 1024 * 1024;

/** Bytes of bodies that are held at the same time, whoever sent them: they are read before anybody is known. */
export class BodyBudget {
  private held = 0;

  constructor(private readonly most = 8 * MOST_BODY_BYTES) {}

  /** Reads a request to its end and hands it on. 400, 413 or 503 when it is malformed, too large, or one too many. */
  async withBody<T>(message: IncomingMessage, use: (body: Buffer) => Promise<T>): Promise<T> {
    let own = 0;
    const take = (bytes: number): void => {
      own += bytes;
      this.held += bytes;
      if (this.held > this.most) throw busy();
    };
    try {
      return await use(await readBody(message, take));
    } finally {
      this.held -= own;
    }
  }
}

const busy = (): RestError =>
  new RestError(503, 'Too much is being sent at the same time: send it again later.', 'ERROR', { Connection: 'close' });

/** A request from its head and its whole body. */
export function incomingOf(
  { method = 'GET', url = '/', headers }: Pick<IncomingMessage, 'method' | 'url' | 'headers'>,
  body: Buffer,
  gone: AbortSignal,
  origin: string,
): Incoming {
  const at = url.indexOf('?');
  const rawPath = at === -1 ? url : url.slice(0, at);
  return {
    method: method.toUpperCase(),
    path: splitPath(rawPath),
    rawPath,
    query: parseParams(at === -1 ? '' : url.slice(at + 1)),
    headers,
    cookies: parseCookies(headers.cookie ?? ''),
    body,
    gone,
    origin,
  };
}

/** Path parts, `+` being a space as splunkd reads it (the Python SDK writes it so); empty ones (a slash at the end, doubled slashes) don't count, `.` and `..` are refused; the slash of a name may be encoded twice, as splunkd's links have it. */
function splitPath(path: string): readonly string[] {
  const parts = path
    .split('/')
    .filter((part) => part !== '')
    .map((part) => decodePercent(part.replaceAll('+', ' ')).replace(/%2F/gi, '/'));
  if (parts.some((part) => part === '..' || part === '.' || part.includes('\0')))
    throw badRequest('A path may not contain "." or ".." or a null character.');
  return parts;
}

async function readBody(message: IncomingMessage, take: (bytes: number) => void): Promise<Buffer> {
  const announced = Number(message.headers['content-length'] ?? 0);
  if (announced > MOST_BODY_BYTES) throw tooLarge();
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of message as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > MOST_BODY_BYTES) throw tooLarge();
    take(piece.length);
    pieces.push(piece);
  }
  return Buffer.concat(pieces, size);
}

const tooLarge = (): RestError =>
  new RestError(413, `The request body is larger than ${MOST_BODY_BYTES / 1024 / 1024} MB.`, 'ERROR', {
    Connection: 'close',
  });

/** Reads a Cookie header; a name that comes twice keeps its first value, as browsers send the nearest one first. */
export function parseCookies(header: string): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const piece of header.split(';')) {
    const at = piece.indexOf('=');
    if (at === -1) continue;
    const name = piece.slice(0, at).trim();
    const value = piece.slice(at + 1).trim();
    if (name !== '' && !found.has(name)) found.set(name, value.replace(/^"(.*)"$/, '$1'));
  }
  return found;
}

/** A body as text; bytes that are no UTF-8 end the request with 400. */
export function bodyText(body: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw badRequest('The request body is not UTF-8.');
  }
}
