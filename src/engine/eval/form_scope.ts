import type { EvalCall, EvalExpression } from '../../spl/ast';
import type { ExpressionScope } from './compile';
import type { Evaluate } from './eval_value';

/** What a special form needs of the compiler that called it. */
export interface FormScope {
  readonly compile: (expression: EvalExpression) => Evaluate;
  readonly searchCondition: (text: string, call: EvalCall) => Evaluate;
  readonly lookup: ExpressionScope['lookup'];
}
