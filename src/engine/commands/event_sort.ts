import { fieldsNeeded, rowsNeeded } from '../../spl/needed_fields';
import type { Command, SearchCommand, SortCommand } from '../../spl/ast';
import type { SearchContext, Stream } from '../context';
import { eventOrder, isSqlSort } from '../planner/event_order';
import { eventCondition, planEventSearch } from '../planner/event_search';
import { fragment } from '../planner/fragment';
import { rangeOf } from '../planner/time_range';
import { resolveSubsearches } from '../subsearch/resolve';
import { eventFields } from './search';
import { DEFAULT_LIMIT } from './sort';

/** `search … | sort …` at the start of a pipeline: the database sorts the events; null when it can't be so. */
export function eventSort([search, sort, ...ahead]: readonly Command[], context: SearchContext): Stream | null {
  return search?.kind === 'search' && sort?.kind === 'sort' && isSqlSort(sort)
    ? sortedEvents(search, sort, ahead, context)
    : null;
}

async function* sortedEvents(
  search: SearchCommand,
  sort: SortCommand,
  ahead: readonly Command[],
  context: SearchContext,
): Stream {
  const { store, signal, counters, progressed } = context;
  const expression = await resolveSubsearches(search.expression, context);
  const range = rangeOf(expression, context.range, context.clock);
  const count = fragment`SELECT count(*) FROM events WHERE ${eventCondition(expression, range)}`;
  for await (const [row] of store.query(count, signal)) counters.matched += Number(row?.[0] ?? 0);
  counters.scanned = counters.matched;
  const fields = fieldsNeeded([sort, ...ahead]);
  const { query, rowOf } = planEventSearch(expression, range, {
    fields,
    rows: mostRows(sort, ahead, context),
    order: eventOrder(sort),
  });
  let given = 0;
  for await (const cells of store.query(query, signal, progressed)) {
    const rows = cells.map(rowOf);
    given += rows.length;
    yield { fields: eventFields(rows, fields), rows };
  }
  if (given === 0) yield { fields: eventFields([], fields), rows: [] };
}

/** As many as the sort keeps, as the commands behind it read, or as a result may have and one more; null: all. */
function mostRows({ limit }: SortCommand, ahead: readonly Command[], { limits }: SearchContext): number | null {
  const most = Math.min(limit === 0 ? Infinity : (limit ?? DEFAULT_LIMIT), rowsNeeded(ahead) ?? Infinity);
  const shown = ahead.length === 0 ? limits.maxResultRows + 1 : Infinity;
  const least = Math.min(most, shown);
  return least === Infinity ? null : least;
}
