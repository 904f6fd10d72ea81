import { statSync } from 'node:fs';
import { type ByteReader, gzipReader, pipeReader, plainReader } from './byte_reader';

/** A log's unpacked bytes, and how they begin. */
export interface OpenLog {
  readonly reader: ByteReader;
  readonly head: Buffer;
  /** 0 for gzip and for a pipe, whose readers move forwards alone. */
  readonly size: number;
  readonly close: () => void;
}

const HEAD_BYTES = 4096 + 8;

/** Opens a file, plain or gzip by its content, or a pipe. Rejects with the system's error. */
export async function openLog(path: string): Promise<OpenLog> {
  const status = statSync(path);
  if (!status.isFile() && !status.isDirectory()) return openPipe(path);
  const { size } = status;
  const plain = plainReader(path);
  const head = await headOf(plain);
  if (!isGzip(head)) return { reader: plain, head, size, close: plain.close };
  plain.close();
  const unpacked = gzipReader(path);
  const unpackedHead = await headOf(unpacked);
  return { reader: withHead(unpackedHead, unpacked), head: unpackedHead, size: 0, close: unpacked.close };
}

/** Packed bytes would have to be read twice where they are damaged, which a pipe does not allow. */
async function openPipe(path: string): Promise<OpenLog> {
  const pipe = pipeReader(path);
  const head = await headOf(pipe);
  if (!isGzip(head)) return { reader: withHead(head, pipe), head, size: 0, close: pipe.close };
  const failure = (): string => 'packed bytes cannot be read from a pipe: unpack them on the way (gunzip -c)';
  return { reader: { ...pipe, failure }, head: Buffer.alloc(0), size: 0, close: pipe.close };
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
