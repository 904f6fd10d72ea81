import { mkdir, open, rm, type FileHandle } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Row } from '../types';
import { blockOf, rowsOf } from '../values/row_block';

/** Rows of one block: as many of each run are in memory while runs are merged. */
const BLOCK = 64;
/** Blocks that are written at once. */
const BLOCKS_WRITTEN = 32;

interface Block {
  readonly at: number;
  readonly bytes: number;
}

/** Rows in order, on the disk. */
export type Run = readonly Block[];

/** Runs of sorted rows, one behind the other in a file that belongs to one search and is removed with it. */
export class RunFile {
  private size = 0;
  private file: FileHandle | undefined;

  constructor(private readonly path: string) {}

  /** Writes a run; `turn` is given away now and then. Rejects when the disk is full. */
  async append(rows: readonly Row[], turn: () => Promise<void>): Promise<Run> {
    const file = await this.opened();
    const run: Block[] = [];
    for (let from = 0; from < rows.length; from += BLOCK * BLOCKS_WRITTEN) {
      const texts: Buffer[] = [];
      for (let at = from; at < Math.min(rows.length, from + BLOCK * BLOCKS_WRITTEN); at += BLOCK)
        texts.push(blockOf(rows.slice(at, at + BLOCK)));
      for (const { length } of texts) {
        run.push({ at: this.size, bytes: length });
        this.size += length;
      }
      await file.writev(texts);
      await turn();
    }
    return run;
  }

  /** The rows of a run, block by block, from its start or from its end. */
  async *read(run: Run, backwards: boolean): AsyncGenerator<readonly Row[]> {
    const file = await this.opened();
    for (let i = 0; i < run.length; i++) {
      const block = run[backwards ? run.length - 1 - i : i];
      if (block === undefined) return;
      const { buffer } = await file.read(Buffer.alloc(block.bytes), 0, block.bytes, block.at);
      const rows = rowsOf(buffer);
      yield backwards ? rows.reverse() : rows;
    }
  }

  /** Removes the file. */
  async remove(): Promise<void> {
    await this.file?.close();
    if (this.file !== undefined) await rm(this.path, { force: true });
    this.file = undefined;
  }

  private async opened(): Promise<FileHandle> {
    if (this.file !== undefined) return this.file;
    await mkdir(dirname(this.path), { recursive: true, mode: 0o700 });
    this.file = await open(this.path, 'wx+', 0o600);
    return this.file;
  }
}
