import type { FieldName } from '../../spl/ast';
import { walk, type SplNode } from '../../spl/visit';
import type { Rule } from './rule';

/** Two results under one name: stats refuses a name that is also behind `by`, and elsewhere the later one replaces the other. */
export const sameColumn: Rule = {
  severity: 'warning',
  level: 'recommended',
  title: 'Each result of a command has its own name',
  check({ detection, written }, _library, report) {
    if (detection.origin.format === 'sigma') return;
    walk(written, (node) => {
      const seen = new Set<string>();
      for (const { name, span } of namesMade(node)) {
        if (seen.has(name) && !name.includes('*'))
          report(span, `${name} is given twice by this command: one of the two is lost`, 'give each a name of its own');
        seen.add(name);
      }
    });
  },
};

/** The names that a command gives its columns, those behind `by` first. */
function namesMade(node: SplNode): readonly FieldName[] {
  switch (node.kind) {
    case 'stats':
    case 'tstats':
    case 'eventstats':
    case 'streamstats': {
      const given = node.aggregations.flatMap(({ as }) => (as === null ? [] : [as]));
      return [...node.by.map(({ field }) => field), ...given];
    }
    case 'rename':
      return node.renamings.map(({ to }) => to);
    default:
      return [];
  }
}
