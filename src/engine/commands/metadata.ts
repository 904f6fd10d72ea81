import type { SearchExpression, SearchValue } from '../../spl/ast';
import type { Span } from '../../core/source';
import { metadataColumns, metadataFields } from '../../spl/commands/metadata';
import { eventCondition } from '../planner/event_search';
import { fragment, identifier } from '../planner/fragment';
import type { Row } from '../types';
import { requireFirst, type Runner } from './command';

/** limits.conf [metadata] maxresultrows */
const MOST_ROWS = 10_000;

/** `metadata`: the hosts, sources or sourcetypes of the events in the range, each with its first and last time; no event keeps another time at which it came. */
export const runMetadata: Runner<'metadata'> = (command, context) => {
  requireFirst(context, command, 'Put it first, or into append [| metadata …].');
  const { type, indexes, span } = command;
  const fields = metadataColumns(type);
  const column = identifier(metadataFields[type]);
  const condition = eventCondition(inIndexes(indexes, span), context.range);
  const query = fragment`SELECT ${column}, min("time"), max("time"), count(*)::DOUBLE FROM events WHERE ${condition} AND ${column} IS NOT NULL GROUP BY 1 ORDER BY 1 LIMIT ${MOST_ROWS}`;
  return async function* () {
    let given = false;
    for await (const cells of context.store.query(query, context.signal, context.progressed)) {
      given = true;
      yield { fields, rows: cells.map((one) => rowOf(type, one)) };
    }
    if (!given) yield { fields, rows: [] };
  };
};

function rowOf(type: keyof typeof metadataFields, [name, first, last, count]: readonly unknown[]): Row {
  const seconds = (time: unknown): number => Math.floor(Number(time));
  return {
    firstTime: seconds(first),
    [metadataFields[type]]: String(name),
    lastTime: seconds(last),
    recentTime: seconds(last),
    totalCount: Number(count),
    type,
  };
}

/** The condition for some indexes; none are those that a search looks into by default. */
export function inIndexes(indexes: readonly SearchValue[], span: Span): SearchExpression {
  if (indexes.length === 0) return { kind: 'everything', span };
  return { kind: 'in', field: { kind: 'field', name: 'index', span }, values: indexes, span };
}
