import type {
  ComparisonOperator,
  FieldName,
  MacroCall,
  SearchExpression,
  SearchIn,
  SearchValue,
  TimeModifierName,
} from './ast';
import type { Cursor } from './cursor';
import { unescapeQuoted, valuePieces } from './escape';

/** The grammar of search expressions: what stands behind `search`, behind tstats' `where` and behind inputlookup's. */

const OPERATOR = /<=|>=|!=|==|=|<|>/y;
// A backslash takes the quote, pipe or backslash behind it along; other signs end a word.
const WORD = /(?:\\["\\|[\]]|!(?!=)|[^\s"()[\]|`,=<>!])+/y;
// `source::x` names an indexed field; a field's own name may hold the colons too: `tag::host=x`.
const INDEXED = /([A-Za-z_][\w.]*)::(?="|[^\s"()[\]|`,=<>!:][^\s"()[\]|`,=<>!]*(?![^\s()[\]|`,]))/y;
const VALUE = /(?:\\["\\|[\]]|[^\s"()[\]|`,]|,(?=[^\s,)"]))+/y;
const VALUE_IN_LIST = /(?:\\["\\|[\]]|[^\s"()[\]|`,])+/y;
const DIRECTIVE = /(TERM|CASE)\(([^()"\s]*|"[^"]*")\)/y;
const TIME_NAMES: Readonly<Record<TimeModifierName, true>> = {
  earliest: true,
  latest: true,
  _index_earliest: true,
  _index_latest: true,
};

/**
 * expression := by default: and-list of or-lists of terms (OR binds tighter, as Splunk documents for `search`);
 * with `and-first`: or-list of and-lists. AND between terms may be left out. Nothing at all matches everything.
 * `stop` names words that end the expression (tstats' `by`, `groupby`).
 */
export function parseSearchExpression(cursor: Cursor, stop: readonly string[] = []): SearchExpression {
  const start = cursor.position;
  // A macro that stands for nothing leaves the AND behind it: Splunk's apps search for `comment("…")` AND a=1.
  takeOperatorWord(cursor, 'AND');
  if (ends(cursor, stop)) return { kind: 'everything', span: cursor.spanFrom(start) };
  return cursor.surroundings.precedence === 'or-first'
    ? andList(cursor, stop, (inner) => orList(inner, stop, (operand) => notTerm(operand, stop)))
    : orList(cursor, stop, (inner) => andList(inner, stop, (operand) => notTerm(operand, stop)));
}

type Reader = (cursor: Cursor) => SearchExpression;

/** and-list := operand { [AND] operand } */
function andList(cursor: Cursor, stop: readonly string[], operand: Reader): SearchExpression {
  const start = cursor.position;
  const operands = [operand(cursor)];
  while (!ends(cursor, stop) && !isOperatorWord(cursor, 'OR')) {
    takeOperatorWord(cursor, 'AND');
    operands.push(operand(cursor));
  }
  return join('and', operands, cursor, start);
}

/** or-list := operand { OR operand } */
function orList(cursor: Cursor, stop: readonly string[], operand: Reader): SearchExpression {
  const start = cursor.position;
  const operands = [operand(cursor)];
  while (!ends(cursor, stop) && takeOperatorWord(cursor, 'OR')) operands.push(operand(cursor));
  return join('or', operands, cursor, start);
}

function join(
  kind: 'and' | 'or',
  operands: readonly SearchExpression[],
  cursor: Cursor,
  start: number,
): SearchExpression {
  const [first] = operands;
  if (operands.length === 1 && first !== undefined) return first;
  return { kind, operands, parenthesised: false, span: cursor.spanFrom(start) };
}

/** not-term := NOT not-term | term */
function notTerm(cursor: Cursor, stop: readonly string[]): SearchExpression {
  const start = cursor.position;
  if (!takeOperatorWord(cursor, 'NOT')) return term(cursor, stop);
  const operand = cursor.nested(() => notTerm(cursor, stop));
  return { kind: 'not', operand, span: cursor.spanFrom(start) };
}

function ends(cursor: Cursor, stop: readonly string[]): boolean {
  return cursor.atEnd || cursor.next === ')' || stop.some((word) => cursor.isWord(word) && !comparesNext(cursor, word));
}

/** `by=3` compares a field that is called by. */
function comparesNext(cursor: Cursor, word: string): boolean {
  return cursor.peek(new RegExp(`${word}\\s*[=<>!]`, 'iy')) !== undefined;
}

/** AND, OR and NOT are operators in capitals only; in small letters they are words to look for. */
function isOperatorWord(cursor: Cursor, word: 'AND' | 'OR' | 'NOT'): boolean {
  return cursor.peek(OPERATOR_WORDS[word]) !== undefined;
}

function takeOperatorWord(cursor: Cursor, word: 'AND' | 'OR' | 'NOT'): boolean {
  return cursor.take(OPERATOR_WORDS[word]) !== undefined;
}

const OPERATOR_WORDS = {
  AND: /AND(?![^\s()[\]"`|])/y,
  OR: /OR(?![^\s()[\]"`|])/y,
  NOT: /NOT(?![^\s()[\]"`|])/y,
} as const;

/** term := ( expression ) | [ subsearch ] | `macro` | TERM(…) | CASE(…) | field operator value | field :: value | field [NOT] IN ( … ) | word */
function term(cursor: Cursor, stop: readonly string[]): SearchExpression {
  const start = cursor.position;
  if (cursor.takeText('(')) return group(cursor, start);
  const whole = cursor.takeSubsearch() ?? cursor.takeMacro();
  if (whole !== undefined) return whole;
  const directive = takeDirective(cursor);
  if (directive !== undefined) return { kind: 'term', value: directive, span: directive.span };
  if (ends(cursor, stop) || isOperatorWord(cursor, 'AND') || isOperatorWord(cursor, 'OR'))
    throw cursor.problem(
      'WW0303',
      'Expected a condition here',
      'write field=value, a word, or a condition in parentheses',
    );
  return comparisonOrWord(cursor, start);
}

/** An empty group `()` holds no condition, as CIM's index macros do by default. */
function group(cursor: Cursor, start: number): SearchExpression {
  if (cursor.takeText(')')) return { kind: 'everything', span: cursor.spanFrom(start) };
  const inner = cursor.nested(() => parseSearchExpression(cursor));
  cursor.expectText(')', ') to close the parenthesis');
  switch (inner.kind) {
    case 'and':
    case 'or':
      return { ...inner, parenthesised: true };
    default:
      return inner;
  }
}

function comparisonOrWord(cursor: Cursor, start: number): SearchExpression {
  const indexed = cursor.peek(INDEXED)?.[1];
  if (indexed !== undefined) {
    cursor.take(INDEXED);
    return comparison(cursor, start, { kind: 'field', name: indexed, span: cursor.spanFrom(start) }, '=');
  }
  const quoted = cursor.takeQuotedRaw();
  const written = quoted ?? cursor.take(WORD) ?? stray(cursor);
  const name = quoted === undefined ? written : unescapeQuoted(quoted);
  const nameEnd = cursor.behind;
  const field = cursor.field(name, start);
  const operator = cursor.take(OPERATOR);
  if (operator !== undefined) return comparison(cursor, start, field, operatorOf(operator));
  const list = cursor.take(/(?:NOT\s+)?IN\s*\(/y);
  if (list !== undefined) return membership(cursor, start, field, list.startsWith('NOT'));
  cursor.moveTo(nameEnd);
  const value: SearchValue = {
    kind: 'value',
    pieces: valuePieces(written),
    quoted: quoted !== undefined,
    directive: null,
    span: cursor.spanFrom(start),
  };
  if (quoted === undefined && written === '*') return { kind: 'everything', span: value.span };
  return { kind: 'term', value, span: value.span };
}

/** `field NOT IN (…)` is `NOT field IN (…)`. */
function membership(cursor: Cursor, start: number, field: FieldName, negated: boolean): SearchExpression {
  const list = inList(cursor, start, field);
  return negated ? { kind: 'not', operand: list, span: list.span } : list;
}

function stray(cursor: Cursor): never {
  if (cursor.take(/,/y) !== undefined)
    throw cursor.problemAt(
      'WW0304',
      cursor.behind - 1,
      'A comma has no meaning between conditions',
      'remove it, or write AND or OR',
    );
  throw cursor.problem('WW0303', 'Expected a field or a word here', 'put signs that SPL uses itself into quotes');
}

function operatorOf(text: string): ComparisonOperator {
  switch (text) {
    case '!=':
    case '<':
    case '<=':
    case '>':
    case '>=':
      return text;
    default:
      return '=';
  }
}

function comparison(cursor: Cursor, start: number, field: FieldName, operator: ComparisonOperator): SearchExpression {
  const { name } = field;
  if (operator === '=' && isTimeName(name)) {
    const value = cursor.takeQuoted() ?? cursor.take(VALUE);
    if (value !== undefined) return { kind: 'time', name, value, span: cursor.spanFrom(start) };
  }
  if (cursor.next === '`')
    throw cursor.problem('WW0310', 'A macro stands for the value here', 'expand the macros first');
  if (cursor.next === '[')
    throw cursor.problem(
      'WW0311',
      'A subsearch as the value of a comparison is not supported',
      `let the subsearch make the whole condition: [ search … | return ${name} ]`,
    );
  const value = takeValue(cursor, VALUE);
  if (value === undefined)
    throw cursor.problem(
      'WW0303',
      `Expected a value behind ${name}${operator}`,
      'write a word, or a text in quotes; "" is the empty value',
    );
  return { kind: 'comparison', field, operator, value, span: cursor.spanFrom(start) };
}

function isTimeName(name: string): name is TimeModifierName {
  return Object.hasOwn(TIME_NAMES, name);
}

/** A value, quoted or not, or TERM(…) or CASE(…), when one is next. */
export function takeValue(cursor: Cursor, unquoted: RegExp = VALUE_IN_LIST): SearchValue | undefined {
  const directive = takeDirective(cursor);
  if (directive !== undefined) return directive;
  const start = cursor.position;
  const inQuotes = cursor.takeQuotedRaw();
  const written = inQuotes ?? cursor.take(unquoted);
  if (written === undefined) return undefined;
  const withParentheses = inQuotes === undefined ? takeParentheses(cursor, start) : undefined;
  const quoted = (inQuotes ?? withParentheses) !== undefined;
  const pieces = valuePieces(withParentheses ?? written);
  return { kind: 'value', pieces, quoted, directive: null, span: cursor.spanFrom(start) };
}

/** Parentheses right behind a value's text, as in `*GetCurrent()*`, belong to it: the whole value, as if it were quoted. */
function takeParentheses(cursor: Cursor, start: number): string | undefined {
  if (cursor.raw !== '(' || !cursor.takeBalanced()) return undefined;
  cursor.takeAdjacent(VALUE_IN_LIST);
  cursor.surroundings.warn(
    'WW0305',
    start,
    cursor.behind,
    'Parentheses in a value without quotes: read as part of the value',
    'put the value into quotes',
  );
  return cursor.textFrom(start);
}

function takeDirective(cursor: Cursor): SearchValue | undefined {
  const match = cursor.peek(DIRECTIVE);
  if (match === undefined) return undefined;
  const start = cursor.position;
  cursor.moveTo(start + match[0].length);
  const [, name, inside = ''] = match;
  const pieces = valuePieces(inside.replace(/^"([\s\S]*)"$/, '$1'));
  const quoted = inside.startsWith('"');
  return { kind: 'value', pieces, quoted, directive: name === 'TERM' ? 'TERM' : 'CASE', span: cursor.spanFrom(start) };
}

/** in-list := field IN ( value { , value } ): empty elements are left out, a comma may be missing. */
function inList(cursor: Cursor, start: number, field: FieldName): SearchIn {
  const values: (SearchValue | MacroCall)[] = [];
  while (!cursor.takeText(')')) {
    if (cursor.takeText(',')) continue;
    if (cursor.next === '[')
      throw cursor.problem(
        'WW0311',
        'A subsearch inside IN (…) is not supported',
        `write the subsearch alone, so that its rows become conditions: [ search … | fields ${field.name} ]`,
      );
    const value = cursor.takeMacro() ?? takeValue(cursor);
    if (value === undefined)
      throw cursor.problem(
        'WW0303',
        'Expected a value or ) in this list',
        'write the values between IN ( and ), commas between them',
      );
    values.push(value);
  }
  return { kind: 'in', field, values, span: cursor.spanFrom(start) };
}
