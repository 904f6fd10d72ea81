import { andOf, notOf, orOf, type Expression } from '../../sigma/expression';
import { keywordValue } from '../../sigma/match/match_rule';
import { windowsFields } from './fields';

/** The expression with each keyword written out as a test of every text field that a process creation has. */
export function withoutKeywords(expression: Expression): Expression {
  switch (expression.kind) {
    case 'and':
      return andOf(expression.terms.map(withoutKeywords));
    case 'or':
      return orOf(expression.terms.map(withoutKeywords));
    case 'not':
      return notOf(withoutKeywords(expression.term));
    case 'keyword': {
      const value = keywordValue(expression.value);
      return orOf(windowsFields.map((field) => ({ kind: 'test', field, value, span: expression.span })));
    }
    case 'constant':
    case 'test':
      return expression;
  }
}
