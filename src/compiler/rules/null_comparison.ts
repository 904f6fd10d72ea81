import type { EvalExpression } from '../../spl/ast';
import { walk } from '../../spl/visit';
import type { Rule } from './rule';

/** In where and eval a comparison with null is null itself, which counts as false. */
export const nullComparison: Rule = {
  severity: 'warning',
  level: 'recommended',
  title: 'Nothing is compared with null',
  check({ detection, written }, _library, report) {
    if (detection.origin.format === 'sigma') return;
    walk(written, (node) => {
      if (node.kind !== 'binary' || !/^(?:=|!=|<|<=|>|>=)$/.test(node.operator)) return;
      if (!isNull(node.left) && !isNull(node.right)) return;
      const negated = node.operator === '!=';
      report(
        node.span,
        'A comparison with null is never true, nor is its opposite',
        `write ${negated ? 'isnotnull' : 'isnull'}(field)`,
      );
    });
  },
};

/** `null()`, or the bare word, which is a field that no event has. */
function isNull(value: EvalExpression): boolean {
  return (value.kind === 'call' && value.name === 'null') || (value.kind === 'field' && /^null$/i.test(value.name));
}
