import type { Server } from 'node:http';
import { createServer, type Server as SocketServer, type Socket } from 'node:net';
import { createServer as createSecureServer } from 'node:tls';
import type { KeyAndCertificate } from './certificate';

/** The first byte of a TLS handshake (RFC 8446, 5.1); no HTTP request begins with it. */
const HANDSHAKE = 0x16;

/** What listens, and a way to end all its connections. */
export interface Door {
  readonly server: SocketServer;
  readonly endConnections: () => void;
}

/**
 * A door to an HTTP server that takes TLS and plain connections on one port: splunkd's clients speak TLS unless they are told
 * otherwise, and who looks at the preview with a browser need not. A connection that says nothing ends after `patience` ms.
 */
export function anyProtocol(http: Server, certificate: KeyAndCertificate, patience: number): Door {
  const secure = createSecureServer({ ...certificate, handshakeTimeout: patience }, (socket) =>
    http.emit('connection', socket),
  );
  const open = new Set<Socket>();
  const server = createServer((socket) => {
    open.add(socket);
    socket.once('close', () => open.delete(socket));
    socket.on('error', () => socket.destroy());
    const giveUp = setTimeout(() => socket.destroy(), patience).unref();
    socket.once('data', (first: Buffer) => {
      clearTimeout(giveUp);
      socket.pause();
      socket.unshift(first);
      if (first[0] === HANDSHAKE) return void secure.emit('connection', socket);
      http.emit('connection', socket);
      socket.resume();
    });
  });
  // Node's own limits of time begin with this event, and the HTTP server behind never listens itself.
  server.once('listening', () => http.emit('listening'));
  server.once('close', () => http.close());
  return { server, endConnections: () => open.forEach((socket) => socket.destroy()) };
}
