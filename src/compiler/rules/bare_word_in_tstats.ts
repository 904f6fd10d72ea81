import { walk } from '../../spl/visit';
import type { Rule } from './rule';

/** A data model keeps fields and no raw text: a bare word in tstats' where finds nothing there. */
export const bareWordInTstats: Rule = {
  severity: 'warning',
  level: 'recommended',
  title: 'tstats over a data model asks fields, not words',
  check({ detection, written }, _library, report) {
    if (detection.origin.format === 'sigma') return;
    walk(written, (node) => {
      if (node.kind !== 'tstats' || node.datamodel === null || node.where === null) return;
      walk(node.where, (inner) => {
        if (inner.kind === 'subsearch') return false;
        if (inner.kind === 'term' && inner.value.directive === null)
          report(
            inner.span,
            `"${inner.value.pieces.join('*')}" is a word to look for in raw text, which a data model does not keep`,
            'compare a field with it; operators, by and where are spelt AND, OR, NOT, by, where',
          );
        return undefined;
      });
    });
  },
};
