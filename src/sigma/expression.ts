import type { Span } from '../core/source';
import type { SigmaValue } from './value';

/** A rule's condition with its selections put in: what is matched, and what is lowered to SPL. */

/** One field against one value; `span` is where the rule says so. */
export interface FieldTest {
  readonly kind: 'test';
  readonly field: string;
  readonly value: SigmaValue;
  readonly span: Span;
  /** Where the field's name stands; the value's place serves where there is none of its own. */
  readonly fieldSpan?: Span;
}

/** A value that may stand in any field. */
export interface KeywordTest {
  readonly kind: 'keyword';
  readonly value: SigmaValue;
  readonly span: Span;
}

export type Expression =
  | { readonly kind: 'and'; readonly terms: readonly Expression[] }
  | { readonly kind: 'or'; readonly terms: readonly Expression[] }
  | { readonly kind: 'not'; readonly term: Expression }
  | { readonly kind: 'constant'; readonly value: boolean }
  | FieldTest
  | KeywordTest;

/** Always true. */
export const always: Expression = { kind: 'constant', value: true };
/** Never true. */
export const never: Expression = { kind: 'constant', value: false };

/** All of the terms: constants folded, nested ANDs made flat. */
export function andOf(terms: readonly Expression[]): Expression {
  const flat = terms.flatMap((term) => (term.kind === 'and' ? term.terms : [term]));
  if (flat.some((term) => term.kind === 'constant' && !term.value)) return never;
  const kept = flat.filter((term) => term.kind !== 'constant');
  return kept.length === 1 ? (kept[0] ?? always) : kept.length === 0 ? always : { kind: 'and', terms: kept };
}

/** Any of the terms: constants folded, nested ORs made flat. */
export function orOf(terms: readonly Expression[]): Expression {
  const flat = terms.flatMap((term) => (term.kind === 'or' ? term.terms : [term]));
  if (flat.some((term) => term.kind === 'constant' && term.value)) return always;
  const kept = flat.filter((term) => term.kind !== 'constant');
  return kept.length === 1 ? (kept[0] ?? never) : kept.length === 0 ? never : { kind: 'or', terms: kept };
}

/** The opposite: a double negation falls away. */
export function notOf(term: Expression): Expression {
  if (term.kind === 'not') return term.term;
  if (term.kind === 'constant') return term.value ? never : always;
  return { kind: 'not', term };
}

/** Every test in the expression, in the order of the rule. */
export function testsOf(expression: Expression): readonly (FieldTest | KeywordTest)[] {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return expression.terms.flatMap(testsOf);
    case 'not':
      return testsOf(expression.term);
    case 'constant':
      return [];
    case 'test':
    case 'keyword':
      return [expression];
  }
}
