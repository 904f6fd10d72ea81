import type { SearchContext } from '../context';
import { compileExpression, type ExpressionScope } from '../eval/compile';
import type { Evaluate } from '../eval/eval_value';
import type { EvalExpression } from '../../spl/ast';
import { rowCondition } from '../search/row_condition';
import { problemAt } from '../problem';

/** Compiles an eval expression inside a search: its clock, and `searchmatch` through the search's own parser. */
export function compileIn(context: SearchContext, expression: EvalExpression): Evaluate {
  return compileExpression(expression, scopeOf(context));
}

function scopeOf(context: SearchContext): ExpressionScope {
  return {
    clock: context.clock,
    report: context.report,
    searchCondition: (text, call) => {
      const [command] = context.parse(`search ${text}`, call.span).commands;
      if (command?.kind !== 'search')
        throw problemAt(
          'badExpression',
          call.span,
          'searchmatch takes a search expression',
          'Write searchmatch("field=value").',
        );
      return rowCondition(command.expression);
    },
  };
}
