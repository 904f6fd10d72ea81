import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
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

/** A gzip file, unpacked as it is read. Damage ends it early: see `failure`. */
export function gzipReader(path: string): ByteReader {
  const source = createReadStream(path);
  const unpacked = createGunzip({ chunkSize: 1 << 18 });
  source.on('error', (error) => unpacked.destroy(error));
  const blocks = source.pipe(unpacked)[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
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
  const nextBlock = async (): Promise<Buffer> => {
    if (failure !== undefined) return Buffer.alloc(0);
    try {
      const next = await blocks.next();
      return next.done === true ? Buffer.alloc(0) : next.value;
    } catch (error) {
      failure = `the gzip data is damaged (${error instanceof Error ? error.message : String(error)})`;
      return Buffer.alloc(0);
    }
  };
  return {
    fill,
    seek: async (offset) => {
      const scratch = Buffer.allocUnsafe(1 << 16);
      while (position < offset) {
        const count = await fill(scratch.subarray(0, Math.min(scratch.length, offset - position)), 0);
        if (count === 0) return;
      }
    },
    failure: () => failure,
    close: () => {
      source.destroy();
      unpacked.destroy();
    },
  };
}
