import { unreachable } from '../../core/invariant';
import type {
  ComparisonOperator,
  SearchComparison,
  SearchExpression,
  SearchIn,
  SearchTerm,
  SearchValue,
} from '../../spl/ast';
import { problemAt } from '../problem';
import { fold, numberOf } from '../values/value';
import { isAnything, literalOf, valueMatcher } from '../search/wildcard';
import { isEmptyTerm, sqlTermPattern } from '../search/term';
import { numeric, timeColumn, type FieldResolver } from './field_source';
import { fragment, joined, sql, type Fragment } from './fragment';

/**
 * Search expressions as SQL. Every condition is true or not true (never mind null), and NOT turns "not true" into true:
 * so `NOT field=x` holds for an event without the field and `field!=x` does not.
 */

export interface ConditionScope {
  readonly resolve: FieldResolver;
  /** Whether words without a field may be looked for in the raw event. */
  readonly terms: boolean;
}

const yes = sql('TRUE');
const no = sql('FALSE');

/** The SQL condition of a search expression without macros, subsearches and time modifiers (these count as true). */
export function searchCondition(expression: SearchExpression, scope: ConditionScope): Fragment {
  switch (expression.kind) {
    case 'and':
      return all(
        expression.operands.map((operand) => searchCondition(operand, scope)),
        ' AND ',
      );
    case 'or':
      return all(
        expression.operands.map((operand) => searchCondition(operand, scope)),
        ' OR ',
      );
    case 'not':
      return fragment`((${searchCondition(expression.operand, scope)}) IS NOT TRUE)`;
    case 'comparison':
      return comparison(expression, scope);
    case 'in':
      return membership(expression, scope);
    case 'term':
      return term(expression, scope);
    case 'time':
    case 'everything':
      return yes;
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

function all(conditions: readonly Fragment[], between: ' AND ' | ' OR '): Fragment {
  const [first] = conditions;
  if (first === undefined) return yes;
  return conditions.length === 1 ? first : fragment`(${joined(conditions, between)})`;
}

function comparison({ field, operator, value }: SearchComparison, scope: ConditionScope): Fragment {
  const source = scope.resolve(field.name);
  switch (source.kind) {
    case 'nothing':
      return no;
    case 'time':
      return timeComparison(operator, value);
    case 'constant': {
      const test = valueMatcher(value);
      const matches = source.values.some((one) => (operator === '!=' ? !test(one) : operator === '=' && test(one)));
      return matches ? source.when : no;
    }
    case 'text':
      return textComparison(source.value, operator, value);
    default:
      return unreachable(source);
  }
}

function timeComparison(operator: ComparisonOperator, value: SearchValue): Fragment {
  if (isAnything(value)) return operator === '=' ? yes : no;
  const number = numberOf(literalOf(value) ?? '');
  return number === undefined ? no : fragment`(${timeColumn} ${sql(operator === '!=' ? '<>' : operator)} ${number})`;
}

function textComparison(column: Fragment, operator: ComparisonOperator, value: SearchValue): Fragment {
  if (operator === '=') return matches(column, value);
  if (operator === '!=') return fragment`(${column} IS NOT NULL AND NOT ${matches(column, value)})`;
  const text = literalOf(value) ?? '';
  const number = numberOf(text);
  const sign = sql(operator);
  const byText = fragment`lower(${column}) ${sign} ${fold(text)}`;
  if (number === undefined) return fragment`(${byText})`;
  const asNumber = numeric(column);
  return fragment`(CASE WHEN ${asNumber} IS NOT NULL THEN ${asNumber} ${sign} ${number} ELSE ${byText} END)`;
}

/** The whole value, case not regarded, stars for anything. Plain cases use the database's fast functions. */
function matches(column: Fragment, value: SearchValue): Fragment {
  if (isAnything(value)) return fragment`(${column} IS NOT NULL)`;
  const caseCounts = value.directive === 'CASE';
  const text = caseCounts ? column : fragment`lower(${column})`;
  const pieces = value.pieces.map((piece) => (caseCounts ? piece : fold(piece)));
  const [first = '', ...rest] = pieces;
  const last = rest.pop();
  if (last === undefined) return fragment`(${text} = ${first})`;
  const middle = rest.filter((piece) => piece !== '');
  if (first === '' && last === '' && middle.length === 1) return fragment`contains(${text}, ${middle[0] ?? ''})`;
  if (middle.length === 0 && last === '') return fragment`starts_with(${text}, ${first})`;
  if (middle.length === 0 && first === '') return fragment`ends_with(${text}, ${last})`;
  return fragment`(${text} LIKE ${pieces.map(likeEscaped).join('%')} ESCAPE '!')`;
}

function likeEscaped(piece: string): string {
  return piece.replace(/[!%_]/g, '!$&');
}

function membership({ field, values }: SearchIn, scope: ConditionScope): Fragment {
  const wanted = values.filter((value) => value.kind === 'value');
  const source = scope.resolve(field.name);
  if (source.kind === 'nothing') return no;
  if (source.kind !== 'text') {
    const node = (value: SearchValue): SearchComparison => ({
      kind: 'comparison',
      span: value.span,
      field,
      operator: '=',
      value,
    });
    return wanted.length === 0
      ? no
      : all(
          wanted.map((value) => comparison(node(value), scope)),
          ' OR ',
        );
  }
  const plain = wanted.filter((value) => value.directive !== 'CASE').flatMap((value) => literalOf(value) ?? []);
  const others = wanted.filter((value) => literalOf(value) === undefined || value.directive === 'CASE');
  const list = joined(
    plain.map((text) => fragment`${fold(text)}`),
    ', ',
  );
  const whole = plain.length === 0 ? [] : [fragment`(lower(${source.value}) IN (${list}))`];
  const conditions = [...whole, ...others.map((value) => matches(source.value, value))];
  return conditions.length === 0 ? no : all(conditions, ' OR ');
}

function term({ value, span }: SearchTerm, scope: ConditionScope): Fragment {
  if (isEmptyTerm(value)) return yes;
  if (!scope.terms)
    throw problemAt(
      'badExpression',
      span,
      'tstats cannot look for words in raw events',
      'Compare a field of the data model, for example Processes.process="*word*".',
    );
  const caseCounts = value.directive === 'CASE';
  const raw = caseCounts ? sql('raw') : sql('lower(raw)');
  const conditions = value.pieces
    .filter((piece) => piece !== '')
    .map((piece) => fragment`contains(${raw}, ${caseCounts ? piece : fold(piece)})`);
  return all(
    [...conditions, fragment`regexp_matches(raw, ${sqlTermPattern(value)}, ${caseCounts ? 's' : 'si'})`],
    ' AND ',
  );
}
