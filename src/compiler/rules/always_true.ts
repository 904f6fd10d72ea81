import { walk, type SplNode } from '../../spl/visit';
import { evalClaims, holdsAll, searchClaims, shareNothing, shown, type BoundClaim, type Claim } from './claims';
import type { Rule } from './rule';

/** Conditions that leave nothing out: `x!=a OR x!=b` holds for a, for b and for everything else. */
export const alwaysTrue: Rule = {
  severity: 'warning',
  level: 'recommended',
  title: 'Conditions joined with OR leave something out',
  check({ detection, written }, _library, report) {
    if (detection.origin.format === 'sigma') return;
    walk(written, (node) => {
      const [first, second] = complements(alternativesOf(node)) ?? [];
      if (first !== undefined && second !== undefined)
        report(
          second.span,
          `Whatever ${second.field} is, one of ${shown(first)} and ${shown(second)} holds`,
          'join the two with AND to leave out both, or drop one',
        );
    });
  },
};

/** The parts of an OR that say one thing of one field each. */
function alternativesOf(node: SplNode): readonly Claim[] {
  const lists =
    node.kind === 'or'
      ? node.operands.map((operand) => searchClaims(operand))
      : node.kind === 'logical' && node.operator === 'OR'
        ? node.operands.map((operand) => evalClaims(operand))
        : [];
  return lists.flatMap((list) => (list.length === 1 ? list : []));
}

function complements(claims: readonly Claim[]): readonly [Claim, Claim] | undefined {
  for (const [index, second] of claims.entries()) {
    const first = claims.slice(0, index).find((other) => other.field === second.field && holdTogether(other, second));
    if (first !== undefined) return [first, second];
  }
  return undefined;
}

/** Whether every value fulfils one of the two. */
function holdTogether(a: Claim, b: Claim): boolean {
  if (a.kind === 'bound') return b.kind === 'bound' && isWholeRange(a, b);
  if (b.kind === 'bound') return false;
  if (a.wanted && b.wanted) return false;
  if (!a.wanted && !b.wanted) return a.patterns.every((one) => b.patterns.every((other) => shareNothing(one, other)));
  const [wanted, unwanted] = a.wanted ? [a, b] : [b, a];
  return unwanted.patterns.every((pattern) => wanted.patterns.some((other) => holdsAll(other, pattern)));
}

function isWholeRange(a: BoundClaim, b: BoundClaim): boolean {
  const [low, high] = /^>/.test(a.operator) ? [a, b] : [b, a];
  if (!/^>/.test(low.operator) || !/^</.test(high.operator)) return false;
  return low.number < high.number || (low.number === high.number && (low.operator === '>=' || high.operator === '<='));
}
