import type { Row } from '../../engine/types';
import { memoryOf } from '../../engine/values/memory';
import { RowFile } from './row_file';

/** Rows that are there to be read, wherever they are kept. */
export interface RowTable {
  readonly count: number;
  /** The rows from one on, as many as there are of those asked for. */
  readonly page: (from: number, count: number) => Promise<readonly Row[]>;
}

/** Rows of a result that are read at a time. */
const AT_A_TIME = 5000;

/** All rows of a table, some at a time. */
export async function* batchesOf(table: RowTable): AsyncGenerator<readonly Row[]> {
  for (let from = 0; from < table.count; from += AT_A_TIME) yield await table.page(from, AT_A_TIME);
}

/** A table of rows that are in memory. */
export function tableOfRows(rows: readonly Row[]): RowTable {
  return { count: rows.length, page: (from, count) => Promise.resolve(rows.slice(from, from + count)) };
}

/** The first rows of a table. */
export function firstRows(table: RowTable, most: number): RowTable {
  const count = Math.min(table.count, most);
  return { count, page: (from, asked) => table.page(from, Math.max(0, Math.min(asked, count - from))) };
}

/** Bytes of one job's rows that stay in memory. */
const MOST_KEPT = 16 * 1024 ** 2;

/** The results of one job: few stay in memory, many go to a file. */
export class JobRows implements RowTable {
  private kept: Row[] = [];
  private keptBytes = 0;
  private file: RowFile | undefined;
  private cleared: Promise<void> | undefined;

  constructor(
    private readonly path: string,
    private readonly mostKept = MOST_KEPT,
  ) {}

  get count(): number {
    return this.file?.count ?? this.kept.length;
  }

  /** Roughly what they take in memory. */
  get bytesInMemory(): number {
    return this.keptBytes;
  }

  get bytesOnDisk(): number {
    return this.file?.bytes ?? 0;
  }

  /** Adds rows behind the others. Rejects when the disk is full. */
  async add(rows: readonly Row[]): Promise<void> {
    if (this.file !== undefined) return this.file.append(rows);
    for (const row of rows) this.kept.push(row);
    this.keptBytes += memoryOf(rows);
    if (this.keptBytes > this.mostKept) await this.toDisk();
  }

  /** Moves the rows out of memory. */
  async toDisk(): Promise<void> {
    if (this.file !== undefined || this.kept.length === 0) return;
    const file = new RowFile(this.path);
    await file.append(this.kept);
    if (this.cleared !== undefined) return file.remove();
    this.file = file;
    this.kept = [];
    this.keptBytes = 0;
  }

  async page(from: number, count: number): Promise<readonly Row[]> {
    return this.file === undefined ? this.kept.slice(from, from + count) : this.file.page(from, count);
  }

  /** Forgets them; resolves when nothing of them is on the disk. */
  clear(): Promise<void> {
    const { file } = this;
    this.file = undefined;
    this.kept = [];
    this.keptBytes = 0;
    this.cleared ??= file?.remove() ?? Promise.resolve();
    return this.cleared;
  }
}
