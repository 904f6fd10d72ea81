import type { Span } from '../../core/source';
import type {
  Aggregation,
  ByField,
  EvalCall,
  EvalExpression,
  EvalField,
  EvalString,
  FieldName,
  FillnullCommand,
  MacroCall,
  SearchComparison,
  SearchExpression,
  SearchIn,
  SearchValue,
} from '../../spl/ast';

/** Short ways to make the SPL nodes that lowering needs; every node carries the place in the rule that it came from. */

export function fieldName(name: string, span: Span): FieldName {
  return { kind: 'field', name, span };
}

/** `pieces` stand between wildcards: one piece is a literal. */
export function searchValue(pieces: readonly string[], span: Span, quoted = true): SearchValue {
  return { kind: 'value', pieces, quoted, directive: null, span };
}

export function compare(
  field: string,
  operator: SearchComparison['operator'],
  value: SearchValue,
  span: Span,
): SearchComparison {
  return { kind: 'comparison', field: fieldName(field, span), operator, value, span };
}

/** `field="text"`. */
export function equals(field: string, text: string, span: Span): SearchComparison {
  return compare(field, '=', searchValue([text], span), span);
}

/** `field=*`: the field is there. */
export function present(field: string, span: Span): SearchComparison {
  return compare(field, '=', searchValue(['', ''], span, false), span);
}

export function inList(field: string, values: readonly SearchValue[], span: Span): SearchIn {
  return { kind: 'in', field: fieldName(field, span), values, span };
}

export function searchNot(operand: SearchExpression, span: Span): SearchExpression {
  return { kind: 'not', operand: parenthesised(operand), span };
}

export function searchLogical(kind: 'and' | 'or', operands: readonly SearchExpression[], span: Span): SearchExpression {
  return { kind, operands: operands.map(parenthesised), parenthesised: false, span };
}

/** An AND or OR inside another expression always stands in parentheses, so that no precedence rule matters. */
function parenthesised(expression: SearchExpression): SearchExpression {
  return expression.kind === 'and' || expression.kind === 'or' ? { ...expression, parenthesised: true } : expression;
}

export function macro(name: string, args: readonly string[], span: Span): MacroCall {
  return { kind: 'macro', name, arguments: args, span };
}

export function evalField(name: string, span: Span): EvalField {
  return { kind: 'field', name, span };
}

export function evalString(value: string, span: Span): EvalString {
  return { kind: 'string', value, span };
}

export function evalCall(name: string, args: readonly EvalExpression[], span: Span): EvalCall {
  return { kind: 'call', name, arguments: args, span };
}

export function evalBinary(
  left: EvalExpression,
  operator: '=' | '!=' | '<' | '<=' | '>' | '>=',
  right: EvalExpression,
  span: Span,
): EvalExpression {
  return { kind: 'binary', operator, left, right, parenthesised: false, span };
}

export function evalNumber(value: number, span: Span): EvalExpression {
  return { kind: 'number', value, text: String(value), span };
}

export function evalNot(operand: EvalExpression, span: Span): EvalExpression {
  return { kind: 'unary', operator: 'NOT', operand: inParentheses(operand), span };
}

export function evalLogical(operator: 'AND' | 'OR', operands: readonly EvalExpression[], span: Span): EvalExpression {
  return { kind: 'logical', operator, operands: operands.map(inParentheses), parenthesised: false, span };
}

function inParentheses(expression: EvalExpression): EvalExpression {
  return expression.kind === 'logical' || expression.kind === 'binary'
    ? { ...expression, parenthesised: true }
    : expression;
}

/** `count`, or `min(_time) as firstTime`. */
export function aggregation(
  name: 'count' | 'min' | 'max',
  field: string | null,
  as: string | null,
  span: Span,
): Aggregation {
  return {
    kind: 'aggregation',
    function: name,
    percentile: null,
    argument: field === null ? null : fieldName(field, span),
    as: as === null ? null : fieldName(as, span),
    text: field === null ? name : `${name}(${field})`,
    sparkline: null,
    span,
  };
}

export function byField(name: string, span: Span): ByField {
  return { kind: 'by', field: fieldName(name, span), binning: null, span };
}

export function fillnull(value: string, fields: readonly string[], span: Span): FillnullCommand {
  return { kind: 'fillnull', options: { value }, fields: fields.map((name) => fieldName(name, span)), span };
}
