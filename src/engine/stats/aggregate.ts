import type { Aggregation, ChartedAggregation, ComputedAggregation } from '../../spl/ast';
import { compileIn } from '../commands/expression_scope';
import type { SearchContext } from '../context';
import { fieldValueOf } from '../eval/eval_value';
import { fieldOf, fieldStars, isInternal } from '../values/row';
import type { FieldValue, Row } from '../types';
import { accumulators, onlyOfNumbers, type Accumulator, type Hold } from './accumulator';
import type { Cell } from './cell';
import { sparklineCells } from './sparkline';

/** Aggregations of one command, ready to be run for any number of groups. */
export interface Aggregator {
  readonly names: readonly string[];
  readonly newGroup: () => Group;
  /** Bytes that the values kept by all groups take, roughly. */
  readonly held: () => number;
}

export interface Group {
  readonly add: (row: Row) => void;
  readonly results: () => Readonly<Record<string, FieldValue>>;
}

interface Column {
  readonly name: string;
  readonly newCell: () => Cell;
}

/** `allnum` of stats and its like. */
interface AggregationOptions {
  readonly allnum?: boolean;
}

/** Compiles aggregations; wildcards must be expanded (see expandAggregations). */
export function aggregator(
  aggregations: readonly ChartedAggregation[],
  context: SearchContext,
  { allnum = false }: AggregationOptions = {},
): Aggregator {
  let held = 0;
  const scope = { context, allnum, hold: (bytes: number): void => void (held += bytes) };
  const columns = aggregations.map((one) => columnOf(one, scope));
  return {
    names: [...new Set(columns.map(({ name }) => name))],
    newGroup: () => newGroup(columns),
    held: () => held,
  };
}

/** The column that an aggregation makes. */
export function columnName({ as, text }: ChartedAggregation): string {
  return as?.name ?? text;
}

interface Scope {
  readonly context: SearchContext;
  readonly allnum: boolean;
  readonly hold: Hold;
}

function columnOf(aggregation: ChartedAggregation, scope: Scope): Column {
  const { context, hold } = scope;
  const name = columnName(aggregation);
  if (aggregation.kind === 'computed') return { name, newCell: computedCells(aggregation, scope) };
  const value = valueOf(aggregation, context);
  const make = (): Accumulator => {
    const plain = accumulators[aggregation.function](aggregation.percentile ?? 0, hold);
    return scope.allnum ? onlyOfNumbers(aggregation.function, plain) : plain;
  };
  if (aggregation.sparkline !== null)
    return { name, newCell: sparklineCells({ binning: aggregation.sparkline.binning, value, make, hold }, context) };
  return {
    name,
    newCell: () => {
      const accumulator = make();
      return {
        add: (row) => {
          const one = value(row);
          if (one !== null) accumulator.add(one, row);
        },
        result: accumulator.result,
      };
    },
  };
}

/** An expression over aggregations: these are kept apart, and computed with in the end. */
function computedCells({ aggregations, expression }: ComputedAggregation, scope: Scope): () => Cell {
  const columns = aggregations.map((one) => columnOf(one, scope));
  const evaluate = compileIn(scope.context, expression);
  return () => {
    const group = newGroup(columns);
    return { add: group.add, result: () => fieldValueOf(evaluate(group.results())) };
  };
}

/** What the function counts or computes: the field, 1 for a bare count, 1 or nothing for a condition. */
function valueOf({ argument }: Aggregation, context: SearchContext): (row: Row) => FieldValue {
  if (argument === null) return () => 1;
  if (argument.kind === 'field') return (row) => fieldOf(row, argument.name);
  const evaluate = compileIn(context, argument.expression);
  return (row) => {
    const value = evaluate(row);
    return typeof value === 'boolean' ? (value ? 1 : null) : fieldValueOf(value);
  };
}

function newGroup(columns: readonly Column[]): Group {
  const cells = columns.map(({ name, newCell }) => ({ name, cell: newCell() }));
  return {
    add: (row) => {
      for (const { cell } of cells) cell.add(row);
    },
    results: () => Object.fromEntries(cells.map(({ name, cell }) => [name, cell.result()])),
  };
}

/** True when an aggregation stands for several fields. */
export function hasWildcard(aggregation: ChartedAggregation): boolean {
  if (aggregation.kind === 'computed') return false;
  const { argument } = aggregation;
  return argument?.kind === 'field' && argument.name.includes('*');
}

/** One aggregation for each field that a wildcard stands for; by-fields and internal fields are left out. */
export function expandAggregations(
  aggregations: readonly ChartedAggregation[],
  fields: readonly string[],
  by: readonly string[],
): readonly ChartedAggregation[] {
  const candidates = fields.filter((field) => !isInternal(field) && !by.includes(field));
  return aggregations.flatMap((one): readonly ChartedAggregation[] =>
    one.kind === 'aggregation' && hasWildcard(one) ? expanded(one, candidates) : [one],
  );
}

function expanded(aggregation: Aggregation, fields: readonly string[]): readonly Aggregation[] {
  const { argument, as } = aggregation;
  if (argument?.kind !== 'field') return [aggregation];
  return fields.flatMap((field) => {
    const stars = fieldStars(argument.name, field);
    if (stars === null) return [];
    const name = as === null ? aggregation.text.replace(argument.name, field) : fillStars(as.name, stars);
    return [{ ...aggregation, argument: { ...argument, name: field }, as: { ...argument, name } }];
  });
}

/** A name with its stars filled in, in order. */
export function fillStars(pattern: string, stars: readonly string[]): string {
  let next = 0;
  return pattern.replace(/\*/g, () => stars[next++] ?? '');
}
