import { createHash, generateKeyPairSync, randomBytes, sign, X509Certificate, type KeyObject } from 'node:crypto';
import { isIP } from 'node:net';
import { bits, der, derTime, oid, tagged } from './der';

/** A private key and its certificate, both as PEM. */
export interface KeyAndCertificate {
  readonly key: string;
  readonly cert: string;
}

const DAY = 86_400_000;
const VALID_DAYS = 3_650;

const ECDSA_WITH_SHA256 = der('sequence', oid('1.2.840.10045.4.3.2'));

/**
 * A certificate that vouches for itself, as splunkd makes one at its first start (RFC 5280): good for the names and addresses
 * given, for ten years from `now` (epoch milliseconds). A client that shall check it takes it as its own authority.
 */
export function selfSigned(hosts: readonly string[], now: number): KeyAndCertificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const signed = tbsCertificate(hosts, publicKey, now);
  const signature = sign('sha256', signed, { key: privateKey, dsaEncoding: 'der' });
  const whole = der('sequence', signed, ECDSA_WITH_SHA256, bits(signature));
  return {
    key: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    cert: pem('CERTIFICATE', whole),
  };
}

/** True when a certificate is still good at `now` (epoch milliseconds) and names all hosts. */
export function isGoodFor(cert: string, hosts: readonly string[], now: number): boolean {
  try {
    const read = new X509Certificate(cert);
    const named = (host: string): boolean =>
      (isIP(host) === 0 ? read.checkHost(host) : read.checkIP(host)) !== undefined;
    return Date.parse(read.validFrom) <= now && now < Date.parse(read.validTo) && hosts.every(named);
  } catch {
    return false;
  }
}

function tbsCertificate(hosts: readonly string[], publicKey: KeyObject, now: number): Buffer {
  const publicDer = publicKey.export({ type: 'spki', format: 'der' });
  const name = distinguishedName(hosts[0] ?? 'localhost');
  // The first bit is kept clear: a serial number is positive.
  const serial = Buffer.concat([Buffer.of(0x40), randomBytes(15)]);
  return der(
    'sequence',
    tagged(0xa0, der('integer', Buffer.of(2))),
    der('integer', serial),
    ECDSA_WITH_SHA256,
    name,
    der('sequence', derTime(now - DAY), derTime(now + VALID_DAYS * DAY)),
    name,
    publicDer,
    tagged(0xa3, der('sequence', ...extensions(hosts, publicDer))),
  );
}

function distinguishedName(commonName: string): Buffer {
  const part = (type: string, text: string): Buffer =>
    der('set', der('sequence', oid(type), der('utf8', Buffer.from(text))));
  return der('sequence', part('2.5.4.10', 'Webshell Watch preview'), part('2.5.4.3', commonName));
}

/** What it may be used for, whom it names, and which key it is of. */
function extensions(hosts: readonly string[], publicDer: Buffer): readonly Buffer[] {
  const critical = der('boolean', Buffer.of(0xff));
  const extension = (type: string, value: Buffer, ...flag: readonly Buffer[]): Buffer =>
    der('sequence', oid(type), ...flag, der('octets', value));
  const keyId = createHash('sha1').update(publicDer).digest();
  return [
    extension('2.5.29.14', der('octets', keyId)),
    extension('2.5.29.35', der('sequence', tagged(0x80, keyId))),
    extension('2.5.29.19', der('sequence', der('boolean', Buffer.of(0xff))), critical),
    // digitalSignature and keyCertSign
    extension('2.5.29.15', bits(Buffer.of(0b1000_0100), 2), critical),
    extension('2.5.29.37', der('sequence', oid('1.3.6.1.5.5.7.3.1'))),
    extension('2.5.29.17', der('sequence', ...hosts.map(generalName))),
  ];
}

function generalName(host: string): Buffer {
  return isIP(host) === 0 ? tagged(0x82, Buffer.from(host)) : tagged(0x87, addressBytes(host));
}

/** The four or sixteen bytes of an address. */
function addressBytes(address: string): Buffer {
  if (isIP(address) === 4) return Buffer.from(address.split('.').map(Number));
  const [head = '', tail] = new URL(`http://[${address}]`).hostname.slice(1, -1).split('::');
  const words = (text: string): readonly string[] => (text === '' ? [] : text.split(':'));
  const [before, after] = [words(head), words(tail ?? '')];
  const between = Array.from({ length: 8 - before.length - after.length }, () => '0');
  const all = tail === undefined ? before : [...before, ...between, ...after];
  return Buffer.from(all.map((word) => word.padStart(4, '0')).join(''), 'hex');
}

function pem(label: string, content: Buffer): string {
  const lines = content.toString('base64').match(/.{1,64}/g) ?? [];
  return `-----BEGIN ${label}-----\n${lines.join('\n')}\n-----END ${label}-----\n`;
}
