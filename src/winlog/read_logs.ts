import { logFiles } from './log_files';
import { readLogFile } from './read_log_file';
import type { LogItem, ReadOptions } from './types';

/**
 * Reads Windows logs: files, and all files below folders, in order of their names; formats are told by content.
 * Throws when a path does not exist; everything else that goes wrong is an item.
 */
export async function* readLogs(paths: readonly string[], options: ReadOptions = {}): AsyncGenerator<LogItem> {
  for await (const batch of readLogBatches(paths, options)) yield* batch;
}

/** The same in batches, which costs less where there are many events. */
export async function* readLogBatches(
  paths: readonly string[],
  options: ReadOptions = {},
): AsyncGenerator<readonly LogItem[]> {
  for (const path of paths)
    for (const { path: file, sourceFile, problem } of logFiles(path)) {
      if (problem !== undefined) yield [{ kind: problem.kind, sourceFile, reason: problem.reason }];
      else yield* readLogFile(file, { ...options, sourceFile });
      if (options.signal?.aborted === true) return;
    }
}
