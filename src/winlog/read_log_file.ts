import { isEvtx, readEvtx } from './evtx/evtx_file';
import { FileProgress } from './file_progress';
import { openLog, type OpenLog } from './open_log';
import { otherKind } from './other_kind';
import { parentResolver } from './parents';
import { holdsPlace } from './place';
import { asciiReader, isBinary } from './text/ascii_reader';
import { textDecoder } from './text/text_decoder';
import { readText } from './text/text_file';
import { noEventsReason } from './text/unread_form';
import type { LogItem, ReadFileOptions } from './types';

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
  const log = await openLog(path);
  try {
    yield* readOpenLog(log, options);
  } finally {
    log.close();
  }
}

/** The items of a log that is open, be it a file or not; what is wrong with it is an item. */
export async function* readOpenLog(
  { reader, head, size }: OpenLog,
  options: ReadFileOptions,
): AsyncGenerator<readonly LogItem[]> {
  const { sourceFile, growing = false, raw = true, resumable = false } = options;
  const failure = reader.failure();
  if (head.length === 0 && failure !== undefined) {
    yield [{ kind: 'failed', sourceFile, reason: failure }];
    return;
  }
  // The file may have been replaced since it was looked at; what can't go back (gzip) is not.
  const isThere = options.resume !== undefined && (size === 0 || (await holdsPlace(reader, head, options.resume)));
  const resume = isThere ? options.resume : undefined;
  const resolver = options.parentResolution === false ? undefined : (options.resolver ?? parentResolver());
  const progress = new FileProgress(sourceFile, resume?.index ?? 0, resolver);
  if (head.length === 0) {
    progress.unread(0, 'the file is empty');
    yield [...progress.take(), progress.summary('empty', null)];
  } else if (isEvtx(head)) {
    const after = resume?.format === 'evtx' ? resume : undefined;
    yield* readEvtx(reader, head, progress, { raw, growing, resumable, size, after });
  } else if (otherKind(head) !== undefined || isBinary(head)) {
    const reason = otherKind(head) ?? 'it is a binary file of another kind';
    yield [{ kind: 'skipped', sourceFile, reason }];
  } else {
    const after = resume?.format === 'text' ? resume : undefined;
    await reader.seek(0);
    const reading = { decode: textDecoder(head), noEvents: noEventsReason(head) };
    yield* readText(asciiReader(reader, head), progress, { raw, growing, resumable, size, after, ...reading });
  }
}

function isSystemError(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error && typeof error.code === 'string';
}
