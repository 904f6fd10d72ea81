import { walk } from '../../spl/visit';
import type { SearchValue } from '../../spl/ast';
import type { Rule } from './rule';

/** In searches single quotes are letters: field='x' looks for a value with quotes in it. */
export const singleQuotedValue: Rule = {
  severity: 'warning',
  level: 'recommended',
  title: 'Values in searches stand in double quotes',
  check({ detection, written }, _library, report) {
    if (detection.origin.format === 'sigma') return;
    walk(written, (node, { parent }) => {
      if (node.kind !== 'value' || node.quoted || !isSingleQuoted(node)) return;
      if (parent?.kind !== 'comparison' && parent?.kind !== 'in') return;
      const text = node.pieces.join('*');
      report(
        node.span,
        `In a search ${text} is a value with single quotes in it`,
        `write ${text.replace(/^'|'$/g, '"')}`,
      );
    });
  },
};

/** `'cmd.exe'`, or the first word of `'two words'`. */
function isSingleQuoted({ pieces }: SearchValue): boolean {
  const text = pieces.join('*');
  return /^'/.test(text);
}
