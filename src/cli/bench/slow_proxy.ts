import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A server that passes everything on and lets nobody have an answer before so many milliseconds. */
export interface SlowProxy {
  readonly origin: string;
  readonly close: () => Promise<void>;
}

/** Starts it on a free port of the loopback, before `target` (`http://host:port`). */
export async function startSlowProxy(target: string, milliseconds: number): Promise<SlowProxy> {
  const { host, hostname, port } = new URL(target);
  const pass = (from: IncomingMessage, to: ServerResponse): void => {
    const due = Date.now() + milliseconds;
    const options = { hostname, port, path: from.url, method: from.method, headers: { ...from.headers, host } };
    const onward = request(options, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () => {
        setTimeout(
          () => {
            to.writeHead(answer.statusCode ?? 502, answer.headers);
            to.end(Buffer.concat(parts));
          },
          Math.max(0, due - Date.now()),
        );
      });
    });
    onward.on('error', () => to.destroy());
    from.pipe(onward);
  };
  const server = createServer(pass);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
