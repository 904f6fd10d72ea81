import type { EvalCall, EvalExpression } from '../../spl/ast';
import type { Row } from '../types';
import type { Evaluate } from './eval_value';

/** What special forms need of the search around them. */
export interface SearchScope {
  /** The condition of `searchmatch("…")`. */
  readonly searchCondition: (text: string, call: EvalCall) => Evaluate;
  /** The rows of a lookup that match; undefined where lookups are not at hand. */
  readonly lookup: (name: string, inputs: readonly string[]) => ((row: Row) => readonly Row[]) | undefined;
}

/** The same, and the compiler that called the form. */
export interface FormScope extends SearchScope {
  readonly compile: (expression: EvalExpression) => Evaluate;
}
