import type { Diagnostic } from '../../core/diagnostic';
import type { Command, SearchComparison, SearchExpression, SearchIn } from '../../spl/ast';
import { parseFilter } from '../../spl/parse';
import { conditionOf, type Condition, type Exception } from './exceptions';
import { NOW_FIELD } from './print_filter';

/** SPL to exceptions: what `search NOT ((a b) OR (c d))` and its like say, read from the tree that the real parser gives. */

export type ReadFilter =
  | { readonly kind: 'rows'; readonly exceptions: readonly Exception[] }
  | {
      /** The text says more than rows can show: these exceptions and, in SPL, the rest. */
      readonly kind: 'more';
      readonly exceptions: readonly Exception[];
      readonly rest: readonly string[];
      /** The first thing that the parser objects to. */
      readonly problem: Diagnostic | null;
    };

/** What a filter's text says, OR binding tighter than AND as `search` has it. Nothing is lost: what is no row is `rest`. */
export function readFilter(text: string): ReadFilter {
  const problems: Diagnostic[] = [];
  const source = { name: 'filter', text };
  const report = (diagnostic: Diagnostic): number => problems.push(diagnostic);
  const { commands, leadingPipe } = parseFilter(source, { report });
  const found = new Reading(hasEnds(commands));
  for (const [i, command] of commands.entries()) found.command(command, i, commands.length);
  const problem = problems.find(({ severity }) => severity === 'error') ?? null;
  // A comment would be lost in rows; a pipe at the start does not fit behind the detection's own.
  if (problem !== null || leadingPipe || hasComment(text))
    return { kind: 'more', exceptions: [], rest: [text], problem };
  if (found.rest.length > 0) return { kind: 'more', exceptions: found.exceptions, rest: found.rest, problem };
  return { kind: 'rows', exceptions: found.exceptions };
}

const hasComment = (text: string): boolean => text.replace(/"(?:\\.|[^"\\])*"/gs, '').includes('```');

/** True for a text between `eval ww_now=now()` and `fields - ww_now`: only there an end can be compared. */
function hasEnds(commands: readonly Command[]): boolean {
  const [first] = commands;
  const last = commands.at(-1);
  return commands.length > 1 && first !== undefined && last !== undefined && setsNow(first) && dropsNow(last);
}

function setsNow(command: Command): boolean {
  if (command.kind !== 'eval' || command.assignments.length !== 1) return false;
  const [assignment] = command.assignments;
  const value = assignment?.expression;
  return (
    assignment?.field.name === NOW_FIELD &&
    value?.kind === 'call' &&
    value.name === 'now' &&
    value.arguments.length === 0
  );
}

const dropsNow = (command: Command): boolean =>
  command.kind === 'fields' &&
  command.mode === 'remove' &&
  command.fields.length === 1 &&
  command.fields[0]?.name === NOW_FIELD;

class Reading {
  readonly exceptions: Exception[] = [];
  readonly rest: string[] = [];

  constructor(private readonly hasEnds: boolean) {}

  command(command: Command, index: number, count: number): void {
    if (this.hasEnds && (index === 0 || index === count - 1)) return;
    if (command.kind === 'search') this.kept(command.expression);
    else this.rest.push(textOf(command));
  }

  /** What must hold for a result to stay: nothing at all, or that none of the exceptions fits. */
  private kept(expression: SearchExpression): void {
    if (expression.kind === 'everything') return;
    if (expression.kind === 'and') expression.operands.forEach((operand) => this.kept(operand));
    else if (expression.kind === 'not') this.hidden(expression.operand);
    else this.rest.push(textOf(expression));
  }

  /** What hides a result: any of these. */
  private hidden(expression: SearchExpression): void {
    if (expression.kind === 'or') expression.operands.forEach((operand) => this.hidden(operand));
    else {
      const exception = exceptionOf(expression, this.hasEnds);
      if (exception === undefined) this.rest.push(`NOT (${textOf(expression)})`);
      else this.exceptions.push(exception);
    }
  }
}

const textOf = ({ span: { source, start, end } }: Command | SearchExpression): string =>
  source.text.slice(start, end).trim();

/** A group of conditions as an exception; undefined when it says more. */
function exceptionOf(expression: SearchExpression, hasEnd: boolean): Exception | undefined {
  const conditions: Condition[] = [];
  const ends: number[] = [];
  for (const part of flattened(expression)) {
    const end = hasEnd ? endOf(part) : undefined;
    if (end !== undefined) ends.push(end);
    else {
      const condition = readCondition(part);
      if (condition === undefined || condition.field === NOW_FIELD) return undefined;
      conditions.push(condition);
    }
  }
  return conditions.length === 0 ? undefined : { conditions, until: ends.length === 0 ? null : Math.min(...ends) };
}

const flattened = (expression: SearchExpression): readonly SearchExpression[] =>
  expression.kind === 'and' ? expression.operands.flatMap(flattened) : [expression];

function endOf(expression: SearchExpression): number | undefined {
  if (expression.kind !== 'comparison' || expression.field.name !== NOW_FIELD) return undefined;
  const [text = '', ...others] = expression.value.pieces;
  const isPlain = expression.operator === '<' && others.length === 0 && expression.value.directive === null;
  return isPlain && /^\d{1,12}$/.test(text) ? Number(text) : undefined;
}

function readCondition(expression: SearchExpression): Condition | undefined {
  switch (expression.kind) {
    case 'comparison':
      return readComparison(expression);
    case 'in':
      return readIn(expression);
    case 'or':
      return readAlternatives(expression.operands);
    default:
      return undefined;
  }
}

function readComparison({ field, operator, value }: SearchComparison): Condition | undefined {
  const isEquality = operator === '=' || operator === '!=';
  if (!isEquality || value.directive !== null || !isShown(field.name, [value.pieces.join('*')])) return undefined;
  return conditionOf(field.name, value.pieces, operator === '!=');
}

function readIn({ field, values }: SearchIn): Condition | undefined {
  const texts = values.flatMap((value) =>
    value.kind === 'value' && value.directive === null ? [value.pieces.join('*')] : [],
  );
  if (texts.length !== values.length || !isShown(field.name, texts)) return undefined;
  return { field: field.name, operator: 'is_one_of', values: texts };
}

/** `(a=1 OR a=2)` says the same as `a IN (1, 2)`. */
function readAlternatives(operands: readonly SearchExpression[]): Condition | undefined {
  const all = operands.map(readCondition);
  const [first] = all;
  const values = all.flatMap((condition) =>
    condition === undefined || condition.field !== first?.field ? [] : [patternsOf(condition)],
  );
  if (first === undefined || values.length !== operands.length || values.some((texts) => texts.length === 0))
    return undefined;
  return { field: first.field, operator: 'is_one_of', values: values.flat() };
}

/** The values as wildcard patterns; none for a condition that denies. */
function patternsOf({ operator, values }: Condition): readonly string[] {
  const [value = ''] = values;
  switch (operator) {
    case 'is':
    case 'matches':
    case 'is_one_of':
      return values;
    case 'starts_with':
      return [`${value}*`];
    case 'ends_with':
      return [`*${value}`];
    case 'contains':
      return [`*${value}*`];
    case 'is_not':
    case 'does_not_match':
      return [];
  }
}

/** Rows have no way to show an empty value, and a name with `*` stands for many fields. */
const isShown = (field: string, values: readonly string[]): boolean =>
  field !== '' && !field.includes('*') && values.length > 0 && values.every((value) => value !== '');
