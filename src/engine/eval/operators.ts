import type { BinaryOperator, ComparisonOperator, LogicalOperator } from '../../spl/ast';
import { compareText } from '../values/compare';
import { isList, scalarText, type Scalar } from '../values/value';
import { like } from './like';
import { asNumber, asText, asTruth, finite, type EvalValue, type Evaluate } from './eval_value';

/** The operators of eval: null in, null out, but for AND and OR, which know unknown. */

type Operation = (left: EvalValue, right: EvalValue) => EvalValue;

/** One function an operator. */
export const operations: Readonly<Record<BinaryOperator, Operation>> = {
  '+': (left, right) => add(left, right),
  '-': arithmetic((a, b) => a - b),
  '*': arithmetic((a, b) => a * b),
  '/': arithmetic((a, b) => a / b),
  '%': arithmetic((a, b) => a % b),
  '.': (left, right) => joined(left, right),
  '=': comparison('='),
  '!=': comparison('!='),
  '<': comparison('<'),
  '<=': comparison('<='),
  '>': comparison('>'),
  '>=': comparison('>='),
  LIKE: (left, right) => {
    const text = asText(left);
    const pattern = asText(right);
    return text === null || pattern === null ? null : like(text, pattern);
  },
};

/** Three-valued negation. */
export function not(value: boolean | null): boolean | null {
  return value === null ? null : !value;
}

/** AND, OR and XOR of many operands, in three-valued logic; stops at the first that decides. */
export function combined(operator: LogicalOperator, operands: readonly Evaluate[]): Evaluate {
  if (operator === 'XOR') return (row) => operands.map((operand) => asTruth(operand(row))).reduce(differ);
  const decisive = operator === 'OR';
  return (row) => {
    let unknown = false;
    for (const operand of operands) {
      const truth = asTruth(operand(row));
      if (truth === decisive) return decisive;
      unknown ||= truth === null;
    }
    return unknown ? null : !decisive;
  };
}

function differ(a: boolean | null, b: boolean | null): boolean | null {
  return a === null || b === null ? null : a !== b;
}

function arithmetic(compute: (a: number, b: number) => number): Operation {
  return (left, right) => {
    const a = asNumber(left);
    const b = asNumber(right);
    return a === null || b === null ? null : finite(compute(a, b));
  };
}

/** Two numbers are added, two texts joined; a number and a text that is none have no sum. */
/** Two numbers add up; else the texts are joined: Splunk's "selfjoin" shows "something"+2 as something2. */
function add(left: EvalValue, right: EvalValue): EvalValue {
  const a = asNumber(left);
  const b = asNumber(right);
  return a === null || b === null ? joined(left, right) : finite(a + b);
}

function joined(left: EvalValue, right: EvalValue): EvalValue {
  const a = asText(left);
  const b = asText(right);
  return a === null || b === null ? null : a + b;
}

function comparison(operator: ComparisonOperator): Operation {
  return (left, right) => compareValues(operator, left, right);
}

/** Numbers by size when both sides read as numbers, else texts by code points; any value of several may hold. */
export function compareValues(operator: ComparisonOperator, left: EvalValue, right: EvalValue): boolean | null {
  if (left === null || right === null) return null;
  if (typeof left === 'boolean' || typeof right === 'boolean')
    return holds(operator, compareText(truthText(left), truthText(right)));
  const lefts = isList(left) ? left : [left];
  const rights = isList(right) ? right : [right];
  return lefts.some((a) => rights.some((b) => holds(operator, order(a, b))));
}

function truthText(value: EvalValue): string {
  return asText(value)?.toLowerCase() ?? '';
}

function order(a: Scalar, b: Scalar): number {
  const x = asNumber(a);
  const y = asNumber(b);
  return x !== null && y !== null ? x - y : compareText(scalarText(a), scalarText(b));
}

const verdicts: Readonly<Record<ComparisonOperator, (order: number) => boolean>> = {
  '=': (order) => order === 0,
  '!=': (order) => order !== 0,
  '<': (order) => order < 0,
  '<=': (order) => order <= 0,
  '>': (order) => order > 0,
  '>=': (order) => order >= 0,
};

/** Whether an order (negative, 0, positive) satisfies an operator. */
export function holds(operator: ComparisonOperator, order: number): boolean {
  return verdicts[operator](order);
}
