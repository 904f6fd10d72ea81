import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect as connectPlain, type Socket } from 'node:net';
import { join } from 'node:path';
import { connect as connectSecure } from 'node:tls';
import { serverCertificate } from '../../src/preview/auth/server_certificate';
import { anyProtocol } from '../../src/preview/http/any_protocol';
import { fetchAnswer, PASSWORD, testPreview, type TestPreview } from './support/preview';

/** `receivers/stream` as `Index.attach` of Splunk's SDKs uses it: a POST without a length, its end the connection's end. */
describe('events over an open connection', () => {
  let preview: TestPreview;
  beforeAll(async () => {
    preview = await testPreview();
    const user = { name: 'ann', password: 'long enough', roles: 'user' };
    await preview.call('POST', '/services/authentication/users', user);
    for (const name of ['stream-true', 'stream-false', 'whole', 'long', 'plain'])
      await preview.call('POST', '/services/data/indexes', { name });
  });
  afterAll(() => preview.close());

  const basic = (user: string, password: string): string =>
    `Authorization: Basic ${Buffer.from(`${user}:${password}`).toString('base64')}\r\n`;
  const admin = basic('admin', PASSWORD);

  function open(secure: boolean): Socket {
    const port = Number(new URL(preview.management).port);
    const ca = readFileSync(join(preview.options.dataFolder, 'server.pem'));
    return secure ? connectSecure({ host: 'localhost', port, ca }) : connectPlain(port, '127.0.0.1');
  }

  /** Writes the parts one after the other, ends the connection, and gives what was answered. */
  async function send(parts: readonly string[], secure = true): Promise<string> {
    const socket = open(secure);
    let said = '';
    socket.on('data', (piece: Buffer) => (said += piece.toString('utf8')));
    const closed = new Promise((resolve) => socket.once('close', resolve));
    socket.on('error', () => undefined);
    for (const part of parts) await new Promise((resolve) => socket.write(part, resolve));
    socket.end();
    await closed;
    return said;
  }

  const head = (query: string, authorization = admin, host = 'localhost'): readonly string[] => [
    `POST /servicesNS/nobody/search/receivers/stream?${query} HTTP/1.1\r\n`,
    `Host: ${host}\r\nAccept-Encoding: identity\r\n`,
    authorization,
    'X-Splunk-Input-Mode: Streaming\r\n\r\n',
  ];
  const stored = (index: string): readonly string[] =>
    preview.engine.events.filter((event) => event.index === index).map(({ raw }) => raw);

  test.each([true, false])('lines come in parts, the last without its end (TLS: %s)', async (secure) => {
    const index = `stream-${String(secure)}`;
    await send([...head(`index=${index}&sourcetype=s`), 'one\r\ntw', 'o Grüße\n\nthr', 'ee'], secure);
    expect(stored(index)).toEqual(['one', 'two Grüße', 'three']);
  });

  test('the head may come in one piece with the first events', async () => {
    await send([`${head('index=whole').join('')}one\ntwo\n`]);
    expect(stored('whole')).toEqual(['one', 'two']);
  });

  test('a line without an end is stored in parts', async () => {
    await send([...head('index=long'), 'a'.repeat(1_500_000), 'b\nc']);
    expect(stored('long').join('').length).toBe(1_500_002);
    expect(stored('long').length).toBeGreaterThan(2);
  });

  test('who may not send events, is unknown, or names another host is told so, and nothing is stored', async () => {
    const attempts = [
      [403, head('index=none', basic('ann', 'long enough'))],
      [401, head('index=none', basic('admin', 'wrong'))],
      [401, head('index=none', '')],
      [400, head('index=none')],
      [403, head('index=none', admin, 'evil.example')],
    ] as const;
    for (const [status, lines] of attempts) expect(await send([...lines, 'x\n'])).toMatch(`HTTP/1.1 ${status} `);
    expect(stored('none')).toEqual([]);
  });

  test('a connection that says too little ends, plain or after the handshake', async () => {
    const certificate = await serverCertificate(preview.options.dataFolder, '127.0.0.1', Date.now());
    const door = anyProtocol(createServer(), certificate, 150, () => undefined);
    await new Promise<void>((resolve) => door.server.listen(0, '127.0.0.1', resolve));
    const address = door.server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const ended = (socket: Socket, said: string): Promise<unknown> => {
      socket.on('error', () => undefined);
      if (said !== '') socket.write(said);
      socket.resume();
      return new Promise((resolve) => socket.once('close', resolve));
    };
    const partial = 'POST /services/receivers/stream HTTP/1.1\r\nHost: localhost\r\n';
    for (const said of ['', partial]) {
      await ended(connectPlain(port, '127.0.0.1'), said);
      await ended(connectSecure({ host: 'localhost', port, ca: certificate.cert }), said);
    }
    await new Promise((resolve) => door.server.close(resolve));
  });

  test('a POST that has a length stays an ordinary one', async () => {
    const answer = await fetchAnswer(`${preview.management}/services/receivers/stream?index=plain`, 'POST', 'x\ny', {
      Authorization: admin.slice('Authorization: '.length).trim(),
      'X-Splunk-Input-Mode': 'Streaming',
    });
    expect([answer.status, stored('plain')]).toEqual([204, ['x', 'y']]);
    const elsewhere = [
      'POST /services/messages HTTP/1.1\r\nHost: localhost\r\n',
      `${admin}X-Splunk-Input-Mode: Streaming\r\n\r\n`,
    ];
    expect(await send([...elsewhere, ''])).toMatch(/^HTTP\/1.1 400 /);
  });
});
