import type { AggregateName, Aggregation, SearchExpression, StatsCommand } from '../../spl/ast';
import type { SqlQuery } from '../store/run_query';
import { eventCondition, eventResolver } from './event_search';
import { timeColumn, type FieldSource } from './field_source';
import { fragment, identifier, joined, sql, type Fragment } from './fragment';
import { sqlAggregate } from './sql_aggregate';
import type { TimeRange } from './time_range';

/** `search … | stats …` as one SQL query, where SQL's answer is the same as the commands' own. */

/** What may be done in SQL: with any field, or with fields other than `_time`, whose numbers SQL would write differently. */
const inSql: Readonly<Partial<Record<AggregateName, 'any' | 'text'>>> = {
  avg: 'any',
  count: 'any',
  dc: 'text',
  earliest: 'any',
  first: 'any',
  last: 'any',
  latest: 'any',
  list: 'text',
  max: 'any',
  min: 'any',
  range: 'any',
  sum: 'any',
  values: 'text',
};

/** True when a stats command over events can be one query. */
export function isSqlStats({ aggregations, by, options }: StatsCommand): boolean {
  return (
    options.allnum !== true &&
    aggregations.every(isSqlAggregation) &&
    by.every(({ field, binning }) => binning === null && isPlain(field.name))
  );
}

function isSqlAggregation({ function: name, argument, sparkline }: Aggregation): boolean {
  const fields = sparkline === null ? inSql[name] : undefined;
  if (argument === null) return fields !== undefined;
  if (fields === undefined || argument.kind !== 'field' || !isPlain(argument.name)) return false;
  return fields === 'any' || argument.name !== '_time';
}

/** A field with one value at most: no wildcard, and not the tags. */
function isPlain(name: string): boolean {
  return !name.includes('*') && eventResolver(name).kind !== 'constant';
}

/**
 * The query: a row a group in the order of the by-fields, by-fields first (null where events lack them), then the aggregations, then the number of
 * events. Each field is taken out of the event once.
 */
export function planEventStats(expression: SearchExpression, stats: StatsCommand, range: TimeRange): SqlQuery {
  const names = [...new Set([...stats.by.map(({ field }) => field.name), ...stats.aggregations.flatMap(argumentOf)])];
  const column = (name: string): Fragment => identifier(`f${names.indexOf(name)}`);
  const sources = names.map((name) => fragment`, ${taken(name)} AS ${column(name)}`);
  const aggregates = stats.aggregations.map((one) => aggregateOf(one, column));
  const keys = stats.by.map(({ field }) => column(field.name));
  const grouping =
    keys.length === 0 ? sql('') : fragment` GROUP BY ${joined(keys, ', ')} ORDER BY ${joined(keys, ', ')}`;
  const events = fragment`SELECT "time", seq${joined(sources, '')} FROM events WHERE ${eventCondition(expression, range)}`;
  return fragment`SELECT ${joined([...keys, ...aggregates, sql('count(*)')], ', ')} FROM (${events})${grouping}`;
}

function argumentOf({ argument }: Aggregation): readonly string[] {
  return argument?.kind === 'field' ? [argument.name] : [];
}

function taken(name: string): Fragment {
  const source = eventResolver(name);
  return source.kind === 'text' ? source.value : timeColumn;
}

function aggregateOf(one: Aggregation, column: (name: string) => Fragment): Fragment {
  const [name] = argumentOf(one);
  if (name === undefined) return sql('count(*)');
  const source: FieldSource = name === '_time' ? { kind: 'time' } : { kind: 'text', value: column(name) };
  return sqlAggregate(one.function, source, 0);
}
