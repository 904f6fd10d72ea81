import type { EvalExpression, SearchExpression, SearchValue, Subsearch } from '../../spl/ast';
import type { Span } from '../../core/source';
import type { SearchContext } from '../context';
import type { Row } from '../types';
import { fieldOf, isInternal, type Batch } from '../values/row';
import { listOf, scalarText, textOf } from '../values/value';

/** Subsearches run first; their rows become conditions (as the `format` command writes them) or values. */

/** The expression with every subsearch replaced by the condition that its rows make. */
export async function resolveSubsearches(
  expression: SearchExpression,
  context: SearchContext,
): Promise<SearchExpression> {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return { ...expression, operands: await inTurn(expression.operands, (one) => resolveSubsearches(one, context)) };
    case 'not':
      return { ...expression, operand: await resolveSubsearches(expression.operand, context) };
    case 'subsearch':
      return conditionOf(
        await context.runSubsearch(expression.pipeline, { span: expression.span }),
        expression,
        context,
      );
    case 'comparison':
    case 'in':
    case 'term':
    case 'time':
    case 'everything':
    case 'macro':
      return expression;
  }
}

/** One after the other: each may need the memory that the one before has freed. */
async function inTurn<T>(items: readonly T[], work: (item: T) => Promise<T>): Promise<readonly T[]> {
  const done: T[] = [];
  for (const item of items) done.push(await work(item));
  return done;
}

function conditionOf({ fields, rows }: Batch, { span }: Subsearch, context: SearchContext): SearchExpression {
  const text = searchText({ fields, rows });
  if (text !== undefined) {
    const [command] = context.parse(`search ${text}`, span).commands;
    if (command?.kind === 'search') return command.expression;
  }
  return rowsCondition(rows, fields, span);
}

/** What `return` and `format` leave: a field `search` (or `query`) whose text is taken as it stands. */
function searchText({ fields, rows }: Batch): string | undefined {
  const name = fields.includes('search') ? 'search' : fields.includes('query') ? 'query' : undefined;
  if (name === undefined) return undefined;
  return (
    rows
      .map((row) => textOf(fieldOf(row, name)) ?? '')
      .filter((text) => text !== '')
      .join(' OR ') || undefined
  );
}

/** Any row's values: OR of ANDs. No rows at all match nothing. */
function rowsCondition(rows: readonly Row[], fields: readonly string[], span: Span): SearchExpression {
  const names = fields.filter((field) => !isInternal(field));
  const operands = rows.flatMap((row) => {
    const pairs = names.flatMap((name) => valuesCondition(row, name, span) ?? []);
    return pairs.length === 0 ? [] : [group('and', pairs, span)];
  });
  if (operands.length === 0) return { kind: 'not', span, operand: { kind: 'everything', span } };
  return group('or', operands, span);
}

function valuesCondition(row: Row, name: string, span: Span): SearchExpression | undefined {
  const values = listOf(fieldOf(row, name));
  if (values.length === 0) return undefined;
  const field = { kind: 'field', name, span } as const;
  const equal = values.map((value): SearchExpression => ({
    kind: 'comparison',
    field,
    operator: '=',
    value: valueOf(scalarText(value), span),
    span,
  }));
  return group('or', equal, span);
}

function group(kind: 'and' | 'or', operands: readonly SearchExpression[], span: Span): SearchExpression {
  const [first] = operands;
  return operands.length === 1 && first !== undefined ? first : { kind, operands, parenthesised: true, span };
}

/** Stars in the values of a subsearch are wildcards: the rows become text of the search around it. */
function valueOf(text: string, span: Span): SearchValue {
  return { kind: 'value', pieces: text.split('*'), quoted: true, directive: null, span };
}

/** The expression with every subsearch replaced by the value that it returns. */
export async function resolveEvalSubsearches(
  expression: EvalExpression,
  context: SearchContext,
): Promise<EvalExpression> {
  const resolve = (one: EvalExpression): Promise<EvalExpression> => resolveEvalSubsearches(one, context);
  switch (expression.kind) {
    case 'subsearch':
      return valueExpression(
        await context.runSubsearch(expression.pipeline, { span: expression.span }),
        expression,
        context,
      );
    case 'unary':
      return { ...expression, operand: await resolve(expression.operand) };
    case 'binary':
      return { ...expression, left: await resolve(expression.left), right: await resolve(expression.right) };
    case 'logical':
      return { ...expression, operands: await inTurn(expression.operands, resolve) };
    case 'in':
      return {
        ...expression,
        operand: await resolve(expression.operand),
        values: await inTurn(expression.values, resolve),
      };
    case 'call':
      return { ...expression, arguments: await inTurn(expression.arguments, resolve) };
    case 'string':
    case 'number':
    case 'field':
    case 'macro':
      return expression;
  }
}

function valueExpression(batch: Batch, { span }: Subsearch, context: SearchContext): EvalExpression {
  const text = searchText(batch);
  const [row] = batch.rows;
  const [field] = batch.fields;
  if (text === undefined) {
    const value = row === undefined || field === undefined ? undefined : textOf(fieldOf(row, field));
    return value === undefined ? { kind: 'call', name: 'null', arguments: [], span } : { kind: 'string', value, span };
  }
  const [command] = context.parse(`| eval value=${text}`, span).commands;
  const assigned = command?.kind === 'eval' ? command.assignments[0]?.expression : undefined;
  return assigned ?? { kind: 'string', value: text, span };
}
