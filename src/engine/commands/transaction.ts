import type { TransactionCommand, TransactionFilter } from '../../spl/ast';
import { asTruth } from '../eval/eval_value';
import { engineMessage, problemAt } from '../problem';
import { rowCondition } from '../search/row_condition';
import { resolveSubsearches } from '../subsearch/resolve';
import { OpenTransactions, type Grouping, type Transaction } from '../transactions/open_transactions';
import { transactionRow } from '../transactions/transaction_row';
import type { Row } from '../types';
import { addFields, fieldOf, withField, type Batch } from '../values/row';
import { numberOf } from '../values/value';
import { mapTable, type CommandContext, type Runner } from './command';
import { compilePrepared } from './prepared_expression';
import { windowSeconds } from './window_seconds';

/** limits.conf [transactions]. */
const MOST_OPEN = 5000;
const MOST_OPEN_EVENTS = 100_000;
/** Events between which others get their turn. */
const SLICE = 5000;
/** Events of one transaction when nobody says otherwise. */
const DEFAULT_EVENTS = 1000;

/** `transaction`: events that belong together as one row; the newest event comes first, as the command reads them. */
export const runTransaction: Runner<'transaction'> = (command, context) =>
  mapTable(context, async (table) => {
    const grouping = await groupingOf(command, context);
    const timed = table.rows.filter((row) => timeOf(row) !== undefined);
    const rows = newestFirst(timed, command, context);
    const open = new OpenTransactions(grouping);
    for (const [i, row] of rows.entries()) {
      if (i % SLICE === SLICE - 1) await context.store.turn();
      if (context.signal.aborted) break;
      open.add(row, timeOf(row) ?? 0);
    }
    const { transactions, orphans, evicted } = open.finish();
    const { keepevicted = false, keeporphans = false } = command.options;
    if (evicted > 0 && !keepevicted && isConstrained(command)) sayEvicted(command, evicted, context);
    const shown = transactions.filter(({ isClosed }) => isClosed || keepevicted || !isConstrained(command));
    const lost = keeporphans ? [...orphans, ...table.rows.filter((row) => timeOf(row) === undefined)] : [];
    return result(table, shown, lost, command);
  });

function timeOf(row: Row): number | undefined {
  return numberOf(fieldOf(row, '_time'));
}

/** Whether anything says when a transaction is complete; without it all of them are shown. */
function isConstrained({ options, startsWith, endsWith }: TransactionCommand): boolean {
  const { maxspan, maxpause, maxevents } = options;
  return [maxspan, maxpause, maxevents].some((one) => one !== undefined) || startsWith !== null || endsWith !== null;
}

async function groupingOf(command: TransactionCommand, context: CommandContext): Promise<Grouping> {
  const { options, fields } = command;
  const events = options.maxevents ?? DEFAULT_EVENTS;
  return {
    fields: fields.map(({ name }) => name),
    connected: options.connected ?? true,
    maxSpan: lengthOf('maxspan', options.maxspan, command),
    maxPause: lengthOf('maxpause', options.maxpause, command),
    maxEvents: events < 0 ? Infinity : events,
    isStart: await filterOf(command.startsWith, context),
    isEnd: await filterOf(command.endsWith, context),
    isTimed: options.maxspan !== undefined || options.maxpause !== undefined || options.maxevents !== undefined,
    mostOpen: options.maxopentxn ?? MOST_OPEN,
    mostOpenEvents: options.maxopenevents ?? MOST_OPEN_EVENTS,
  };
}

/** Seconds; a negative length is no limit. */
function lengthOf(name: string, written: string | undefined, { span }: TransactionCommand): number {
  if (written === undefined || written.startsWith('-')) return Infinity;
  const seconds = windowSeconds(written);
  if (seconds !== undefined) return seconds;
  throw problemAt('badArgument', span, `"${written}" is no ${name}`, `Write a number and s, m, h or d: ${name}=30s.`);
}

async function filterOf(
  filter: TransactionFilter | null,
  context: CommandContext,
): Promise<((row: Row) => boolean) | null> {
  switch (filter?.kind) {
    case undefined:
      return null;
    case 'eval': {
      const evaluate = await compilePrepared(filter.expression, context);
      return (row) => asTruth(evaluate(row)) === true;
    }
    case 'search': {
      const holds = rowCondition(await resolveSubsearches(filter.expression, context));
      return (row) => holds(row) === true;
    }
    case 'text': {
      const [command] = context.parse(`search ${filter.text}`, filter.span).commands;
      if (command?.kind === 'search') {
        const holds = rowCondition(command.expression);
        return (row) => holds(row) === true;
      }
      throw problemAt('badArgument', filter.span, 'This is no condition', 'Write a search such as field=value.');
    }
  }
}

/** The rows in the order in which the command works; Splunk wants them so, and says nothing of others. */
function newestFirst(rows: readonly Row[], { span }: TransactionCommand, { report }: CommandContext): readonly Row[] {
  const isSorted = rows.every((row, i) => i === 0 || (timeOf(row) ?? 0) <= (timeOf(rows[i - 1] ?? row) ?? 0));
  if (isSorted) return rows;
  report(
    engineMessage('eventOrder', 'warning', span, {
      message: 'transaction wants its events newest first, and these come otherwise: they were sorted',
      hint: 'Write sort 0 -_time before transaction, so that Splunk has them so too.',
    }),
  );
  return [...rows].sort((a, b) => (timeOf(b) ?? 0) - (timeOf(a) ?? 0));
}

function sayEvicted({ span }: TransactionCommand, count: number, { report }: CommandContext): void {
  report(
    engineMessage('memoryLimit', 'warning', span, {
      message: `${count} open transactions were given up (limits.conf [transactions] maxopentxn, maxopenevents)`,
      hint: 'Narrow the search, set maxspan or maxpause, or keep them with keepevicted=true.',
    }),
  );
}

function result(
  { fields }: Batch,
  shown: readonly Transaction[],
  orphans: readonly Row[],
  { options, fields: by }: TransactionCommand,
): Batch {
  const { keeporphans = false, mvlist = 'false', nullstr = 'NULL' } = options;
  const names = by.map(({ name }) => name);
  const isList = listTest(mvlist);
  const rows = shown.map((one) => transactionRow(one, fields, { isList, nullText: nullstr, by: names }));
  const all = [...rows, ...orphans.map((row) => withField(row, '_txn_orphan', 1))];
  return {
    fields: addFields(fields, ['duration', 'eventcount', 'closed_txn', ...(keeporphans ? ['_txn_orphan'] : [])]),
    rows: all.sort((a, b) => (timeOf(b) ?? 0) - (timeOf(a) ?? 0)),
  };
}

/** Which fields are shown as lists: `mvlist=true` all, or those that it names. */
function listTest(mvlist: string): (name: string) => boolean {
  if (/^(?:t|true|1)$/i.test(mvlist)) return () => true;
  if (/^(?:f|false|0)$/i.test(mvlist)) return () => false;
  const names = new Set(mvlist.split(/[\s,]+/));
  return (name) => names.has(name);
}
