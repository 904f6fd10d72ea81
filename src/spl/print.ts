import { unreachable } from '../core/invariant';
import type {
  Command,
  EvalExpression,
  EvalLogical,
  EvalBinary,
  FieldName,
  Pipeline,
  SearchAnd,
  SearchExpression,
  SearchOr,
} from './ast';
import type { Writer } from './command_syntax';
import { writeCommand } from './commands';
import { quote } from './escape';
import { writeMacroCall } from './macro_call';
import { writeField, writeText, writeValue } from './write';

/**
 * Tree to text: the only writer of SPL. What it writes reads back as the same tree, whichever way AND and OR bind: mixed
 * ones always get parentheses.
 */

const writer: Writer = { search: printCondition, eval: printExpression, bracketed };

/** A search on one line. */
export function printSearch(pipeline: Pipeline): string {
  const text = pipeline.commands.map(printCommand).join(' | ');
  return pipeline.leadingPipe ? `| ${text}` : text;
}

function bracketed(pipeline: Pipeline): string {
  return `[ ${printSearch(pipeline)} ]`;
}

/** One command with its name, without a pipe. */
export function printCommand(command: Command): string {
  switch (command.kind) {
    case 'macro':
      return writeMacroCall(command);
    case 'other':
    case 'unexpanded':
      return `${command.name} ${command.text}`.trim();
    default:
      return writeCommand(command, writer);
  }
}

/** A search expression; parentheses stand only where AND and OR mix. */
export function printCondition(expression: SearchExpression): string {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return printList(expression);
    case 'not':
      return `NOT ${printOperand(expression.operand)}`;
    case 'comparison':
      return `${writeSearchField(expression.field)}${expression.operator}${writeValue(expression.value)}`;
    case 'in':
      return `${writeSearchField(expression.field)} IN (${expression.values.map((value) => (value.kind === 'macro' ? writeMacroCall(value) : writeValue(value))).join(', ')})`;
    case 'term':
      return writeTerm(writeValue(expression.value));
    case 'time':
      return `${expression.name}=${writeText(expression.value)}`;
    case 'everything':
      return '*';
    case 'macro':
      return writeMacroCall(expression);
    case 'subsearch':
      return bracketed(expression.pipeline);
    default:
      return unreachable(expression);
  }
}

/** A word that SPL could take for something else is quoted; so is one that a comparison sign would cut. */
function writeTerm(written: string): string {
  if (written.startsWith('"') || /^(?:TERM|CASE)\(/.test(written)) return written;
  return /[=<>,()]|^(?:AND|OR|NOT|\*)$/.test(written) ? `"${written}"` : written;
}

function writeSearchField(field: FieldName): string {
  return /^(?:search|NOT|AND|OR)$/i.test(field.name) ? quote(field.name) : writeField(field);
}

function printList(list: SearchAnd | SearchOr): string {
  return list.operands.map((operand) => printOperand(operand, list.kind)).join(list.kind === 'and' ? ' AND ' : ' OR ');
}

function printOperand(operand: SearchExpression, within?: 'and' | 'or'): string {
  const list = operand.kind === 'and' || operand.kind === 'or';
  return list && (operand.kind !== within || operand.parenthesised)
    ? `(${printCondition(operand)})`
    : printCondition(operand);
}

/** An eval expression; parentheses stand wherever an operator's operand is itself made with an operator. */
export function printExpression(expression: EvalExpression): string {
  switch (expression.kind) {
    case 'string':
      return quote(expression.value);
    case 'number':
      return expression.text;
    case 'field':
      return writeEvalField(expression.name);
    case 'unary':
      return `${expression.operator === 'NOT' ? 'NOT ' : expression.operator}${printTight(expression.operand)}`;
    case 'binary':
      return printBinary(expression);
    case 'logical':
      return printLogical(expression);
    case 'in':
      return `${printTight(expression.operand)} IN (${expression.values.map(printExpression).join(', ')})`;
    case 'call':
      return `${expression.name}(${expression.arguments.map(printExpression).join(', ')})`;
    case 'macro':
      return writeMacroCall(expression);
    case 'subsearch':
      return bracketed(expression.pipeline);
    default:
      return unreachable(expression);
  }
}

function writeEvalField(name: string): string {
  return /^[\p{L}_$@#][\p{L}\p{N}_$@#{}]*$/u.test(name) && !/^(?:and|or|xor|not|like|in)$/i.test(name)
    ? name
    : `'${name}'`;
}

/** From the left, so that a long chain needs no parentheses and no deep recursion. */
function printBinary(expression: EvalBinary): string {
  const parts: string[] = [];
  let left: EvalExpression = expression;
  while (left.kind === 'binary' && (left === expression || sameLevel(left, expression))) {
    parts.unshift(` ${left.operator} ${printTight(left.right)}`);
    left = left.left;
  }
  return printTight(left) + parts.join('');
}

/** Operators that are read from the left in one chain. */
function sameLevel(left: EvalBinary, outer: EvalBinary): boolean {
  return !left.parenthesised && levelOf(left) === levelOf(outer);
}

function levelOf({ operator }: EvalBinary): number {
  if (operator === '*' || operator === '/' || operator === '%') return 1;
  if (operator === '+' || operator === '-') return 2;
  return operator === '.' ? 3 : 4;
}

function printLogical({ operator, operands }: EvalLogical): string {
  return operands
    .map((operand) => (operand.kind === 'logical' ? `(${printExpression(operand)})` : printExpression(operand)))
    .join(` ${operator} `);
}

function printTight(operand: EvalExpression): string {
  const compound =
    operand.kind === 'binary' || operand.kind === 'logical' || operand.kind === 'in' || operand.kind === 'unary';
  return compound ? `(${printExpression(operand)})` : printExpression(operand);
}
