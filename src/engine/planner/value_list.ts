import type { SearchValue } from '../../spl/ast';
import { addressBlock } from '../search/address_block';
import { literalOf } from '../search/wildcard';
import { fold } from '../../core/fold_case';
import { fragment, joined, type Fragment } from './fragment';

/**
 * One of several values, case not regarded, as few conditions over one column: each condition folds the column's text
 * anew, which costs the database more than the comparison does.
 */

/** As many patterns become one expression; fewer are faster one by one. */
const FEW_PATTERNS = 4;
/** More alternatives in one expression than this would make its automaton large. */
const ALTERNATIVES = 64;
/** Longer lists of whole values are a hash join. */
const LONG_LIST = 32;

/** Values that one condition can hold together, and those that need one each. */
export interface ValueList {
  readonly together: readonly Fragment[];
  readonly apart: readonly SearchValue[];
}

/** The conditions for a list of values; any of them holds, or one of those apart. */
export function valueList(column: Fragment, values: readonly SearchValue[]): ValueList {
  const folded = values.filter(({ directive }) => directive !== 'CASE');
  const whole = folded
    .filter(isWhole)
    .flatMap((value) => literalOf(value) ?? [])
    .map(fold);
  const patterns = folded.filter(isSimplePattern);
  const text = fragment`lower(${column})`;
  if (patterns.length < FEW_PATTERNS)
    return { together: wholeValues(text, whole), apart: values.filter((value) => !isWhole(value)) };
  const apart = values.filter((value) => !isWhole(value) && !isSimplePattern(value));
  const isShort = whole.length <= ALTERNATIVES;
  const alternatives = [...patterns.map(expressionOf), ...(isShort ? whole.map(escaped) : [])];
  return { together: [...expressions(text, alternatives), ...(isShort ? [] : wholeValues(text, whole))], apart };
}

function isWhole(value: SearchValue): boolean {
  return value.directive !== 'CASE' && literalOf(value) !== undefined && addressBlock(value) === undefined;
}

/** `a*`, `*a`, `*a*` and `a*b`: with more stars than these the automaton of many patterns could grow without bound. */
function isSimplePattern({ directive, pieces }: SearchValue): boolean {
  if (directive === 'CASE' || pieces.length < 2) return false;
  const texts = pieces.filter((piece) => piece !== '').length;
  return texts === 1 || (texts === 2 && pieces.length === 2);
}

function expressionOf({ pieces }: SearchValue): string {
  return pieces.map((piece) => escaped(fold(piece))).join('.*');
}

/** For RE2, which takes a backslash before any punctuation of ASCII. */
function escaped(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, '\\$&');
}

function expressions(text: Fragment, alternatives: readonly string[]): readonly Fragment[] {
  const conditions: Fragment[] = [];
  for (let from = 0; from < alternatives.length; from += ALTERNATIVES) {
    const expression = alternatives.slice(from, from + ALTERNATIVES).join('|');
    conditions.push(fragment`regexp_full_match(${text}, ${expression}, 's')`);
  }
  return conditions;
}

function wholeValues(text: Fragment, whole: readonly string[]): readonly Fragment[] {
  const [first] = whole;
  if (first === undefined) return [];
  if (whole.length === 1) return [fragment`(${text} = ${first})`];
  if (whole.length > LONG_LIST)
    return [fragment`(${text} IN (SELECT unnest(json_extract_string(${JSON.stringify(whole)}, '$[*]'))))`];
  const list = joined(
    whole.map((one) => fragment`${one}`),
    ', ',
  );
  return [fragment`list_contains([${list}], ${text})`];
}
