import { fold } from '../core/fold_case';
import { ANY, covers, excludes, literal, ONE } from '../core/wildcard_text';
import { testsOf, type Expression, type FieldTest } from './expression';
import type { StringValue } from './value';

/** What can be told of two expressions without an event: whether one follows from the other, or rules it out. */

/** Comparisons that are left; at none everything counts as not known. */
export interface Budget {
  steps: number;
}

/** True only when every event that fulfils `given` fulfils `wanted` too. */
export function impliedBy(given: Expression, wanted: Expression, budget: Budget): boolean {
  if (--budget.steps < 0) return false;
  if (given === wanted) return true;
  if (given.kind === 'or') return given.terms.every((term) => impliedBy(term, wanted, budget));
  if (wanted.kind === 'and') return wanted.terms.every((term) => impliedBy(given, term, budget));
  if (wanted.kind === 'or' && wanted.terms.some((term) => impliedBy(given, term, budget))) return true;
  if (given.kind === 'and') return given.terms.some((term) => impliedBy(term, wanted, budget));
  if (given.kind === 'not' && wanted.kind === 'not') return impliedBy(wanted.term, given.term, budget);
  return given.kind === 'test' && wanted.kind === 'test' && isTestImplied(given, wanted);
}

/** True only when no event fulfils both, because one field would need two values. */
export function shareNothing(a: Expression, b: Expression, budget: Budget): boolean {
  const field = onlyField(a);
  return field !== undefined && field === onlyField(b) && areApart(a, b, budget);
}

function areApart(a: Expression, b: Expression, budget: Budget): boolean {
  if (--budget.steps < 0) return false;
  if (a.kind === 'or') return a.terms.every((term) => areApart(term, b, budget));
  if (b.kind === 'or') return b.terms.every((term) => areApart(a, term, budget));
  if (a.kind === 'and') return a.terms.some((term) => areApart(term, b, budget));
  if (b.kind === 'and') return b.terms.some((term) => areApart(a, term, budget));
  if (a.kind !== 'test' || b.kind !== 'test') return false;
  if (a.value.kind === 'null' || b.value.kind === 'null') return isText(a) !== isText(b);
  if (a.value.kind !== 'string' || b.value.kind !== 'string') return false;
  const cased = a.value.cased && b.value.cased;
  return excludes(patternOf(a.value, cased), patternOf(b.value, cased));
}

/** The field that all tests of an expression ask; undefined where there are several. */
function onlyField(expression: Expression): string | undefined {
  const fields = new Set(testsOf(expression).map((test) => (test.kind === 'test' ? test.field : '')));
  const [field] = fields;
  return fields.size === 1 && field !== '' ? field : undefined;
}

function isTestImplied(given: FieldTest, wanted: FieldTest): boolean {
  if (given.field !== wanted.field) return false;
  const [one, other] = [given.value, wanted.value];
  if (one.kind === 'string' && other.kind === 'string')
    return (one.cased || !other.cased) && covers(patternOf(other, other.cased), patternOf(one, other.cased));
  return one.kind === other.kind && JSON.stringify(one) === JSON.stringify(other);
}

/** A text that is more than the empty one. */
function isText({ value }: FieldTest): boolean {
  return value.kind === 'string' && value.string.parts.some(({ kind }) => kind !== 'any');
}

function patternOf({ string: { parts } }: StringValue, cased: boolean): string {
  return parts
    .map((part) => {
      if (part.kind !== 'literal') return part.kind === 'any' ? ANY : ONE;
      return literal(cased ? part.text : fold(part.text));
    })
    .join('');
}
