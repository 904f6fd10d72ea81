import type { EvalExpression } from '../../spl/ast';
import { fieldOf } from '../values/row';
import { textOf } from '../values/value';
import type { Row } from '../types';
import { asNumber, type Evaluate } from './eval_value';

/**
 * `sigfig(x)`: the result of a calculation to the significant figures of its operands: products and quotients to the
 * fewest figures, sums and differences to the fewest decimals (Splunk's "Mathematical functions" page).
 */
export function significant(expression: EvalExpression, compute: Evaluate): Evaluate {
  return (row) => {
    const value = asNumber(compute(row));
    if (value === null) return null;
    const sums = expression.kind === 'binary' && (expression.operator === '+' || expression.operator === '-');
    const texts = operands(expression, row);
    if (texts.length === 0) return value;
    if (sums) return Number(value.toFixed(Math.min(...texts.map(decimals))));
    return Number(value.toPrecision(Math.max(1, Math.min(...texts.map(figures)))));
  };
}

function operands(expression: EvalExpression, row: Row): readonly string[] {
  if (expression.kind === 'number') return [expression.text];
  if (expression.kind === 'field') return [textOf(fieldOf(row, expression.name)) ?? '0'];
  if (expression.kind === 'unary') return operands(expression.operand, row);
  if (expression.kind === 'binary') return [...operands(expression.left, row), ...operands(expression.right, row)];
  return [];
}

function decimals(text: string): number {
  return /\.(\d*)/.exec(text)?.[1]?.length ?? 0;
}

function figures(text: string): number {
  const digits = text.replace(/e.*$/i, '').replace(/[^\d.]/g, '');
  return digits.replace('.', '').replace(/^0+/, '').length;
}
