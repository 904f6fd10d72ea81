import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';

/** The bytes of a file in order, unpacked where it is gzip. */
export interface ByteReader {
  /** Fills `target` from `from` on; gives the bytes added, fewer than fit only at the end. */
  readonly fill: (target: Buffer, from: number) => number | Promise<number>;
  /** Moves to an offset of the (unpacked) bytes; a gzip reader moves forwards alone. */
  readonly seek: (offset: number) => void | Promise<void>;
  /** Why reading ended early, where it did. */
  readonly failure: () => string | undefined;
  readonly close: () => void;
}

/**
 * A plain file. It reads synchronously: one large read costs less than its way through the thread pool, and there is
 * nothing else to do meanwhile. Throws when the file cannot be opened.
 */
export function plainReader(path: string): ByteReader {
  const file = openSync(path, 'r');
  let position = 0;
  let failure: string | undefined;
  return {
    fill: (target, from) => {
      let filled = 0;
      try {
        while (from + filled < target.length) {
          const count = readSync(file, target, from + filled, target.length - from - filled, position);
          if (count === 0) break;
          position += count;
          filled += count;
        }
      } catch (error) {
        failure = error instanceof Error ? error.message : String(error);
      }
      return filled;
    },
    seek: (offset) => {
      position = offset;
    },
    failure: () => failure,
    close: () => closeSync(file),
  };
}

/** A pipe, whose bytes come once: it moves forwards alone. Throws when it cannot be opened. */
export function pipeReader(path: string): ByteReader {
  const file = openSync(path, 'r');
  let position = 0;
  let failure: string | undefined;
  const fill = (target: Buffer, from: number): number => {
    let filled = 0;
    try {
      while (from + filled < target.length) {
        const count = readSync(file, target, from + filled, target.length - from - filled, null);
        if (count === 0) break;
        filled += count;
      }
    } catch (error) {
      failure = error instanceof Error ? error.message : String(error);
    }
    position += filled;
    return filled;
  };
  return {
    fill,
    seek: (offset) => passOver(fill, () => offset - position),
    failure: () => failure,
    close: () => closeSync(file),
  };
}

/** Reads on while there are bytes `left` to pass over. */
export async function passOver(fill: ByteReader['fill'], left: () => number): Promise<void> {
  const scratch = Buffer.allocUnsafe(1 << 16);
  while (left() > 0) if ((await fill(scratch.subarray(0, Math.min(scratch.length, left())), 0)) === 0) return;
}

/** Packed bytes that are worked on at once; near a damage it is one by one, because what the failing step had unpacked is lost. */
const PACKED_BYTES = 1 << 16;

/** A gzip file, unpacked as it is read. Damage ends it, but not before the bytes in front of it: see `failure`. */
export function gzipReader(path: string): ByteReader {
  let stream = unpack(path, Infinity);
  let isCareful = false;
  let rest: Buffer = Buffer.alloc(0);
  let position = 0;
  let failure: string | undefined;
  const fill = async (target: Buffer, from: number): Promise<number> => {
    let filled = 0;
    while (from + filled < target.length) {
      if (rest.length === 0) rest = await nextBlock();
      if (rest.length === 0) break;
      const count = rest.copy(target, from + filled);
      rest = rest.subarray(count);
      filled += count;
    }
    position += filled;
    return filled;
  };
  /** Unpacked bytes that `rest` was taken from. */
  let delivered = 0;
  const nextBlock = async (): Promise<Buffer> => {
    if (failure !== undefined) return Buffer.alloc(0);
    try {
      const next = await stream.blocks.next();
      if (next.done === true) return Buffer.alloc(0);
      delivered += next.value.length;
      return next.value;
    } catch (error) {
      if (!isCareful) return again(stream.packedBytes());
      failure = `the gzip data is damaged (${error instanceof Error ? error.message : String(error)})`;
      return Buffer.alloc(0);
    }
  };
  /** Unpacks once more what is known already, then byte by byte up to the damage. */
  const again = async (packed: number): Promise<Buffer> => {
    isCareful = true;
    stream.close();
    stream = unpack(path, packed);
    const known = delivered;
    delivered = 0;
    while (delivered < known) {
      const block = await nextBlock();
      if (block.length === 0) return block;
      if (delivered > known) return block.subarray(block.length - (delivered - known));
    }
    return nextBlock();
  };
  return {
    fill,
    seek: (offset) => passOver(fill, () => offset - position),
    failure: () => failure,
    close: () => stream.close(),
  };
}

interface Unpacking {
  readonly blocks: AsyncIterator<Buffer>;
  /** Bytes of the file that have been worked on. */
  readonly packedBytes: () => number;
  readonly close: () => void;
}

/** Unpacks a file; from `careful` on, an offset in it, byte by byte. */
function unpack(path: string, careful: number): Unpacking {
  const source = Readable.from(packedPieces(path, careful));
  const unpacked = createGunzip({ chunkSize: 1 << 18 });
  source.on('error', (error) => unpacked.destroy(error));
  return {
    blocks: source.pipe(unpacked)[Symbol.asyncIterator]() as AsyncIterator<Buffer>,
    packedBytes: () => unpacked.bytesWritten,
    close: () => {
      source.destroy();
      unpacked.destroy();
    },
  };
}

async function* packedPieces(path: string, careful: number): AsyncGenerator<Buffer> {
  let at = 0;
  for await (const block of createReadStream(path, { highWaterMark: PACKED_BYTES }) as AsyncIterable<Buffer>) {
    const step = at + block.length > careful ? 1 : block.length;
    for (let from = 0; from < block.length; from += step) yield block.subarray(from, from + step);
    at += block.length;
  }
}
