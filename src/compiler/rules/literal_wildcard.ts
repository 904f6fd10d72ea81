import type { EvalExpression } from '../../spl/ast';
import { walk, type SplNode } from '../../spl/visit';
import type { Rule } from './rule';

/** In `where` and `eval` a star is a star, and like() knows % and _ alone: such a condition is never true. */
export const literalWildcard: Rule = {
  severity: 'warning',
  level: 'recommended',
  title: 'where and eval compare without the wildcard *',
  check({ detection, written }, _library, report) {
    if (detection.origin.format === 'sigma') return;
    walk(written, (node) => {
      for (const value of comparedWith(node))
        if (value.kind === 'string' && isWildcard(value.value))
          report(
            value.span,
            `In where and eval * stands for itself: nothing equals "${value.value}"`,
            'use like() with %, match() with a regular expression, or search',
          );
        else if (value.kind === 'string' && node.kind === 'call' && node.name === 'like')
          report(
            value.span,
            `like() without % or _ compares with the whole text "${value.value}"`,
            'write % for any text before, behind or between; = for the whole text',
          );
    });
  },
};

/** The values that a comparison compares with. */
function comparedWith(node: SplNode): readonly EvalExpression[] {
  if (node.kind === 'binary' && (node.operator === '=' || node.operator === '!=')) return [node.left, node.right];
  if (node.kind === 'in' && 'operand' in node) return node.values;
  if (node.kind === 'call' && node.name === 'in') return node.arguments.slice(1);
  if (node.kind === 'call' && node.name === 'like')
    return node.arguments.slice(1).filter((value) => value.kind === 'string' && !/[%_]/.test(value.value));
  return [];
}

/** A star at an end of a text that says something else as well; in the middle it may be meant. */
function isWildcard(text: string): boolean {
  return /^\*.*\w|\w.*\*$/.test(text);
}
