import { X509Certificate } from 'node:crypto';
import { readFileSync, statSync } from 'node:fs';
import { request } from 'node:https';
import { connect } from 'node:net';
import { join } from 'node:path';
import { serverCertificate } from '../../src/preview/auth/server_certificate';
import { isGoodFor, selfSigned } from '../../src/preview/http/certificate';
import { PASSWORD, testPreview, type TestPreview } from './support/preview';
import { temporaryFolder } from './support/small_app';

/** Splunk's clients speak TLS to the management port unless they are told otherwise; both are taken on one port. */
describe('the management port over TLS', () => {
  let preview: TestPreview;
  beforeAll(async () => {
    preview = await testPreview();
  });
  afterAll(() => preview.close());

  const authorization = `Basic ${Buffer.from(`admin:${PASSWORD}`).toString('base64')}`;
  const pemPath = (): string => join(preview.options.dataFolder, 'server.pem');

  function secure(path: string, body?: string): Promise<{ status: number; text: string; cookie: string }> {
    const { port } = new URL(preview.management);
    const options = { host: 'localhost', port, path, ca: readFileSync(pemPath()), headers: { authorization } };
    return new Promise((resolve, reject) => {
      const sent = request({ ...options, method: body === undefined ? 'GET' : 'POST' }, (response) => {
        let text = '';
        response.on('data', (bytes: Buffer) => (text += bytes.toString('utf8')));
        const cookie = (response.headers['set-cookie'] ?? []).join();
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text, cookie }));
      });
      sent.once('error', reject);
      sent.end(body);
    });
  }

  test('a client that checks the certificate is answered, with links to TLS', async () => {
    const { status, text } = await secure('/services/apps/local?output_mode=json');
    expect([status, text.includes('"id":"https://127.0.0.1:')]).toEqual([200, true]);
    const plain = await preview.call('GET', '/services/apps/local?output_mode=json');
    expect([plain.status, plain.text.includes('"id":"http://127.0.0.1:')]).toEqual([200, true]);
  });

  test('a long body comes through, and cookies of a login are for TLS alone', async () => {
    const long = await secure('/services/messages?output_mode=json', `name=long&value=${'a'.repeat(300_000)}`);
    expect([long.status, long.text.includes('a'.repeat(300_000))]).toEqual([201, true]);
    const login = await secure('/services/auth/login', `username=admin&password=${PASSWORD}&cookie=1`);
    expect([login.status, /; Secure$/.test(login.cookie)]).toEqual([200, true]);
  });

  test('what is no handshake ends its own connection alone', async () => {
    const { hostname, port } = new URL(preview.management);
    const ended = new Promise((resolve) => {
      const socket = connect(Number(port), hostname, () => socket.write(Buffer.from('1603010005', 'hex').fill(0x16)));
      socket.once('error', () => undefined);
      socket.once('close', resolve);
      socket.resume();
    });
    await ended;
    expect((await secure('/services/server/info')).status).toBe(200);
  });

  test('answers say how long they are and who gives them', async () => {
    const { headers, text } = await preview.call('GET', '/services/server/info');
    expect([headers.get('content-length'), headers.get('server'), headers.get('vary')]).toEqual([
      String(Buffer.byteLength(text)),
      'Splunkd',
      'Cookie, Authorization',
    ]);
    const head = await preview.call('HEAD', '/services/authorization/capabilities');
    expect([head.status, Number(head.headers.get('content-length')) > 0, head.text]).toEqual([200, true, '']);
  });

  test('the key is readable by its owner alone, kept, and made anew when it no longer fits', async () => {
    if (process.platform !== 'win32') expect(statSync(pemPath()).mode & 0o777).toBe(0o600);
    const [folder, now] = [temporaryFolder(), Date.UTC(2026, 0, 1)];
    const first = await serverCertificate(folder, '127.0.0.1', now);
    expect(await serverCertificate(folder, '127.0.0.1', now + 86_400_000)).toEqual(first);
    expect((await serverCertificate(folder, '192.0.2.1', now)).cert).not.toBe(first.cert);
    const later = await serverCertificate(folder, '127.0.0.1', Date.UTC(2060, 0, 1));
    expect(new X509Certificate(later.cert).validTo).toContain('2069');
  });

  test('a certificate vouches for itself and for the names and addresses it was made for', () => {
    const now = Date.UTC(2026, 10, 22);
    const { cert, key } = selfSigned(['host.example', '10.1.2.3', '2001:db8::a:1', '::1'], now);
    const read = new X509Certificate(cert);
    expect([read.verify(read.publicKey), read.ca, key.includes('PRIVATE KEY')]).toEqual([true, true, true]);
    expect(read.subjectAltName).toBe(
      'DNS:host.example, IP Address:10.1.2.3, IP Address:2001:DB8:0:0:0:0:A:1, IP Address:0:0:0:0:0:0:0:1',
    );
    expect(isGoodFor(cert, ['host.example', '10.1.2.3', '::1'], now)).toBe(true);
    expect(isGoodFor(cert, ['other.example'], now)).toBe(false);
    expect(isGoodFor(cert, ['host.example'], now + 3_651 * 86_400_000)).toBe(false);
  });
});
