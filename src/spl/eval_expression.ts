import { didYouMean } from '../core/suggest';
import type { BinaryOperator, EvalCall, EvalExpression, LogicalOperator } from './ast';
import type { Cursor } from './cursor';
import { evalFunctions, isEvalFunction } from './eval_functions';

/** The grammar of eval expressions. From loosest to tightest: OR, XOR, AND, NOT, comparisons and LIKE and IN, `.`, + -, * / %, unary. */

// A point that a value follows joins the two: `1."x"`.
const NUMBER = /(?:\d+(?:\.\d+|\.(?!["'(]|(?![eE][+-]?\d)[\p{L}_]))?|\.\d+)(?:[eE][+-]?\d+)?(?![\w$])/uy;
const NAME = /(?:<<\w+>>|[\p{L}_$@#][\p{L}\p{N}_$@#:{}]*(?<!:))+/uy;
const COMPARISON = /==|!=|<=|>=|=|<(?!<)|>|(?:LIKE|like)(?=[\s"(])/y;
const IN_LIST = /(NOT\s+)?IN\s*\(/iy;
const LOGICAL: Readonly<Record<LogicalOperator, RegExp>> = {
  OR: /OR(?![\w.:])/iy,
  XOR: /XOR(?![\w.:])/iy,
  AND: /AND(?![\w.:])/iy,
};
const NOT = /NOT(?![\w.:=])|!(?!=)/iy;

/** A chain of operators without parentheses may be this long. */
const MAX_CHAIN = 2000;

/** expression := xor-list { OR xor-list } */
export function parseEvalExpression(cursor: Cursor): EvalExpression {
  return cursor.nested(() => logical(cursor, 'OR', () => logical(cursor, 'XOR', () => logical(cursor, 'AND', not))));
}

type Reader = (cursor: Cursor) => EvalExpression;

/** list := operand { operator operand } */
function logical(cursor: Cursor, operator: LogicalOperator, operand: Reader): EvalExpression {
  const start = cursor.position;
  const first = operand(cursor);
  const operands = [first];
  while (cursor.take(LOGICAL[operator]) !== undefined) operands.push(operand(cursor));
  if (operands.length === 1) return first;
  return { kind: 'logical', operator, operands, parenthesised: false, span: cursor.spanFrom(start) };
}

/** not := NOT not | comparison */
function not(cursor: Cursor): EvalExpression {
  const start = cursor.position;
  if (cursor.take(NOT) === undefined) return comparison(cursor);
  const operand = cursor.nested(() => not(cursor));
  return { kind: 'unary', operator: 'NOT', operand, span: cursor.spanFrom(start) };
}

/** comparison := concatenation [ operator concatenation ] | concatenation [NOT] IN ( list ) */
function comparison(cursor: Cursor): EvalExpression {
  const start = cursor.position;
  const left = concatenation(cursor);
  const list = cursor.take(IN_LIST);
  if (list !== undefined) return inList(cursor, left, start, /^not/i.test(list));
  return chain(cursor, left, start, COMPARISON, comparisonOperator, concatenation);
}

function inList(cursor: Cursor, operand: EvalExpression, start: number, negated: boolean): EvalExpression {
  const values = expressionList(cursor);
  const node: EvalExpression = { kind: 'in', operand, values, span: cursor.spanFrom(start) };
  return negated ? { kind: 'unary', operator: 'NOT', operand: node, span: node.span } : node;
}

// Behind a number a point and digits would be another number; behind anything else they are joined to it.
const CONCATENATION = /\.(?!\d)|\.(?=\d*\s*["'(])|(?<=["')\]}\p{L}_]\s*)\./uy;

/** concatenation := sum { . sum } */
function concatenation(cursor: Cursor): EvalExpression {
  const start = cursor.position;
  return chain(cursor, sum(cursor), start, CONCATENATION, () => '.', sum);
}

/** sum := product { + | - product } */
function sum(cursor: Cursor): EvalExpression {
  const start = cursor.position;
  return chain(cursor, product(cursor), start, /[+-]/y, (text) => (text === '+' ? '+' : '-'), product);
}

/** product := unary { * | / | % unary } */
function product(cursor: Cursor): EvalExpression {
  const start = cursor.position;
  return chain(cursor, unary(cursor), start, /[*/%]/y, productOperator, unary);
}

function productOperator(text: string): BinaryOperator {
  if (text === '*') return '*';
  return text === '/' ? '/' : '%';
}

function comparisonOperator(text: string): BinaryOperator {
  switch (text) {
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return text;
    case '=':
    case '==':
      return '=';
    default:
      return 'LIKE';
  }
}

/** left { operator operand }, from the left. */
function chain(
  cursor: Cursor,
  first: EvalExpression,
  start: number,
  operators: RegExp,
  operatorOf: (text: string) => BinaryOperator,
  operand: Reader,
): EvalExpression {
  let left = first;
  for (let length = 0; ; length++) {
    const text = cursor.take(operators);
    if (text === undefined) return left;
    if (length >= MAX_CHAIN)
      throw cursor.problem(
        'WW0309',
        `More than ${MAX_CHAIN} operators in a row`,
        'use IN (…), a lookup or several steps',
      );
    const right = operand(cursor);
    left = {
      kind: 'binary',
      operator: operatorOf(text),
      left,
      right,
      parenthesised: false,
      span: cursor.spanFrom(start),
    };
  }
}

/** unary := - unary | + unary | primary */
function unary(cursor: Cursor): EvalExpression {
  const start = cursor.position;
  const sign = cursor.take(/[+-]/y);
  if (sign === undefined) return primary(cursor);
  const operand = cursor.nested(() => unary(cursor));
  return { kind: 'unary', operator: sign === '-' ? '-' : '+', operand, span: cursor.spanFrom(start) };
}

/** primary := ( expression ) | "text" | number | 'field' | field | function ( list ) | `macro` | [ subsearch ] */
function primary(cursor: Cursor): EvalExpression {
  const start = cursor.position;
  if (cursor.takeText('(')) return group(cursor);
  const text = cursor.takeQuoted();
  if (text !== undefined) return { kind: 'string', value: text, span: cursor.spanFrom(start) };
  const quotedName = cursor.take(/'[^']*'/y);
  if (quotedName !== undefined) return cursor.field(quotedName.slice(1, -1), start);
  const number = cursor.take(NUMBER);
  if (number !== undefined)
    return { kind: 'number', value: Number(number), text: number, span: cursor.spanFrom(start) };
  return cursor.takeMacro() ?? cursor.takeSubsearch() ?? cursor.takeOwnName() ?? nameOrCall(cursor, start);
}

function group(cursor: Cursor): EvalExpression {
  const inner = parseEvalExpression(cursor);
  cursor.expectText(')', ') to close the parenthesis');
  switch (inner.kind) {
    case 'binary':
    case 'logical':
      return { ...inner, parenthesised: true };
    default:
      return inner;
  }
}

function nameOrCall(cursor: Cursor, start: number): EvalExpression {
  const name = cursor.take(NAME);
  if (name === undefined || /^(?:AND|OR|XOR|NOT)$/i.test(name)) {
    cursor.moveTo(start);
    throw cursor.problem(
      'WW0303',
      'Expected a value here',
      `write a field, a number, a text in "quotes" or a function; names with other signs stand in 'single quotes'`,
    );
  }
  const end = cursor.behind;
  if (cursor.takeText('(')) return call(cursor, name, start, end);
  cursor.moveTo(end);
  return cursor.field(name, start);
}

/** call := name ( [ expression { , expression } ] ) */
function call(cursor: Cursor, written: string, start: number, nameEnd: number): EvalCall {
  const name = written.toLowerCase();
  const list = expressionList(cursor);
  const node: EvalCall = { kind: 'call', name, arguments: list, span: cursor.spanFrom(start) };
  checkCall(cursor, node, nameEnd);
  return node;
}

function expressionList(cursor: Cursor): readonly EvalExpression[] {
  const list: EvalExpression[] = [];
  if (cursor.takeText(')')) return list;
  do list.push(parseEvalExpression(cursor));
  while (cursor.takeText(','));
  cursor.expectText(')', ', or ) in this list');
  return list;
}

function checkCall(cursor: Cursor, node: EvalCall, nameEnd: number): void {
  const { name, span } = node;
  if (!isEvalFunction(name)) {
    cursor.moveTo(nameEnd);
    throw cursor.problemAt(
      'WW0307',
      span.start,
      `There is no eval function ${name}()`,
      didYouMean(name, Object.keys(evalFunctions), 'See Splunk’s list of evaluation functions.'),
    );
  }
  const { min, max, usage } = evalFunctions[name];
  const count = node.arguments.length;
  if (count < min || count > max)
    throw cursor.problemAt('WW0308', span.start, `${name}() takes ${wanted(min, max)}, not ${count}`, `write ${usage}`);
  if (name === 'case' && count % 2 === 1)
    throw cursor.problemAt(
      'WW0308',
      span.start,
      'case() takes pairs of a condition and a value',
      `write ${usage}; true() as the last condition catches the rest`,
    );
}

function wanted(min: number, max: number): string {
  const arguments_ = max === 1 ? 'argument' : 'arguments';
  if (min === max) return `${min} ${arguments_}`;
  return max === Infinity
    ? `at least ${min} ${min === 1 ? 'argument' : 'arguments'}`
    : `${min} to ${max} ${arguments_}`;
}
