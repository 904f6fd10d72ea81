import { statSync } from 'node:fs';
import { type ByteReader, gzipReader, plainReader } from './byte_reader';

/** A log's unpacked bytes, and how they begin. */
export interface OpenLog {
  readonly reader: ByteReader;
  readonly head: Buffer;
  /** 0 for gzip, whose reader moves forwards alone. */
  readonly size: number;
  readonly close: () => void;
}

const HEAD_BYTES = 4096 + 8;

/** Opens a file, plain or gzip by its content. Rejects with the system's error. */
export async function openLog(path: string): Promise<OpenLog> {
  const { size } = statSync(path);
  const plain = plainReader(path);
  const head = await headOf(plain);
  if (!isGzip(head)) return { reader: plain, head, size, close: plain.close };
  plain.close();
  const unpacked = gzipReader(path);
  const unpackedHead = await headOf(unpacked);
  return { reader: withHead(unpackedHead, unpacked), head: unpackedHead, size: 0, close: unpacked.close };
}

/** Whether a file that begins so is packed. */
export function isGzip(head: Buffer): boolean {
  return head.length > 2 && head[0] === 0x1f && head[1] === 0x8b;
}

async function headOf(reader: ByteReader): Promise<Buffer> {
  const head = Buffer.alloc(HEAD_BYTES);
  return head.subarray(0, await reader.fill(head, 0));
}

/** A reader that cannot go back, put back to its start: the head that was read of it comes first again. */
function withHead(head: Buffer, reader: ByteReader): ByteReader {
  let position = 0;
  return {
    ...reader,
    fill: async (target, from) => {
      const copied = position < head.length ? head.copy(target, from, position) : 0;
      const filled = copied + (from + copied < target.length ? await reader.fill(target, from + copied) : 0);
      position += filled;
      return filled;
    },
    seek: async (offset) => {
      if (offset > head.length) await reader.seek(offset);
      position = offset;
    },
  };
}
