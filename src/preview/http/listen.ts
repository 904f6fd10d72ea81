import { createServer, STATUS_CODES, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo, Server } from 'node:net';
import { TLSSocket } from 'node:tls';
import { diagnosticFor, type Diagnostic } from '../../core/diagnostic';
import { anyProtocol, type Door } from './any_protocol';
import type { KeyAndCertificate } from './certificate';
import { isOwnHost } from './host_check';
import { BodyBudget, incomingOf, type Incoming } from './incoming';
import type { Reply } from './reply';
import { noEndpoint, RestError, restErrorOf } from './rest_error';
import type { StreamedPost } from './streamed_post';

/** Answers one request; `refuse` says what an error looks like on this server. */
export interface Answerer {
  readonly answer: (incoming: Incoming) => Promise<Reply>;
  readonly refuse: (error: RestError, message: Pick<IncomingMessage, 'url'>) => Reply;
  /** Takes the body of a streamed POST as it comes; resolves when all of it was taken. */
  readonly takeStream?: (incoming: Incoming, pieces: AsyncIterable<Buffer>) => Promise<void>;
}

export interface Listening {
  readonly port: number;
  readonly origin: string;
  close(): Promise<void>;
}

export interface ListenOptions {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  /** splunkd's REST answers end their connection: the Python SDK reads until it is closed (reference 2.10). */
  readonly closeConnections: boolean;
  /** What every answer of this server says of it. */
  readonly headers?: Readonly<Record<string, string>>;
  /** With one, TLS is spoken to who begins with it. */
  readonly certificate?: KeyAndCertificate;
  readonly onCrash: (error: unknown) => void;
}

/** A port could not be taken: one diagnostic, exit code 3. */
export class ListenError extends Error {
  constructor(readonly diagnostic: Diagnostic) {
    super(diagnostic.message);
  }
}

/** Starts one HTTP server; slow or half-open connections are ended by the runtime's own limits. */
export async function listen(options: ListenOptions, answererFor: (origin: string) => Answerer): Promise<Listening> {
  const server = createServer({ headersTimeout: PATIENCE, requestTimeout: 120_000, maxHeaderSize: 65_536 });
  server.keepAliveTimeout = 10_000;
  const door: Door =
    options.certificate === undefined
      ? { server, endConnections: () => server.closeAllConnections() }
      : anyProtocol(server, options.certificate, PATIENCE, (post) => void serveStream(post, answerer, options, origin));
  door.server.maxConnections = 2_000;
  const port = await take(door.server, options);
  const origin = `http://${options.host.includes(':') ? `[${options.host}]` : options.host}:${port}`;
  const answerer = answererFor(origin);
  const bodies = new BodyBudget();
  server.on('request', (message, response) => void serve(message, response, answerer, options, origin, bodies));
  server.on('clientError', (_error, socket) => {
    if (socket.writable) socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
  });
  return { port, origin, close: () => closeDoor(door) };
}

/** Milliseconds until a request's head must be there. */
const PATIENCE = 20_000;

function take(server: Server, options: ListenOptions): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(new ListenError(listenDiagnostic(options, error))));
    server.listen(options.port, options.host, () => {
      server.removeAllListeners('error');
      resolve((server.address() as AddressInfo).port);
    });
  });
}

function listenDiagnostic({ name, host, port }: ListenOptions, error: NodeJS.ErrnoException): Diagnostic {
  const taken = error.code === 'EADDRINUSE';
  const flag = name === 'web' ? '--port' : '--management-port';
  return diagnosticFor(`${host}:${port}`, {
    code: taken ? 'WW1101' : 'WW1102',
    severity: 'error',
    message: taken ? `Port ${port} on ${host} is taken` : `Can't listen on ${host}:${port}: ${error.message}`,
    hint: taken
      ? `stop the program that has it, or choose another with ${flag} (0 picks a free one)`
      : `check --host and ${flag}; ports under 1024 need rights that the preview should not have`,
  });
}

/** A stream has no answer but an error: its client closes the connection when it has sent all. */
async function serveStream(
  { url, headers, socket }: StreamedPost,
  answerer: Answerer,
  options: ListenOptions,
  origin: string,
): Promise<void> {
  try {
    if (!isOwnHost(headers.host, options.host)) throw foreignHost();
    const ownOrigin = socket instanceof TLSSocket ? origin.replace(/^http:/, 'https:') : origin;
    const incoming = incomingOf(
      { method: 'POST', url, headers },
      Buffer.alloc(0),
      new AbortController().signal,
      ownOrigin,
    );
    if (answerer.takeStream === undefined) throw noEndpoint();
    await answerer.takeStream(incoming, socket);
    socket.end();
  } catch (error) {
    const known = restErrorOf(error);
    if (known === undefined) options.onCrash(error);
    const { status, message } = known ?? { status: 500, message: 'Internal error' };
    socket.end(
      `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\nConnection: close\r\nContent-Type: text/plain\r\nContent-Length: ${Buffer.byteLength(message)}\r\n\r\n${message}`,
    );
  }
}

function closeDoor({ server, endConnections }: Door): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    endConnections();
  });
}

async function serve(
  message: IncomingMessage,
  response: ServerResponse,
  answerer: Answerer,
  options: ListenOptions,
  origin: string,
  bodies: BodyBudget,
): Promise<void> {
  const gone = new AbortController();
  response.once('close', () => {
    if (!response.writableFinished) gone.abort();
  });
  try {
    if (!isOwnHost(message.headers.host, options.host)) throw foreignHost();
    const ownOrigin = message.socket instanceof TLSSocket ? origin.replace(/^http:/, 'https:') : origin;
    const reply = await bodies.withBody(message, (body) =>
      answerer.answer(incomingOf(message, body, gone.signal, ownOrigin)),
    );
    await send(response, reply, message, options);
  } catch (error) {
    await sendError(response, error, message, answerer, options);
  }
}

const foreignHost = (): RestError => new RestError(403, 'The Host header names another machine than this preview.');

async function sendError(
  response: ServerResponse,
  error: unknown,
  message: IncomingMessage,
  answerer: Answerer,
  options: ListenOptions,
): Promise<void> {
  if (response.headersSent || response.destroyed) return void response.destroy();
  if (!(error instanceof RestError)) options.onCrash(error);
  const known =
    error instanceof RestError ? error : new RestError(500, 'Internal error: see what the preview printed.');
  await send(response, answerer.refuse(known, message), message, options).catch(() => response.destroy());
}

async function send(
  response: ServerResponse,
  { status, headers, body }: Reply,
  message: IncomingMessage,
  options: ListenOptions,
): Promise<void> {
  // A body that was refused half way is not read to its end: the connection can't be used again.
  if (options.closeConnections || !message.complete) response.shouldKeepAlive = false;
  response.writeHead(status, {
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'SAMEORIGIN',
    ...options.headers,
    ...(typeof body === 'string' || Buffer.isBuffer(body) ? { 'Content-Length': Buffer.byteLength(body) } : {}),
    ...mutable(headers),
  });
  if (message.method === 'HEAD') return void response.end();
  if (typeof body === 'string' || Buffer.isBuffer(body)) return void response.end(body);
  for await (const piece of body) {
    if (response.destroyed) return;
    if (!response.write(piece)) await drained(response);
  }
  response.end();
}

function mutable(headers: Reply['headers']): Record<string, string | string[]> {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, typeof value === 'string' ? value : [...value]]),
  );
}

function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      response.off('drain', done);
      response.off('close', done);
      resolve();
    };
    response.once('drain', done);
    response.once('close', done);
  });
}
