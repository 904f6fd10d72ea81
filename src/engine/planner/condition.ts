import { unreachable } from '../../core/invariant';
import type { Span } from '../../core/source';
import type {
  ComparisonOperator,
  SearchComparison,
  SearchExpression,
  SearchIn,
  SearchTerm,
  SearchValue,
} from '../../spl/ast';
import { problemAt } from '../problem';
import { fold } from '../../core/fold_case';
import { numberOf } from '../values/value';
import { addressBlock, blockExpression } from '../search/address_block';
import { isAnything, literalOf, valueMatcher } from '../search/wildcard';
import { isEmptyTerm, sqlTermPattern } from '../search/term';
import { numeric, timeColumn, type FieldResolver } from './field_source';
import { fragment, joined, sql, type Fragment } from './fragment';
import { valueList } from './value_list';

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
      refuseManyTerms(expression.operands);
      return all(
        expression.operands.map((operand) => searchCondition(operand, scope)),
        ' AND ',
      );
    case 'or':
      refuseManyTerms(expression.operands);
      return all(
        withListsJoined(expression.operands).map((operand) => searchCondition(operand, scope)),
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

/** Each word is a pattern of its own, which the database takes 0.3 ms to prepare. */
const MOST_TERMS = 1_000;

function refuseManyTerms(operands: readonly SearchExpression[]): void {
  const beyond = operands.filter(({ kind }) => kind === 'term')[MOST_TERMS];
  if (beyond === undefined) return;
  const hint = 'Compare a field with IN (…), or put the words into a lookup and use a subsearch.';
  throw problemAt('nesting', beyond.span, `More than ${MOST_TERMS} words in a row`, hint);
}

/** As many comparisons of one field are planned as a list. */
const LIST = 3;

/** `a=1 OR a=2 OR …` is `a IN (1, 2, …)`: chains of one field become one list. */
function withListsJoined(operands: readonly SearchExpression[]): readonly SearchExpression[] {
  const lists = new Map<string, SearchComparison[]>();
  for (const one of operands)
    if (one.kind === 'comparison' && one.operator === '=') {
      const same = lists.get(one.field.name) ?? [];
      lists.set(one.field.name, same);
      same.push(one);
    }
  const long = [...lists.values()].filter((same) => same.length >= LIST);
  const taken = new Set<SearchExpression>(long.flat());
  const joinedLists = long.flatMap((same) => {
    const [first] = same;
    return first === undefined
      ? []
      : [{ kind: 'in', span: first.span, field: first.field, values: same.map(({ value }) => value) } as const];
  });
  return [...operands.filter((one) => !taken.has(one)), ...joinedLists];
}

function all(conditions: readonly Fragment[], between: ' AND ' | ' OR '): Fragment {
  const [first] = conditions;
  if (first === undefined) return yes;
  if (conditions.length > LONG_CHAIN) return allOfMany(conditions, between);
  return conditions.length === 1 ? first : fragment`(${joined(conditions, between)})`;
}

/** A longer chain of operators takes the database longer to plan than to look through a list of shorter chains. */
const LONG_CHAIN = 250;

function allOfMany(conditions: readonly Fragment[], between: ' AND ' | ' OR '): Fragment {
  const chains: Fragment[] = [];
  for (let from = 0; from < conditions.length; from += LONG_CHAIN) {
    const chain = joined(conditions.slice(from, from + LONG_CHAIN), between);
    // Null is not true, and the functions over lists would leave it out.
    chains.push(fragment`coalesce(${chain}, false)`);
  }
  return fragment`${sql(between === ' AND ' ? 'list_bool_and' : 'list_bool_or')}([${joined(chains, ', ')}])`;
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
  const block = addressBlock(value);
  if (block !== undefined) return inBlock(column, block, value.span);
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
  if (middle.length === 0) {
    const least = Buffer.byteLength(first) + Buffer.byteLength(last);
    return fragment`(starts_with(${text}, ${first}) AND ends_with(${text}, ${last}) AND strlen(${text}) >= ${least})`;
  }
  return fragment`(${text} LIKE ${pieces.map(likeEscaped).join('%')} ESCAPE '!')`;
}

function inBlock(column: Fragment, block: string, span: Span): Fragment {
  const expression = blockExpression(block);
  if (expression !== undefined) return fragment`regexp_full_match(${column}, ${expression})`;
  const hint = `Compare behind the search: | where cidrmatch("${block}", field)`;
  throw problemAt('badExpression', span, 'Events cannot be compared with an IPv6 block here', hint);
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
  const { together, apart } = valueList(source.value, wanted);
  const conditions = [...together, ...apart.map((value) => matches(source.value, value))];
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
