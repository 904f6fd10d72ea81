import { createHash } from 'node:crypto';
import { openLog } from '../../winlog/open_log';

/** Which file this is, told by how its unpacked bytes begin: a name says nothing after a rotation, nor does gzip. */

export interface Fingerprint {
  /** How many bytes of its beginning are told. */
  readonly length: number;
  readonly sha256: string;
}

/** How a log begins. */
export interface Beginning {
  /** Unpacked; enough to compare with any fingerprint, and to see an evtx file whose header is damaged. */
  readonly head: Buffer;
  readonly isPacked: boolean;
}

const FINGERPRINT_BYTES = 1024;

/** The beginning of a file. Rejects when it can't be opened. */
export async function beginningOf(path: string): Promise<Beginning> {
  const { head, size, close } = await openLog(path);
  close();
  // A packed log has no size that could be known.
  return { head, isPacked: size === 0 && head.length > 0 };
}

/** The fingerprint of a file that begins so. */
export function fingerprintOf({ head }: Beginning): Fingerprint {
  const bytes = head.subarray(0, FINGERPRINT_BYTES);
  return { length: bytes.length, sha256: hash(bytes) };
}

/** True when a file that begins so is the one of the fingerprint; it may have grown since. */
export function stillFits(head: Buffer, { length, sha256 }: Fingerprint): boolean {
  return head.length >= length && hash(head.subarray(0, length)) === sha256;
}

export function isFingerprint(value: unknown): value is Fingerprint {
  return (
    typeof value === 'object' &&
    value !== null &&
    'length' in value &&
    typeof value.length === 'number' &&
    'sha256' in value &&
    typeof value.sha256 === 'string'
  );
}

function hash(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
