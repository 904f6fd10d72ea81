import type { Command, SearchExpression } from '../../spl/ast';
import { fieldsNeeded, rowsNeeded } from '../../spl/needed_fields';
import type { Stream } from '../context';
import { planEventSearch, type EventNeeds } from '../planner/event_search';
import { rangeOf, type TimeRange } from '../planner/time_range';
import { rowCondition } from '../search/row_condition';
import { timeSlices } from '../store/time_slices';
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

/** The events of a condition, newest first, in batches; many of them slice by slice of time. */
export async function* readEvents(expression: SearchExpression, needs: EventNeeds, context: CommandContext): Stream {
  const range = rangeOf(expression, context.range, context.clock);
  const { store } = context;
  let left = needs.rows ?? Infinity;
  let found = 0;
  const slices = timeSlices(await store.timeBounds(), range, () => ({ rows: found, size: store.sliceEvents }));
  for (const { range: slice, done } of slices) {
    const rows = needs.rows === null ? null : left;
    found = 0;
    for await (const batch of sliceOf(expression, slice, { ...needs, rows }, context)) {
      left -= batch.rows.length;
      found += batch.rows.length;
      yield batch;
    }
    context.progressed(done);
    if (left <= 0 || context.signal.aborted) return;
  }
}

async function* sliceOf(
  expression: SearchExpression,
  slice: TimeRange,
  needs: EventNeeds,
  context: CommandContext,
): Stream {
  const { query, rowOf } = planEventSearch(expression, slice, needs);
  for await (const cells of context.store.query(query, context.signal)) {
    const rows = cells.map(rowOf);
    context.counters.scanned += rows.length;
    context.counters.matched += rows.length;
    yield { fields: eventFields(rows, needs.fields), rows };
  }
}

/** The fields that some row has: internal ones first, the others by name. */
export function eventFields(rows: readonly Row[], wanted: EventNeeds['fields']): readonly string[] {
  const names = new Set<string>();
  for (const row of rows) for (const name of Object.keys(row)) names.add(name);
  names.delete('_time');
  names.delete('_raw');
  const internal = ['_time', '_raw'].filter((name) => wanted?.has(name) !== false);
  return [...internal, ...[...names].sort()];
}
