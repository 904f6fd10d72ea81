import type { Span } from '../../core/source';
import { andOf, type Expression } from '../../sigma/expression';
import type { EvalExpression, SearchExpression } from '../../spl/ast';
import { evalForm } from './eval_form';
import type { Bind } from './fields';
import { searchBounds } from './search_form';

/** An expression E as a search condition P with E ⇒ P, and what is left to decide behind it. */
export interface Split {
  /** `true` when the search language can say nothing of E. */
  readonly condition: SearchExpression | boolean;
  /** `null` when P says all of E. */
  readonly where: EvalExpression | null;
  /** The part of E that `where` decides. */
  readonly rest: Expression | null;
}

/** Splits E soundly: of a conjunction only those terms go to `where` that the search cannot say exactly. */
export function splitExpression(expression: Expression, bind: Bind, span: Span): Split {
  const { upper, exact } = searchBounds(expression, bind, span);
  if (exact) return { condition: upper, where: null, rest: null };
  const terms = expression.kind === 'and' ? expression.terms : [expression];
  const rest = andOf(terms.filter((term) => !searchBounds(term, bind, span).exact));
  return { condition: upper, where: evalForm(rest, bind, span), rest };
}
