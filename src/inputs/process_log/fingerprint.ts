import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';

/** Which file this is, told by how it begins: a name says nothing after a rotation. */

export interface Fingerprint {
  /** How many bytes of its beginning are told. */
  readonly length: number;
  readonly sha256: string;
}

const FINGERPRINT_BYTES = 1024;
/** Enough to compare with any fingerprint, and to see an evtx file whose header is damaged. */
const HEAD_BYTES = 4096 + 8;

/** The beginning of a file. Rejects when it can't be opened. */
export async function headOf(path: string): Promise<Buffer> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** The fingerprint of a file as it is now. Rejects when it can't be opened. */
export async function fingerprintOf(path: string): Promise<Fingerprint> {
  const bytes = (await headOf(path)).subarray(0, FINGERPRINT_BYTES);
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
