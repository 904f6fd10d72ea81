import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from '../durable/atomic_file';
import { isGoodFor, selfSigned, type KeyAndCertificate } from '../http/certificate';

/** The management port's key and certificate: `server.pem` of the data folder, readable by its owner alone, made when there is none that still fits. */
export async function serverCertificate(dataFolder: string, host: string, now: number): Promise<KeyAndCertificate> {
  const hosts = [...new Set(['localhost', '127.0.0.1', '::1', host])];
  const path = join(dataFolder, 'server.pem');
  const kept = existsSync(path) ? partsOf(readFileSync(path, 'utf8')) : undefined;
  if (kept !== undefined && isGoodFor(kept.cert, hosts, now)) return kept;
  const made = selfSigned(hosts, now);
  await writeAtomically(path, made.cert + made.key, 0o600);
  return made;
}

/** As splunkd's own server.pem: the certificate, then its key. */
function partsOf(text: string): KeyAndCertificate | undefined {
  const part = (label: string): string | undefined =>
    new RegExp(`-----BEGIN ${label}-----[^-]+-----END ${label}-----\\n`).exec(text)?.[0];
  const [cert, key] = [part('CERTIFICATE'), part('PRIVATE KEY')];
  return cert === undefined || key === undefined ? undefined : { cert, key };
}
