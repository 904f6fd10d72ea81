import { closeSync, existsSync, mkdirSync, openSync, readFileSync, truncateSync } from 'node:fs';
import { open, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import { syncFolder, writeAtomically } from './atomic_file';
import { parseKept } from './kept_json';
import { TaskQueue } from './queue';

/**
 * A file of JSON lines that only grows. A line is acknowledged once it is synced; lines that wait are synced together.
 * A last line without its line break was cut off by a crash before anybody was told: it is dropped when the file is read.
 */
export class AppendLog {
  private file: FileHandle | undefined;
  private waiting: string[] = [];
  private flush: Promise<void> | undefined;
  private readonly queue = new TaskQueue();

  constructor(private readonly path: string) {}

  /** The values of the lines that are there; cuts a torn last line off the file. Throws a DamagedFile for a line that is no JSON. */
  read(): readonly unknown[] {
    if (!existsSync(this.path)) return [];
    const bytes = readFileSync(this.path);
    const end = bytes.lastIndexOf(0x0a) + 1;
    if (end < bytes.length) truncateSync(this.path, end);
    return bytes
      .subarray(0, end)
      .toString('utf8')
      .split('\n')
      .flatMap((line, index): readonly unknown[] => (line === '' ? [] : [parseKept(line, this.path, index + 1)]));
  }

  /** Resolves when the line is on the disk; rejects with the system's error, and then nothing of the line is there. */
  append(line: string): Promise<void> {
    this.waiting.push(`${line}\n`);
    this.flush ??= this.queue.run(() => this.writeWaiting());
    return this.flush;
  }

  /** Puts the given lines in place of all others, at once. */
  replace(lines: readonly string[]): Promise<void> {
    return this.queue.run(async () => {
      await this.closeFile();
      await writeAtomically(this.path, lines.map((line) => `${line}\n`).join(''));
    });
  }

  /** Resolves when all is written and the file is closed. */
  async close(): Promise<void> {
    await this.queue.run(() => this.closeFile());
  }

  private async writeWaiting(): Promise<void> {
    const lines = this.waiting;
    this.waiting = [];
    this.flush = undefined;
    const file = await this.opened();
    const { size } = await file.stat();
    try {
      await file.appendFile(lines.join(''));
      await file.datasync();
    } catch (error) {
      await file.truncate(size).catch(() => undefined);
      throw error;
    }
  }

  private async opened(): Promise<FileHandle> {
    if (this.file !== undefined) return this.file;
    const isNew = !existsSync(this.path);
    if (isNew) createEmpty(this.path);
    this.file = await open(this.path, 'a');
    if (isNew) await syncFolder(dirname(this.path));
    return this.file;
  }

  private async closeFile(): Promise<void> {
    await this.file?.close();
    this.file = undefined;
  }
}

function createEmpty(path: string): void {
  mkdirSync(dirname(path), { recursive: true });
  closeSync(openSync(path, 'a', 0o600));
}
