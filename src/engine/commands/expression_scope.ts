import type { SearchContext } from '../context';
import { compileExpression, type ExpressionScope } from '../eval/compile';
import type { Evaluate } from '../eval/eval_value';
import type { EvalExpression } from '../../spl/ast';
import { rowCondition } from '../search/row_condition';
import { problemAt } from '../problem';
import type { Row } from '../types';

/** Compiles an eval expression inside a search: its clock, and `searchmatch` through the search's own parser. */
export function compileIn(
  context: SearchContext,
  expression: EvalExpression,
  lookups: ReadonlyMap<string, LookupFinder> = new Map(),
): Evaluate {
  return compileExpression(expression, scopeOf(context, lookups));
}

/** For the fields to look up by: a function that gives the lookup's rows that match a row of these fields. */
export type LookupFinder = (inputs: readonly string[]) => (row: Row) => readonly Row[];

function scopeOf(context: SearchContext, lookups: ReadonlyMap<string, LookupFinder>): ExpressionScope {
  return {
    lookup: (name, inputs) => lookups.get(name)?.(inputs),
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
