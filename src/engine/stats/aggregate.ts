import type { Aggregation } from '../../spl/ast';
import { compileIn } from '../commands/expression_scope';
import type { SearchContext } from '../context';
import { fieldValueOf } from '../eval/eval_value';
import { fieldOf, fieldStars, isInternal } from '../values/row';
import type { FieldValue, Row } from '../types';
import { accumulators, type Accumulator } from './accumulator';

/** Aggregations of one command, ready to be run for any number of groups. */
export interface Aggregator {
  readonly names: readonly string[];
  readonly newGroup: () => Group;
}

export interface Group {
  readonly add: (row: Row) => void;
  readonly results: () => Readonly<Record<string, FieldValue>>;
}

interface Column {
  readonly name: string;
  readonly value: (row: Row) => FieldValue;
  readonly make: () => Accumulator;
}

/** Compiles aggregations; wildcards must be expanded (see expandAggregations). */
export function aggregator(aggregations: readonly Aggregation[], context: SearchContext): Aggregator {
  const columns = aggregations.map((one) => columnOf(one, context));
  return { names: [...new Set(columns.map(({ name }) => name))], newGroup: () => newGroup(columns) };
}

function columnOf(aggregation: Aggregation, context: SearchContext): Column {
  const make = accumulators[aggregation.function];
  return {
    name: aggregation.as?.name ?? aggregation.text,
    value: valueOf(aggregation, context),
    make: () => make(aggregation.percentile ?? 0),
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
  const cells = columns.map(({ name, value, make }) => ({ name, value, accumulator: make() }));
  return {
    add: (row) => {
      for (const { value, accumulator } of cells) {
        const one = value(row);
        if (one !== null) accumulator.add(one, row);
      }
    },
    results: () => Object.fromEntries(cells.map(({ name, accumulator }) => [name, accumulator.result()])),
  };
}

/** True when an aggregation stands for several fields. */
export function hasWildcard({ argument }: Aggregation): boolean {
  return argument?.kind === 'field' && argument.name.includes('*');
}

/** One aggregation for each field that a wildcard stands for; by-fields and internal fields are left out. */
export function expandAggregations(
  aggregations: readonly Aggregation[],
  fields: readonly string[],
  by: readonly string[],
): readonly Aggregation[] {
  const candidates = fields.filter((field) => !isInternal(field) && !by.includes(field));
  return aggregations.flatMap((one) => (hasWildcard(one) ? expanded(one, candidates) : [one]));
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
