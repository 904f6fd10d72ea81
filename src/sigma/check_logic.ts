import { diagnosticAt, type Report } from '../core/diagnostic';
import type { Span } from '../core/source';
import { testsOf, type Expression } from './expression';
import { impliedBy, shareNothing, type Budget } from './implication';

/** Conditions whose parts rule each other out, or of which one always holds (WW0418); what cannot be told is left alone. */
export function checkLogic(expression: Expression, conditionSpan: Span, report: Report): void {
  const budget: Budget = { steps: MOST_STEPS };
  const said = new Set<string>();
  for (const part of partsOf(expression)) {
    const finding = part.kind === 'and' ? neverHolds(part.terms, budget) : alwaysHolds(part.terms, budget);
    if (finding === undefined) continue;
    const span = finding.culprit === undefined ? conditionSpan : finding.culprit;
    const key = `${span.start} ${finding.message}`;
    if (said.has(key)) continue;
    said.add(key);
    report(diagnosticAt(span, { code: 'WW0418', severity: 'warning', message: finding.message, hint: finding.hint }));
  }
}

/** Rules with lists of hundreds of values are compared so far and no further. */
const MOST_STEPS = 50_000;

type Joined = Extract<Expression, { kind: 'and' | 'or' }>;

function partsOf(expression: Expression): readonly Joined[] {
  switch (expression.kind) {
    case 'and':
    case 'or':
      return [expression, ...expression.terms.flatMap(partsOf)];
    case 'not':
      return partsOf(expression.term);
    default:
      return [];
  }
}

interface Finding {
  /** Undefined: the condition itself, which names one selection twice. */
  readonly culprit: Span | undefined;
  readonly message: string;
  readonly hint: string;
}

function neverHolds(terms: readonly Expression[], budget: Budget): Finding | undefined {
  for (const [index, term] of terms.entries()) {
    if (term.kind === 'not') {
      const rest: Expression = { kind: 'and', terms: terms.filter((other) => other !== term) };
      if (impliedBy(rest, term.term, budget))
        return {
          culprit: placeOf(term.term, rest),
          message: 'Nothing is left: this leaves out everything that the rest of the condition finds',
          hint: 'narrow what is left out, or correct the condition',
        };
    }
    if (terms.slice(0, index).some((other) => shareNothing(other, term, budget)))
      return {
        culprit: testsOf(term)[0]?.span,
        message: 'Nothing can have this value together with the others that the condition demands of the field',
        hint: 'join the two with or, or drop one',
      };
  }
  return nothingLeft(terms, budget);
}

/** `1 of selection_*` of which each is left out by itself. */
function nothingLeft(terms: readonly Expression[], budget: Budget): Finding | undefined {
  const leftOut = terms.flatMap((term) => (term.kind === 'not' ? [term.term] : []));
  const found: Expression = { kind: 'and', terms: terms.filter((term) => term.kind !== 'not') };
  if (leftOut.length < 2 || !impliedBy(found, { kind: 'or', terms: leftOut }, budget)) return undefined;
  return {
    culprit: undefined,
    message: 'Nothing is left: what is left out is all that the rest of the condition finds',
    hint: 'correct the condition',
  };
}

function alwaysHolds(terms: readonly Expression[], budget: Budget): Finding | undefined {
  for (const term of terms) {
    if (term.kind !== 'not') continue;
    const rest: Expression = { kind: 'or', terms: terms.filter((other) => other !== term) };
    const isSplit = terms.some(
      (other) => other !== term && other.kind === 'not' && shareNothing(other.term, term.term, budget),
    );
    if (isSplit || impliedBy(term.term, rest, budget))
      return {
        culprit: placeOf(term.term, rest),
        message: 'Every event fulfils this or the other part of the or',
        hint: 'join the two with and',
      };
  }
  return undefined;
}

/** The first test of a term, unless it is a selection that the rest has too. */
function placeOf(term: Expression, rest: Expression): Span | undefined {
  const others = new Set(testsOf(rest).map(({ span }) => span));
  return testsOf(term).find(({ span }) => !others.has(span))?.span;
}
