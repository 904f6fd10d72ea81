import { mkdir, open, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Row } from '../../engine/types';
import { blockOf, rowsOf } from '../../engine/values/row_block';
import { TaskQueue } from '../durable/queue';

/** Rows of one block: what is read and parsed at least for any row. */
const BLOCK = 1000;

interface Block {
  readonly at: number;
  readonly bytes: number;
}

/** Rows in a file, to be read in any place. It belongs to one program and need not outlive it: nothing is synced. */
export class RowFile {
  private readonly blocks: Block[] = [];
  private tail: Row[] = [];
  private stored = 0;
  private size = 0;
  private isRemoved = false;
  private readonly writes = new TaskQueue();

  constructor(private readonly path: string) {}

  get count(): number {
    return this.stored + this.tail.length;
  }

  /** Bytes on the disk. */
  get bytes(): number {
    return this.size;
  }

  /** Adds rows behind the others. Rejects when the disk is full. */
  append(rows: readonly Row[]): Promise<void> {
    return this.writes.run(async () => {
      for (const row of rows) {
        this.tail.push(row);
        if (this.tail.length >= BLOCK) await this.storeTail();
      }
    });
  }

  /** The rows from one on, as many as there are of those asked for. */
  async page(from: number, count: number): Promise<readonly Row[]> {
    const rows: Row[] = [];
    const end = Math.min(from + count, this.count);
    for (let i = Math.floor(from / BLOCK); i * BLOCK < end; i++) {
      const block = await this.read(i);
      const start = i * BLOCK;
      rows.push(...block.slice(Math.max(0, from - start), end - start));
    }
    return rows;
  }

  /** Forgets the rows and removes the file. */
  remove(): Promise<void> {
    this.isRemoved = true;
    return this.writes.run(() => rm(this.path, { force: true }));
  }

  private async storeTail(): Promise<void> {
    const rows = this.tail;
    if (this.isRemoved) this.tail = [];
    if (this.isRemoved) return;
    if (this.blocks.length === 0) await mkdir(dirname(this.path), { recursive: true });
    const text = blockOf(rows);
    const file = await open(this.path, 'a', 0o600);
    try {
      await file.write(text);
    } finally {
      await file.close();
    }
    this.blocks.push({ at: this.size, bytes: text.length });
    this.stored += rows.length;
    this.size += text.length;
    this.tail = [];
  }

  private async read(index: number): Promise<readonly Row[]> {
    const block = this.blocks[index];
    if (block === undefined) return this.tail;
    const file = await open(this.path, 'r');
    try {
      const { buffer } = await file.read(Buffer.alloc(block.bytes), 0, block.bytes, block.at);
      return rowsOf(buffer);
    } finally {
      await file.close();
    }
  }
}
