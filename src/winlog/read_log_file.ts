import { statSync } from 'node:fs';
import { type ByteReader, gzipReader, plainReader } from './byte_reader';
import { isEvtx, readEvtx } from './evtx/evtx_file';
import { FileProgress } from './file_progress';
import { parentResolver } from './parents';
import { readText } from './text/text_file';
import { isBinary, utf8Reader } from './text/utf8_reader';
import type { LogItem, ReadFileOptions } from './types';

const HEAD_BYTES = 4096 + 8;
/** Work between two turns of the event loop, so that a signal or a timer gets its chance. */
const TURN_MILLISECONDS = 20;

/** Reads one file, whatever it holds, in batches of items. A file that cannot be opened is an item too, not an exception. */
export async function* readLogFile(path: string, options: ReadFileOptions): AsyncGenerator<readonly LogItem[]> {
  let lastTurn = Date.now();
  try {
    for await (const batch of fileItems(path, options)) {
      if (batch.length > 0) yield batch;
      if (options.signal?.aborted === true) return;
      if (Date.now() - lastTurn > TURN_MILLISECONDS) {
        await new Promise((resolve) => setImmediate(resolve));
        lastTurn = Date.now();
      }
    }
  } catch (error) {
    if (!isSystemError(error)) throw error;
    yield [{ kind: 'failed', sourceFile: options.sourceFile, reason: error.message }];
  }
}

async function* fileItems(path: string, options: ReadFileOptions): AsyncGenerator<readonly LogItem[]> {
  const size = statSync(path).size;
  const plain = plainReader(path);
  const head = await headOf(plain);
  const isGzip = head.length > 2 && head[0] === 0x1f && head[1] === 0x8b;
  const reader = isGzip ? gzipReader(path) : plain;
  try {
    const unpackedHead = isGzip ? await headOf(reader) : head;
    yield* contentItems(isGzip ? withHead(unpackedHead, reader) : plain, unpackedHead, isGzip ? 0 : size, options);
  } finally {
    plain.close();
    if (isGzip) reader.close();
  }
}

async function* contentItems(
  reader: ByteReader,
  head: Buffer,
  size: number,
  options: ReadFileOptions,
): AsyncGenerator<readonly LogItem[]> {
  const { sourceFile, resume, growing = false, raw = true } = options;
  const resolver = options.parentResolution === false ? undefined : (options.resolver ?? parentResolver());
  const progress = new FileProgress(sourceFile, resume?.index ?? 0, resolver);
  const failure = reader.failure();
  if (head.length === 0 && failure !== undefined) yield [{ kind: 'failed', sourceFile, reason: failure }];
  else if (head.length === 0) {
    progress.unread(0, 'the file is empty');
    yield [...progress.take(), progress.summary('empty', null)];
  } else if (isEvtx(head)) {
    const after = resume?.format === 'evtx' ? resume.record : 0;
    const byRecord = size > 0 && (growing || after > 0);
    yield* readEvtx(reader, head, progress, { raw, growing, size, after, byRecord });
  } else if (isBinary(head)) yield [{ kind: 'skipped', sourceFile, reason: 'it is a binary file of another kind' }];
  else {
    const offset = resume?.format === 'text' ? resume.offset : 0;
    await reader.seek(0);
    yield* readText(utf8Reader(reader, head), progress, { raw, offset, growing, size });
  }
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

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}
