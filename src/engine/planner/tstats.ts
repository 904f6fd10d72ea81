import { didYouMean } from '../../core/suggest';
import type { Aggregation, ByField, TstatsCommand } from '../../spl/ast';
import type { SearchContext } from '../context';
import { engineMessage, problemAt } from '../problem';
import type { FieldValue } from '../types';
import type { SqlQuery, SqlValue } from '../store/run_query';
import { fromList, type Scalar } from '../values/value';
import { searchCondition } from './condition';
import { timeColumn, type FieldResolver } from './field_source';
import { fragment, joined, sql, type Fragment } from './fragment';
import { modelFieldNames, modelResolver } from './model';
import { sqlAggregate } from './sql_aggregate';
import { indexCondition } from './internal_indexes';
import { rangeCondition, rangeOf, type TimeRange } from './time_range';
import { timeBin } from './time_bin';

/** `tstats` as one SQL query. */
export interface TstatsPlan {
  readonly query: SqlQuery;
  /** Names of the columns in their order: by-fields, then aggregations. */
  readonly columns: readonly string[];
}

/** Plans a tstats command, of its time range only `slice`; throws SearchProblem for what it refuses and reports fields that the model lacks. */
export function planTstats(command: TstatsCommand, context: SearchContext, slice?: TimeRange): TstatsPlan {
  refuseOptions(command);
  const resolve = resolver(command, context);
  const by = command.by.map((field) => byColumn(field, command, resolve, context));
  const aggregates = command.aggregations.map((one) => aggregateColumn(one, resolve));
  const condition = joined(
    [...(slice === undefined ? [] : [rangeCondition(slice)]), ...conditions(command, resolve, context, by)],
    ' AND ',
  );
  const selected = joined([...by.map(({ value }) => value), ...aggregates], ', ');
  const grouping = by.map((_, i) => String(i + 1)).join(', ');
  const group = sql(by.length === 0 ? '' : ` GROUP BY ${grouping} ORDER BY ${grouping}`);
  return {
    query: fragment`SELECT ${selected} FROM events WHERE ${condition}${group} LIMIT ${context.limits.maxResultRows + 1}`,
    columns: [
      ...command.by.map(({ field }) => field.name),
      ...command.aggregations.map((one) => one.as?.name ?? one.text),
    ],
  };
}

/** A cell of the answer as a field's value. */
export function cellValue(cell: SqlValue | undefined): FieldValue {
  if (typeof cell === 'string' || typeof cell === 'number') return cell;
  if (cell === undefined || cell === null || typeof cell === 'boolean') return null;
  return fromList(cell.filter((one): one is Scalar => typeof one === 'string' || typeof one === 'number'));
}

function refuseOptions({ options, span }: TstatsCommand): void {
  for (const name of ['prestats', 'append'] as const)
    if (options[name] === true)
      throw problemAt(
        'optionRefused',
        span,
        `tstats with ${name}=true is not supported here`,
        name === 'append'
          ? 'Use append [| tstats …] instead.'
          : 'Let tstats compute the results itself, or use stats on a search.',
      );
}

function resolver(command: TstatsCommand, context: SearchContext): FieldResolver {
  const resolve = modelResolver((name) => reportUnknown(name, command, context));
  if (command.datamodel !== null) return resolve;
  const indexed = new Set(['_time', 'host', 'source', 'sourcetype', 'index']);
  return (name) => {
    if (indexed.has(name)) return resolve(name);
    reportUnknown(name, command, context);
    return { kind: 'nothing' };
  };
}

function reportUnknown(name: string, command: TstatsCommand, context: SearchContext): void {
  if (command.datamodel !== null && !isProcesses(command)) return;
  const where = command.datamodel === null ? 'no indexed field' : 'no field of Endpoint.Processes';
  context.report(
    engineMessage('unknownField', 'warning', fieldSpan(name, command), {
      message: `"${name}" is ${where}: it is null for every event`,
      hint: didYouMean(name, modelFieldNames, 'Fields of the data model are written Processes.name; case counts.'),
    }),
  );
}

function fieldSpan(name: string, command: TstatsCommand): TstatsCommand['span'] {
  return command.by.find(({ field }) => field.name === name)?.field.span ?? command.span;
}

/** The one dataset that is filled here. */
export function isProcesses({ datamodel }: TstatsCommand): boolean {
  return datamodel === null || (datamodel.model === 'Endpoint' && (datamodel.dataset ?? 'Processes') === 'Processes');
}

function conditions(
  command: TstatsCommand,
  resolve: FieldResolver,
  context: SearchContext,
  by: readonly ByColumn[],
): readonly Fragment[] {
  const { where, datamodel } = command;
  const range = rangeCondition(rangeOf(where, context.range, context.clock));
  const asked = where === null ? [] : [searchCondition(where, { resolve, terms: false })];
  const inModel = datamodel === null ? [indexCondition(where)] : [sql(isProcesses(command) ? 'in_model' : 'FALSE')];
  if (datamodel !== null && !isProcesses(command)) reportModel(command, context);
  return [...inModel, range, ...asked, ...by.flatMap(({ notNull }) => notNull ?? [])];
}

function reportModel({ datamodel, span }: TstatsCommand, context: SearchContext): void {
  const name = [datamodel?.model, datamodel?.dataset].filter(Boolean).join('.');
  context.report(
    engineMessage('unknownModel', 'warning', datamodel?.span ?? span, {
      message: `The data model ${name} holds no events here`,
      hint: didYouMean(name, ['Endpoint.Processes'], 'Only Endpoint.Processes is filled, from process creations.'),
    }),
  );
}

interface ByColumn {
  readonly value: Fragment;
  readonly notNull: Fragment | null;
}

function byColumn(
  { field, binning }: ByField,
  { options }: TstatsCommand,
  resolve: FieldResolver,
  context: SearchContext,
): ByColumn {
  const source = resolve(field.name);
  if (source.kind === 'time')
    return { value: binning === null ? timeColumn : timeBin(binning, context.clock.timeZone), notNull: null };
  const value = source.kind === 'text' ? source.value : sql('CAST(NULL AS VARCHAR)');
  const fill = options.fillnull_value;
  if (fill !== undefined) return { value: fragment`coalesce(${value}, ${fill})`, notNull: null };
  return { value, notNull: fragment`${value} IS NOT NULL` };
}

function aggregateColumn(one: Aggregation, resolve: FieldResolver): Fragment {
  if (one.argument === null) return sql('count(*)');
  if (one.argument.kind === 'eval')
    throw problemAt(
      'badExpression',
      one.span,
      'tstats cannot compute eval expressions',
      'Compute it with eval and stats behind tstats.',
    );
  if (one.argument.name.includes('*'))
    throw problemAt(
      'badExpression',
      one.span,
      'tstats takes no wildcards in the fields it aggregates',
      'Name the fields one by one.',
    );
  return sqlAggregate(one.function, resolve(one.argument.name), one.percentile ?? 0);
}
