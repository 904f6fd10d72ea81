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
  const enter = (socket: Duplex, first: Buffer): void =>
    tellApart(
      socket,
      first,
      () => {
        http.emit('connection', socket);
        socket.resume();
      },
      onStream,
    );
  // As splunkd's own default. After TLS 1.3's handshake the server sends tickets, which a client that only writes leaves unread:
  // when it closes, its system resets the connection and what it wrote last is lost.
  const options = {
    ...certificate,
    handshakeTimeout: patience,
    maxVersion: 'TLSv1.2',
    secureOptions: NO_TICKET,
  } as const;
  const secure = createSecureServer(options, (socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', (first: Buffer) => enter(socket, first));
  });
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    socket.on('error', () => socket.destroy());
    const giveUp = setTimeout(() => socket.destroy(), patience).unref();
    socket.once('data', (first: Buffer) => {
      clearTimeout(giveUp);
      if (first[0] !== HANDSHAKE) return enter(socket, first);
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
