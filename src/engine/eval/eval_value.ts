import type { Diagnostic } from '../../core/diagnostic';
import type { Span } from '../../core/source';
import type { Row } from '../types';
import type { Clock } from '../../spl/time/modifier';
import { compilePattern } from '../regex/pattern';
import { PatternBudgetError, type Pattern } from '../regex/match';
import { engineMessage, problemAt } from '../problem';
import { isList, listOf, numberOf, textOf, type Scalar } from '../values/value';
import type { FieldValue } from '../types';

/** Values inside an expression: those of fields, and truth values, which no field can hold. */
export type EvalValue = FieldValue | boolean;

export type Evaluate = (row: Row) => EvalValue;

/** What functions may ask for beyond their arguments. */
export interface EvalScope {
  readonly clock: Clock;
  /** Where the call stands, for messages. */
  readonly span: Span;
  /** The argument is a text in quotes: what is wrong with it is wrong for every row. */
  readonly isConstant: (argument: number) => boolean;
  readonly report: (diagnostic: Diagnostic) => void;
}

/** The value as a field can hold it; truth values become text. */
export function fieldValueOf(value: EvalValue): FieldValue {
  return typeof value === 'boolean' ? (value ? 'True' : 'False') : value;
}

/** Text of a value, or null. */
export function asText(value: EvalValue | undefined): string | null {
  return value === undefined ? null : (textOf(fieldValueOf(value)) ?? null);
}

/** Number of a value, or null. */
export function asNumber(value: EvalValue | undefined): number | null {
  return value === undefined || typeof value === 'boolean' ? null : (numberOf(value) ?? null);
}

/** Truth of a value: null stays null, a number is true unless 0, text is unknown. */
export function asTruth(value: EvalValue): boolean | null {
  if (typeof value === 'boolean' || value === null) return value;
  const number = numberOf(value);
  return number === undefined ? null : number !== 0;
}

/** The values of a multivalue argument. */
export function asList(value: EvalValue | undefined): readonly Scalar[] {
  return value === undefined ? [] : listOf(fieldValueOf(value));
}

/** True for a null or absent argument. */
export function isNull(value: EvalValue | undefined): boolean {
  return value === undefined || value === null || (typeof value !== 'boolean' && isList(value) && value.length === 0);
}

/** A finite number, or null for what has no result (a division by zero, a root of -1). */
export function finite(value: number): number | null {
  return Number.isFinite(value) ? value : null;
}

/**
 * The pattern in a function's argument. A malformed one that is written out ends the search; one that was computed from
 * a row's values is reported and matches nothing.
 */
export function patternArgument(
  text: string,
  argument: number,
  { span, isConstant, report }: EvalScope,
): Pattern | undefined {
  if (isConstant(argument)) return patternOf(text, span);
  const result = compilePattern(text);
  if (result.kind === 'pattern') return result.pattern;
  report(engineMessage('badPattern', 'warning', span, result.problem));
  return undefined;
}

/** The compiled pattern of a command's argument; a malformed one ends the search with its place. */
export function patternOf(text: string, span: Span): Pattern {
  const result = compilePattern(text);
  if (result.kind === 'problem') throw problemAt('badPattern', span, result.problem.message, result.problem.hint);
  return result.pattern;
}

/** Runs work that applies patterns, and ends the search with the place when one exceeds its budget. */
export function withinBudget<T>(span: Span, work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof PatternBudgetError)) throw error;
    throw problemAt('patternBudget', span, error.message, 'Rewrite the pattern without lookaround or backreferences.');
  }
}
