import type { Diagnostic } from '../../core/diagnostic';
import { unreachable } from '../../core/invariant';
import { isEvalFunction } from '../../spl/eval_functions';
import type { EvalCall, EvalExpression } from '../../spl/ast';
import { problemAt } from '../problem';
import type { Clock } from '../../spl/time/modifier';
import { fieldOf } from '../values/row';
import { asNumber, asTruth, type Evaluate } from './eval_value';
import type { SearchScope } from './form_scope';
import type { EvalFunction } from './function_type';
import { eagerFunctions } from './functions';
import { combined, not, operations } from './operators';
import { isSpecialForm, membership, specialForms } from './special_forms';

/** What expressions need of the search around them. */
export interface ExpressionScope extends SearchScope {
  readonly clock: Clock;
  readonly report: (diagnostic: Diagnostic) => void;
}

/**
 * Turns an eval expression into a function of a row. Throws SearchProblem for what no row could make right: a malformed
 * constant pattern, a function that is not supported, a macro that was not expanded.
 */
export function compileExpression(expression: EvalExpression, scope: ExpressionScope): Evaluate {
  const compile = (inner: EvalExpression): Evaluate => compileExpression(inner, scope);
  switch (expression.kind) {
    case 'string':
    case 'number': {
      const { value } = expression;
      return () => value;
    }
    case 'field': {
      const { name } = expression;
      return (row) => fieldOf(row, name);
    }
    case 'unary':
      return unary(expression.operator, compile(expression.operand));
    case 'binary': {
      const left = compile(expression.left);
      const right = compile(expression.right);
      const operate = operations[expression.operator];
      return (row) => operate(left(row), right(row));
    }
    case 'logical':
      return combined(expression.operator, expression.operands.map(compile));
    case 'in':
      return membership(compile(expression.operand), expression.values.map(compile));
    case 'call':
      return call(expression, scope, compile);
    case 'macro':
    case 'subsearch':
      throw problemAt(
        'badExpression',
        expression.span,
        `This ${expression.kind} cannot stand inside an expression`,
        'Write the value itself, or return it from a subsearch with: return $field.',
      );
    default:
      return unreachable(expression);
  }
}

function unary(operator: '-' | '+' | 'NOT', operand: Evaluate): Evaluate {
  if (operator === 'NOT') return (row) => not(asTruth(operand(row)));
  const sign = operator === '-' ? -1 : 1;
  return (row) => {
    const value = asNumber(operand(row));
    return value === null ? null : sign * value;
  };
}

function call(expression: EvalCall, scope: ExpressionScope, compile: (inner: EvalExpression) => Evaluate): Evaluate {
  const { name, span } = expression;
  if (!isEvalFunction(name))
    throw problemAt(
      'badExpression',
      span,
      `There is no eval function "${name}"`,
      'See the list of functions in the documentation.',
    );
  if (isSpecialForm(name))
    return specialForms[name](expression, { compile, searchCondition: scope.searchCondition, lookup: scope.lookup });
  const run: EvalFunction = eagerFunctions[name];
  const values = expression.arguments.map(compile);
  const isConstant = (argument: number): boolean => expression.arguments[argument]?.kind === 'string';
  const functionScope = { clock: scope.clock, report: scope.report, span, isConstant };
  return (row) =>
    run(
      values.map((value) => value(row)),
      functionScope,
    );
}
