import type { Command, SearchCommand, StatsCommand } from '../../spl/ast';
import type { SearchContext, Stream } from '../context';
import { isSqlStats, planEventStats } from '../planner/event_stats';
import { rangeOf } from '../planner/time_range';
import { cellValue } from '../planner/tstats';
import type { SqlValue } from '../store/run_query';
import { keyRow } from '../stats/group_by';
import { resolveSubsearches } from '../subsearch/resolve';
import type { FieldValue, Row } from '../types';
import { saysSomething, tooManyGroups } from './stats';

/** `search … | stats …` at the start of a pipeline: the database groups the events; null when it can't be so. */
export function eventStats([search, stats]: readonly Command[], context: SearchContext): Stream | null {
  return search?.kind === 'search' && stats?.kind === 'stats' && isSqlStats(stats)
    ? summary(search, stats, context)
    : null;
}

async function* summary(search: SearchCommand, stats: StatsCommand, context: SearchContext): Stream {
  const expression = await resolveSubsearches(search.expression, context);
  const by = stats.by.map(({ field }) => field.name);
  const names = stats.aggregations.map(({ as, text }) => as?.name ?? text);
  const range = rangeOf(expression, context.range, context.clock);
  const rows: Row[] = [];
  for await (const cells of context.store.query(
    planEventStats(expression, stats, range),
    context.signal,
    context.progressed,
  ))
    for (const one of cells) {
      count(context, one.at(-1));
      const key = one.slice(0, by.length).filter((cell) => typeof cell === 'string' || typeof cell === 'number');
      // A row that lacks a by-field belongs to no group.
      if (key.length < by.length) continue;
      rows.push({ ...keyRow(by, key), ...results(names, one.slice(by.length)) });
      if (rows.length > context.limits.maxResultRows) throw tooManyGroups(context);
    }
  yield { fields: [...new Set([...by, ...names])], rows: by.length === 0 ? rows.filter(saysSomething) : rows };
}

function count({ counters }: SearchContext, cell: SqlValue | undefined): void {
  const events = typeof cell === 'number' ? cell : 0;
  counters.scanned += events;
  counters.matched += events;
}

function results(names: readonly string[], cells: readonly SqlValue[]): Row {
  return Object.fromEntries(names.map((name, i): [string, FieldValue] => [name, cellValue(cells[i])]));
}
