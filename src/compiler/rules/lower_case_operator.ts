import { walk } from '../../spl/visit';
import type { Rule } from './rule';

/** In searches `or`, `and` and `not` are words to look for: only capitals make them operators (Splunk's search command). */
export const lowerCaseOperator: Rule = {
  severity: 'warning',
  level: 'recommended',
  title: 'AND, OR and NOT are written in capitals',
  check({ detection, written }, _library, report) {
    if (detection.origin.format === 'sigma') return;
    walk(written, (node) => {
      if (node.kind !== 'term' || node.value.quoted) return;
      const word = node.value.pieces.join('*');
      if (/^(?:and|or|not)$/.test(word))
        report(
          node.span,
          `"${word}" in small letters is a word that every event must hold, no operator`,
          `write ${word.toUpperCase()}`,
        );
    });
  },
};
