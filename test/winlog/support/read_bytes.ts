import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ProcessEvent, UnreadPart } from '../../../src/cim/process';
import { readLogFile } from '../../../src/winlog/read_log_file';
import type { FileSummary, LogItem, ReadFileOptions } from '../../../src/winlog/types';

export interface Reading {
  readonly items: readonly LogItem[];
  readonly events: readonly ProcessEvent[];
  readonly unread: readonly UnreadPart[];
  /** Their offsets. */
  readonly badChecksums: readonly number[];
  readonly guessedEncodings: readonly UnreadPart[];
  readonly summary: FileSummary | undefined;
  readonly skipped: string | undefined;
}

/** Reads bytes as a file. */
export async function readBytes(bytes: Buffer | string, options: Partial<ReadFileOptions> = {}): Promise<Reading> {
  const folder = mkdtempSync(join(tmpdir(), 'winlog-'));
  const path = join(folder, 'log');
  try {
    writeFileSync(path, bytes);
    return await readPath(path, options);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Reads a file and sorts what it gives. */
export async function readPath(path: string, options: Partial<ReadFileOptions> = {}): Promise<Reading> {
  const items: LogItem[] = [];
  for await (const batch of readLogFile(path, { sourceFile: 'log', ...options }))
    for (const item of batch) items.push(item);
  return {
    items,
    events: items.flatMap((item) => (item.kind === 'event' ? [item.event] : [])),
    unread: items.flatMap((item) => (item.kind === 'unread' ? [item.part] : [])),
    badChecksums: items.flatMap((item) => (item.kind === 'bad_checksum' ? [item.part.offset] : [])),
    guessedEncodings: items.flatMap((item) => (item.kind === 'guessed_encoding' ? [item.part] : [])),
    summary: items.flatMap((item) => (item.kind === 'file' ? [item.summary] : []))[0],
    skipped: items.flatMap((item) => (item.kind === 'skipped' ? [item.reason] : []))[0],
  };
}
