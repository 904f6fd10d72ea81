import type { SearchExpression } from '../../spl/ast';
import type { Stream } from '../context';
import { eventRow, planEventSearch } from '../planner/event_search';
import { rowCondition } from '../search/row_condition';
import type { Row } from '../types';
import { resolveSubsearches } from '../subsearch/resolve';
import { mapRows, type CommandContext, type Runner } from './command';

/** `search`: at the start it reads events from the store, behind a pipe it filters rows. */
export const runSearchCommand: Runner<'search'> = (command, context) =>
  async function* (input) {
    const expression = await resolveSubsearches(command.expression, context);
    if (context.first) yield* readEvents(expression, context);
    else {
      const holds = rowCondition(expression);
      yield* mapRows((row) => (holds(row) ? row : null))(input);
    }
  };

/** The events of a condition, newest first, in batches. */
export async function* readEvents(expression: SearchExpression, context: CommandContext): Stream {
  const query = planEventSearch(expression, context);
  for await (const cells of context.store.query(query, context.signal)) {
    const rows = cells.map(eventRow);
    context.counters.scanned += rows.length;
    context.counters.matched += rows.length;
    yield { fields: eventFields(rows), rows };
  }
}

/** The fields that some row has: internal ones first, the others by name. */
function eventFields(rows: readonly Row[]): readonly string[] {
  const names = new Set<string>();
  for (const row of rows) for (const name of Object.keys(row)) names.add(name);
  names.delete('_time');
  names.delete('_raw');
  return ['_time', '_raw', ...[...names].sort()];
}
