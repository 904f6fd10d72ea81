/** Exceptions of a filter as rows show them: a result is hidden when any exception fits, and it fits when all of it does. */

/** How a condition compares. What `is` and its kin take is literal; the others take `*` for any characters. */
export const operators = [
  'is',
  'is_one_of',
  'starts_with',
  'ends_with',
  'contains',
  'matches',
  'is_not',
  'does_not_match',
] as const;
export type Operator = (typeof operators)[number];

export const operatorWords: Readonly<Record<Operator, string>> = {
  is: 'is',
  is_one_of: 'is one of',
  starts_with: 'starts with',
  ends_with: 'ends with',
  contains: 'contains',
  matches: 'matches wildcard',
  is_not: 'is not',
  does_not_match: 'does not match',
};

/** Compares a field's value, without regard to case. Only `is_one_of` has more than one value. */
export interface Condition {
  readonly field: string;
  readonly operator: Operator;
  readonly values: readonly string[];
}

export interface Exception {
  readonly conditions: readonly Condition[];
  /** Epoch seconds from which it fits no more; null for no end. */
  readonly until: number | null;
}

/** The operators whose values may hold wildcards; in the others a `*` cannot be said, because SPL has no literal one. */
export const takesWildcards: Readonly<Record<Operator, boolean>> = {
  is: false,
  is_one_of: true,
  starts_with: false,
  ends_with: false,
  contains: false,
  matches: true,
  is_not: false,
  does_not_match: true,
};

export const isNegative = (operator: Operator): boolean => operator === 'is_not' || operator === 'does_not_match';

/** What a value is compared with: literal pieces, any characters between them. */
export type Pieces = readonly string[];

/** The pieces of one value under an operator. */
export function piecesOf(operator: Operator, value: string): Pieces {
  const pieces = value.split('*');
  switch (operator) {
    case 'starts_with':
      return [...pieces, ''];
    case 'ends_with':
      return ['', ...pieces];
    case 'contains':
      return ['', ...pieces, ''];
    case 'is':
    case 'is_not':
    case 'is_one_of':
    case 'matches':
    case 'does_not_match':
      return pieces;
  }
}

/** The condition that shows pieces in the plainest words. */
export function conditionOf(field: string, pieces: Pieces, isNegated: boolean): Condition {
  const text = pieces.join('*');
  if (isNegated) return { field, operator: pieces.length === 1 ? 'is_not' : 'does_not_match', values: [text] };
  const [first = '', second = '', third] = pieces;
  if (pieces.length === 1) return { field, operator: 'is', values: [first] };
  if (pieces.length === 2 && first !== '' && second === '') return { field, operator: 'starts_with', values: [first] };
  if (pieces.length === 2 && first === '' && second !== '') return { field, operator: 'ends_with', values: [second] };
  if (pieces.length === 3 && first === '' && third === '' && second !== '')
    return { field, operator: 'contains', values: [second] };
  return { field, operator: 'matches', values: [text] };
}

/** The condition as it reads back from SPL: a `*` in a literal value makes it a wildcard. */
export function normalCondition(condition: Condition): Condition {
  const { field, operator, values } = condition;
  if (operator === 'is_one_of') return condition;
  return conditionOf(field, piecesOf(operator, values[0] ?? ''), isNegative(operator));
}

/** The exception as it reads back from SPL. */
export const normalException = ({ conditions, until }: Exception): Exception => ({
  conditions: conditions.map(normalCondition),
  until,
});

/** True when every condition names a field and says a value; only then can it be written as SPL. */
export const isComplete = ({ conditions }: Exception): boolean =>
  conditions.length > 0 &&
  conditions.every(({ field, values }) => field !== '' && values.length > 0 && values.every((value) => value !== ''));

/** The fields that say which host a result is about. */
export const HOST_FIELD = 'dest';

/** True when some condition narrows it to hosts. */
export const namesHost = ({ conditions }: Exception): boolean =>
  conditions.some(({ field, operator }) => field === HOST_FIELD && !isNegative(operator));

/** An exception in one line of words, for lists and screen readers. */
export const exceptionWords = ({ conditions }: Exception): string => conditions.map(conditionWords).join(' and ');

const conditionWords = ({ field, operator, values }: Condition): string =>
  `${field === '' ? 'no field yet' : field} ${operatorWords[operator]} ${values.join(', ')}`;
