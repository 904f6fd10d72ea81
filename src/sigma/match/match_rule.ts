import type { Expression, FieldTest } from '../expression';
import type { SigmaRule } from '../rule';
import { fold } from '../../core/fold_case';
import { matchEvent, type MatchEvent } from './match_event';
import { mapLiterals, withWildcards } from '../sigma_string';
import type { SigmaValue } from '../value';
import { textMatcher, type TextMatcher } from './text_matcher';
import { valueMatcher } from './value_matcher';

/** A rule as a function of an event's fields. */
export type EventMatcher = (event: MatchEvent) => boolean;

/**
 * Whether an event's fields (by Sigma's names, see `sigmaFields`) satisfy a rule's condition, straight from the rule's
 * tree. The log source is not looked at: see `coversProcessCreation`.
 */
export function matchRule(rule: SigmaRule, fields: Readonly<Record<string, string>>): boolean {
  return compileExpression(rule.expression)(matchEvent(fields));
}

/** The expression as a function; compile once, call for many events. */
export function compileExpression(expression: Expression): EventMatcher {
  switch (expression.kind) {
    case 'and': {
      const terms = expression.terms.map(compileExpression);
      return (event) => terms.every((term) => term(event));
    }
    case 'or':
      return compileOr(expression.terms);
    case 'not': {
      const term = compileExpression(expression.term);
      return (event) => !term(event);
    }
    case 'constant':
      return () => expression.value;
    case 'test': {
      const matches = valueMatcher(expression.value);
      return (event) => matches(event, expression.field);
    }
    case 'keyword':
      return compileKeyword(expression.value);
  }
}

/** Lists of uncased texts on one field look the field up once. */
function compileOr(terms: readonly Expression[]): EventMatcher {
  const byField = new Map<string, TextMatcher[]>();
  const others: EventMatcher[] = [];
  for (const term of terms) {
    const matcher = uncasedText(term);
    if (matcher === undefined || term.kind !== 'test') others.push(compileExpression(term));
    else byField.set(term.field, [...(byField.get(term.field) ?? []), matcher]);
  }
  const lists = [...byField].map(([field, matchers]): EventMatcher => (event) => {
    const text = event.folded(field);
    return text !== undefined && matchers.some((matches) => matches(text));
  });
  const all = [...lists, ...others];
  return (event) => all.some((term) => term(event));
}

function uncasedText(term: Expression): TextMatcher | undefined {
  return term.kind === 'test' ? patternOf(term) : undefined;
}

function patternOf({ value }: FieldTest): TextMatcher | undefined {
  return value.kind === 'string' && !value.cased ? textMatcher(mapLiterals(value.string, fold)) : undefined;
}

/** A keyword stands somewhere in the value of any field. */
function compileKeyword(value: SigmaValue): EventMatcher {
  const matches = valueMatcher(keywordValue(value));
  return (event) => event.names.some((field) => matches(event, field));
}

/** The value that a field is tested against for a keyword: texts and numbers may stand anywhere in it. */
export function keywordValue(value: SigmaValue): SigmaValue {
  if (value.kind === 'string') return { ...value, string: withWildcards(value.string, 'around') };
  if (value.kind !== 'number') return value;
  const string = withWildcards({ parts: [{ kind: 'literal', text: value.written }] }, 'around');
  return { kind: 'string', string, cased: false, written: value.written };
}
