import type { SearchStore } from '../context';
import type { Row } from '../types';
import { memoryOf } from '../values/memory';
import { merged } from './merge';
import { RunFile, type Run } from './run_file';
import { sortedInTurns } from './sort_in_turns';

interface RowOrder {
  readonly compare: (a: Row, b: Row) => number;
  /** Rows that are wanted. */
  readonly most: number;
  /** The last row first, also of equal rows. */
  readonly reversed: boolean;
  /** Bytes of rows in memory; what is more goes to the disk. */
  readonly memoryBytes: number;
}

/** Rows are sorted when this many more than twice the wanted ones are there. */
const SLACK = 10_000;
const BATCH = 2048;

/** Sorts any number of rows, stable: what memory does not hold goes to the disk in sorted runs, which are merged at the end. */
export class RowSorter {
  private kept: Row[] = [];
  private bytes = 0;
  private readonly runs: Run[] = [];
  private readonly file: RunFile;

  constructor(
    private readonly order: RowOrder,
    private readonly store: Pick<SearchStore, 'turn' | 'scratchFile'>,
  ) {
    this.file = new RunFile(store.scratchFile());
  }

  /** Takes rows behind those that are there. Rejects when the disk is full. */
  async add(rows: readonly Row[]): Promise<void> {
    for (const row of rows) this.kept.push(row);
    this.bytes += memoryOf(rows);
    const { most, memoryBytes } = this.order;
    if (this.kept.length <= 2 * most + SLACK && this.bytes <= memoryBytes) return;
    this.kept = [...(await this.cut())];
    this.bytes = memoryOf(this.kept);
    if (this.bytes > memoryBytes / 2) await this.toDisk();
  }

  /** The rows in order, in batches. */
  async *sorted(): AsyncGenerator<readonly Row[]> {
    const { compare, most, reversed } = this.order;
    const last = await this.cut();
    const inputs = [...this.runs.map((run) => this.file.read(run, reversed)), inMemory(last, reversed)];
    const order = reversed ? (a: Row, b: Row): number => -compare(a, b) : compare;
    let left = most;
    for await (const rows of merged<Row>(reversed ? inputs.reverse() : inputs, order, BATCH)) {
      yield rows.slice(0, left);
      left -= rows.length;
      if (left <= 0) return;
      await this.store.turn();
    }
  }

  /** Gives back what it holds. */
  async close(): Promise<void> {
    this.kept = [];
    await this.file.remove();
  }

  /** What is in memory, in the plain order, without what can't be among the wanted rows. */
  private async cut(): Promise<readonly Row[]> {
    const { compare, most, reversed } = this.order;
    const sorted = await sortedInTurns(this.kept, compare, this.store.turn);
    return reversed ? sorted.slice(-most) : sorted.slice(0, most);
  }

  private async toDisk(): Promise<void> {
    this.runs.push(await this.file.append(this.kept, this.store.turn));
    this.kept = [];
    this.bytes = 0;
  }
}

async function* inMemory(rows: readonly Row[], reversed: boolean): AsyncGenerator<readonly Row[]> {
  yield await Promise.resolve(reversed ? [...rows].reverse() : rows);
}
