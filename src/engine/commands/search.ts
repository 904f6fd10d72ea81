import type { Command, SearchExpression } from '../../spl/ast';
import { fieldsNeeded, rowsNeeded } from '../../spl/needed_fields';
import type { Stream } from '../context';
import { planEventSearch, type EventNeeds } from '../planner/event_search';
import { rowCondition } from '../search/row_condition';
import type { Row } from '../types';
import { resolveSubsearches } from '../subsearch/resolve';
import { mapRows, type CommandContext, type Runner } from './command';

/** `search`: at the start it reads events from the store, behind a pipe it filters rows. */
export const runSearchCommand: Runner<'search'> = (command, context) =>
  async function* (input) {
    const expression = await resolveSubsearches(command.expression, context);
    if (context.first) yield* readEvents(expression, needsOf(context.ahead), context);
    else {
      const holds = rowCondition(expression);
      yield* mapRows((row) => (holds(row) ? row : null))(input);
    }
  };

function needsOf(ahead: readonly Command[]): EventNeeds {
  return { fields: fieldsNeeded(ahead), rows: rowsNeeded(ahead) };
}

/** The events of a condition, newest first, in batches. */
export async function* readEvents(expression: SearchExpression, needs: EventNeeds, context: CommandContext): Stream {
  const { query, rowOf } = planEventSearch(expression, needs, context);
  for await (const cells of context.store.query(query, context.signal)) {
    const rows = cells.map(rowOf);
    context.counters.scanned += rows.length;
    context.counters.matched += rows.length;
    yield { fields: eventFields(rows, needs.fields), rows };
  }
}

/** The fields that some row has: internal ones first, the others by name. */
function eventFields(rows: readonly Row[], wanted: EventNeeds['fields']): readonly string[] {
  const names = new Set<string>();
  for (const row of rows) for (const name of Object.keys(row)) names.add(name);
  names.delete('_time');
  names.delete('_raw');
  const internal = ['_time', '_raw'].filter((name) => wanted?.has(name) !== false);
  return [...internal, ...[...names].sort()];
}
