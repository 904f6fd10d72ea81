import { constants } from 'node:crypto';
import type { Server } from 'node:http';
import { createServer, type Server as SocketServer, type Socket } from 'node:net';
import { createServer as createSecureServer } from 'node:tls';
import type { Duplex } from 'node:stream';
import type { KeyAndCertificate } from './certificate';
import { tellApart, type StreamedPost } from './streamed_post';

/** The first byte of a TLS handshake (RFC 8446, 5.1); no HTTP request begins with it. */
const HANDSHAKE = 0x16;

const NO_TICKET = constants.SSL_OP_NO_TICKET;

/** What listens, and a way to end all its connections. */
export interface Door {
  readonly server: SocketServer;
  readonly endConnections: () => void;
}

/**
 * A door to an HTTP server that takes TLS and plain connections on one port: splunkd's clients speak TLS unless they are told
 * otherwise, and who looks at the preview with a browser need not. A connection that says nothing ends after `patience` ms.
 * What is sent as a stream without an end of its own goes to `onStream`.
 */
export function anyProtocol(
  http: Server,
  certificate: KeyAndCertificate,
  patience: number,
  onStream: (post: StreamedPost) => void,
): Door {
  /** What the connection says decides who gets it; until then it has `patience`. */
  const enter = (socket: Duplex, decide: (first: Buffer, stop: () => void) => void): void => {
    const giveUp = setTimeout(() => socket.destroy(), patience).unref();
    socket.on('error', () => socket.destroy());
    socket.once('close', () => clearTimeout(giveUp));
    socket.once('data', (first: Buffer) => decide(first, () => clearTimeout(giveUp)));
  };
  const request = (socket: Duplex, first: Buffer, stop: () => void): void => {
    const onHttp = (): void => {
      stop();
      http.emit('connection', socket);
      socket.resume();
    };
    tellApart(socket, first, onHttp, (post) => {
      stop();
      onStream(post);
    });
  };
  // As splunkd's own default. After TLS 1.3's handshake the server sends tickets, which a client that only writes leaves unread:
  // when it closes, its system resets the connection and what it wrote last is lost.
  const options = {
    ...certificate,
    handshakeTimeout: patience,
    maxVersion: 'TLSv1.2',
    secureOptions: NO_TICKET,
  } as const;
  const secure = createSecureServer(options, (socket) => enter(socket, (first, stop) => request(socket, first, stop)));
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    enter(socket, (first, stop) => {
      if (first[0] !== HANDSHAKE) return request(socket, first, stop);
      stop();
      socket.pause();
      socket.unshift(first);
      secure.emit('connection', socket);
    });
  });
  // Node's own limits of time begin with this event, and the HTTP server behind never listens itself.
  server.once('listening', () => http.emit('listening'));
  server.once('close', () => http.close());
  return { server, endConnections: () => open.forEach((socket) => socket.destroy()) };
}
