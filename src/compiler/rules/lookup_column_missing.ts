import { didYouMean } from '../../core/suggest';
import type { LookupCommand } from '../../spl/ast';
import { walk } from '../../spl/visit';
import type { Rule } from './rule';

/** A lookup that is asked for a column which it has not ends the search with an error, or gives null. */
export const lookupColumnMissing: Rule = {
  severity: 'error',
  level: 'recommended',
  title: 'Lookups have the columns that searches ask for',
  check({ written }, { columnsOf }, report) {
    walk(written, (node) => {
      if (node.kind !== 'lookup') return;
      const columns = columnsOf(node.lookup);
      if (columns === undefined) return;
      for (const { name, span } of asked(node))
        if (!columns.includes(name))
          report(
            span,
            `The lookup ${node.lookup} has no column ${name}`,
            didYouMean(name, columns, `It has ${columns.slice(0, 8).join(', ')}.`),
          );
    });
  },
};

function asked({ matches, output }: LookupCommand): readonly LookupCommand['matches'][number]['lookupField'][] {
  return [...matches, ...(output?.fields ?? [])].map(({ lookupField }) => lookupField);
}
