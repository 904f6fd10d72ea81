import { createHash } from 'node:crypto';
import { open } from 'node:fs/promises';

/** Which file this is, told by how it begins: a name says nothing after a rotation. */

export interface Fingerprint {
  /** Where the bytes begin, and how many they are. */
  readonly start: number;
  readonly length: number;
  readonly sha256: string;
}

const HEAD_BYTES = 1024;
/** The header of an evtx file and of its first chunk change while it grows; its first record does not. */
const EVTX_FIRST_RECORD = 4096 + 512;

/** The fingerprint of a file as it is now. Rejects when it can't be opened. */
export async function fingerprintOf(path: string): Promise<Fingerprint> {
  const start = (await bytesOf(path, 0, 8)).toString('latin1') === 'ElfFile\0' ? EVTX_FIRST_RECORD : 0;
  const bytes = await bytesOf(path, start, HEAD_BYTES);
  return { start, length: bytes.length, sha256: hash(bytes) };
}

/** The beginning of a file, enough of it to compare with any fingerprint. Rejects when it can't be opened. */
export function headOf(path: string): Promise<Buffer> {
  return bytesOf(path, 0, EVTX_FIRST_RECORD + HEAD_BYTES);
}

/** True when a file that begins so is the one of the fingerprint; it may have grown since. */
export function stillFits(head: Buffer, { start, length, sha256 }: Fingerprint): boolean {
  const bytes = head.subarray(start, start + length);
  return bytes.length === length && hash(bytes) === sha256;
}

/** True for a fingerprint that tells one file from another: an empty file's tells nothing. */
export function isTelling({ length }: Fingerprint): boolean {
  return length > 0;
}

export function isFingerprint(value: unknown): value is Fingerprint {
  return (
    typeof value === 'object' &&
    value !== null &&
    'start' in value &&
    typeof value.start === 'number' &&
    'length' in value &&
    typeof value.length === 'number' &&
    'sha256' in value &&
    typeof value.sha256 === 'string'
  );
}

async function bytesOf(path: string, start: number, length: number): Promise<Buffer> {
  const handle = await open(path, 'r');
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, start);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

function hash(bytes: Buffer): string {
  return createHash('sha256').update(bytes).digest('hex');
}
