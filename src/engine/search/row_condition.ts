import { unreachable } from '../../core/invariant';
import type { ComparisonOperator, SearchComparison, SearchExpression, SearchValue } from '../../spl/ast';
import { holds } from '../eval/operators';
import { problemAt } from '../problem';
import { compareText } from '../values/compare';
import { fieldOf } from '../values/row';
import { fold } from '../../core/fold_case';
import { listOf, numberOf, scalarText, textOf, type Scalar } from '../values/value';
import type { Row } from '../types';
import { cidrMatch } from '../eval/cidr';
import { addressBlock } from './address_block';
import { isAnything, literalOf, valueMatcher } from './wildcard';
import { termPattern } from './term';

/** The `search` command on rows: what tstats' where and event searches do in SQL, for rows that are already here. */

export type RowCondition = (row: Row) => boolean;

/** A condition over rows. Macros and subsearches must be gone; throws SearchProblem when one is left. */
export function rowCondition(expression: SearchExpression): RowCondition {
  switch (expression.kind) {
    case 'and': {
      const all = expression.operands.map(rowCondition);
      return (row) => all.every((condition) => condition(row));
    }
    case 'or': {
      const all = expression.operands.map(rowCondition);
      return (row) => all.some((condition) => condition(row));
    }
    case 'not': {
      const inner = rowCondition(expression.operand);
      return (row) => !inner(row);
    }
    case 'comparison':
      return comparison(expression);
    case 'in': {
      const name = expression.field.name;
      const all = expression.values.flatMap((value) => (value.kind === 'value' ? [equality(name, value)] : []));
      return (row) => all.some((condition) => condition(row));
    }
    case 'term': {
      const pattern = new RegExp(termPattern(expression.value), expression.value.directive === 'CASE' ? '' : 'i');
      return (row) => pattern.test(textOf(fieldOf(row, '_raw')) ?? '');
    }
    case 'time':
    case 'everything':
      return () => true;
    case 'macro':
    case 'subsearch':
      throw problemAt(
        'badExpression',
        expression.span,
        `A ${expression.kind} is left in the search`,
        'This is a mistake of ours; please report it.',
      );
    default:
      return unreachable(expression);
  }
}

function equality(name: string, value: SearchValue): RowCondition {
  if (isAnything(value)) return (row) => listOf(fieldOf(row, name)).length > 0;
  const test = comparedValue(value);
  return (row) => listOf(fieldOf(row, name)).some((one) => test(scalarText(one)));
}

/** The whole text, or an address in the block that the value is. */
function comparedValue(value: SearchValue): (text: string) => boolean {
  const equal = valueMatcher(value);
  const block = addressBlock(value);
  return block === undefined ? equal : (text) => equal(text) || cidrMatch(block, text);
}

function comparison({ field, operator, value }: SearchComparison): RowCondition {
  if (operator === '=') return equality(field.name, value);
  if (operator === '!=') {
    const test = comparedValue(value);
    return (row) => listOf(fieldOf(row, field.name)).some((one) => !test(scalarText(one)));
  }
  return (row) => listOf(fieldOf(row, field.name)).some((one) => compares(operator, one, literalOf(value) ?? ''));
}

/** Numbers by size when both are numbers, else texts. */
export function compares(operator: ComparisonOperator, one: Scalar, text: string): boolean {
  const x = numberOf(one);
  const y = numberOf(text);
  return holds(operator, x !== undefined && y !== undefined ? x - y : compareText(fold(scalarText(one)), fold(text)));
}
