import type { Command, CommandKind, CommandOf } from '../../spl/ast';
import type { SearchContext, Stream, Transform } from '../context';
import { engineMessage, problemAt } from '../problem';
import type { Row } from '../types';
import { addFields, emptyBatch, type Batch } from '../values/row';
import { memoryOf } from '../values/memory';

/** What a command is: given its arguments and the search around it, a function from rows to rows. */

export interface CommandContext extends SearchContext {
  /** The command stands at the start of its pipeline: it makes its own rows. */
  readonly first: boolean;
  /** The commands behind it, which say what they need of its rows. */
  readonly ahead: readonly Command[];
}

export type Runner<K extends CommandKind> = (command: CommandOf<K>, context: CommandContext) => Transform;

/** Throws unless the command stands first, as one that makes its own rows must; `instead` says what to write. */
export function requireFirst({ first }: CommandContext, { kind, span }: Command, instead: string): void {
  if (first) return;
  throw problemAt('misplacedCommand', span, `${kind} must be the first command of a search`, instead);
}

/** No rows. */
export async function* noRows(): Stream {}

/** One batch as a stream. */
export async function* streamOf(batch: Batch): Stream {
  yield await Promise.resolve(batch);
}

/** A command that looks at some rows at a time. */
export function mapBatches(change: (batch: Batch) => Batch): Transform {
  return async function* (input) {
    for await (const batch of input) yield change(batch);
  };
}

/** A command that changes each row by itself; null drops the row. `adds` are the fields it may add. */
export function mapRows(change: (row: Row) => Row | null, adds: readonly string[] = []): Transform {
  return mapBatches(({ fields, rows }) => ({
    fields: addFields(fields, adds),
    rows: rows.flatMap((row) => {
      const changed = change(row);
      return changed === null ? [] : [changed];
    }),
  }));
}

/** Rows that one piece of an expanding command's result holds, about. */
const PIECE = 5000;

/** A command that makes several rows of one: piece by piece, so that no more is made than is asked for. */
export function expandRows(
  fieldsOf: (fields: readonly string[]) => readonly string[],
  expand: (row: Row, fields: readonly string[]) => readonly Row[],
): Transform {
  return async function* (input) {
    for await (const { fields, rows } of input) {
      let piece: Row[] = [];
      for (const row of rows) {
        for (const one of expand(row, fields)) piece.push(one);
        if (piece.length < PIECE) continue;
        yield { fields: fieldsOf(fields), rows: piece };
        piece = [];
      }
      yield { fields: fieldsOf(fields), rows: piece };
    }
  };
}

/** A command that needs all rows at once; they are bounded by the limits of the search. */
export function mapTable(context: SearchContext, change: (table: Batch) => Batch | Promise<Batch>): Transform {
  return async function* (input) {
    yield await change(await collect(input, context));
  };
}

/** All rows of a stream in one batch. Stops, and says so, at the most rows that a search may keep. */
export async function collect(input: Stream, context: SearchContext): Promise<Batch> {
  const rows: Row[] = [];
  let fields = emptyBatch.fields;
  let bytes = 0;
  for await (const batch of input) {
    fields = addFields(fields, batch.fields);
    const room = context.limits.maxResultRows - rows.length;
    for (const row of batch.rows.slice(0, room)) rows.push(row);
    bytes += memoryOf(batch.rows);
    requireMemory(bytes, context);
    if (batch.rows.length > room) {
      reportRowLimit(context);
      break;
    }
  }
  return { fields, rows };
}

/** Says that rows beyond the limit were left out. */
export function reportRowLimit(context: SearchContext): void {
  const { maxResultRows } = context.limits;
  context.report(
    engineMessage('rowLimit', 'warning', nowhere, {
      message: `Only the first ${maxResultRows} rows were kept (limits.conf [search] max_count)`,
      hint: 'Narrow the search or the time range, or summarise with stats earlier.',
    }),
  );
}

/** Throws the problem of a command that keeps more bytes than it may. */
export function requireMemory(bytes: number, { limits }: Pick<SearchContext, 'limits'>): void {
  if (bytes <= limits.maxMemoryBytes) return;
  const most = Math.round(limits.maxMemoryBytes / 1024 ** 2);
  throw problemAt(
    'memoryLimit',
    nowhere,
    `The rows of this search need more than ${most} MB (limits.conf [default] max_mem_usage_mb)`,
    'Keep fewer fields, or summarise with stats earlier.',
  );
}

/** For messages about the search as a whole. */
export const nowhere = { source: { name: '<search>', text: '' }, start: 0, end: 0 } as const;
