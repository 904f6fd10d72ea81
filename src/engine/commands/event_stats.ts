import type { Command, SearchCommand, StatsCommand } from '../../spl/ast';
import type { SearchContext, Stream } from '../context';
import { isSqlStats, planEventStats } from '../planner/event_stats';
import { rangeOf } from '../planner/time_range';
import { cellValue } from '../planner/tstats';
import type { SqlValue } from '../store/run_query';
import { keyRow } from '../stats/group_by';
import { resolveSubsearches } from '../subsearch/resolve';
import type { FieldValue, Row } from '../types';
import type { Batch } from '../values/row';
import { queryWithPreview, type PreviewedQuery } from './query_with_preview';
import { saysSomething, tooManyGroups } from './stats';

/** `search … | stats …` at the start of a pipeline: the database groups the events; null when it can't be so. */
export function eventStats([search, stats, ...ahead]: readonly Command[], context: SearchContext): Stream | null {
  return search?.kind === 'search' && stats?.kind === 'stats' && isSqlStats(stats)
    ? summary(search, stats, ahead, context)
    : null;
}

async function* summary(
  search: SearchCommand,
  stats: StatsCommand,
  ahead: readonly Command[],
  context: SearchContext,
): Stream {
  const expression = await resolveSubsearches(search.expression, context);
  const { groupOf, tableOf } = shapeOf(stats);
  const range = rangeOf(expression, context.range, context.clock);
  const query: PreviewedQuery = {
    whole: planEventStats(expression, stats, range),
    within: (slice) => planEventStats(expression, stats, slice),
    range,
    tableOf: (cells) => tableOf(cells.map(groupOf).filter((row) => row !== null)),
    ahead,
  };
  const rows: Row[] = [];
  for await (const cells of queryWithPreview(query, context))
    for (const one of cells) {
      count(context, one.at(-1));
      const row = groupOf(one);
      if (row !== null) rows.push(row);
      if (rows.length > context.limits.maxResultRows) throw tooManyGroups(context);
    }
  yield tableOf(rows);
}

interface Shape {
  /** The row of a group; null when it lacks a by-field and so is none. */
  readonly groupOf: (cells: readonly SqlValue[]) => Row | null;
  readonly tableOf: (rows: readonly Row[]) => Batch;
}

function shapeOf(stats: StatsCommand): Shape {
  const by = stats.by.map(({ field }) => field.name);
  const names = stats.aggregations.map(({ as, text }) => as?.name ?? text);
  const fields = [...new Set([...by, ...names])];
  return {
    groupOf: (cells) => {
      const key = cells.slice(0, by.length).filter((cell) => typeof cell === 'string' || typeof cell === 'number');
      return key.length < by.length ? null : { ...keyRow(by, key), ...results(names, cells.slice(by.length)) };
    },
    tableOf: (rows) => ({ fields, rows: by.length === 0 ? rows.filter(saysSomething) : rows }),
  };
}

function count({ counters }: SearchContext, cell: SqlValue | undefined): void {
  const events = typeof cell === 'number' ? cell : 0;
  counters.scanned += events;
  counters.matched += events;
}

function results(names: readonly string[], cells: readonly SqlValue[]): Row {
  return Object.fromEntries(names.map((name, i): [string, FieldValue] => [name, cellValue(cells[i])]));
}
