import { didYouMean } from '../../core/suggest';
import { allNodes } from '../../spl/visit';
import { isLookupOfOthers } from './library';
import type { Rule } from './rule';

/** A search that reads a lookup which nobody defines fails. */
export const undefinedLookup: Rule = {
  severity: 'error',
  level: 'recommended',
  title: 'Lookups are defined',
  check({ written }, { lookups }, report) {
    if (lookups === undefined) return;
    for (const node of allNodes(written)) {
      if (node.kind !== 'lookup' && node.kind !== 'inputlookup') continue;
      if (lookups.has(node.lookup) || isLookupOfOthers(node.lookup)) continue;
      report(
        node.span,
        `Nobody defines the lookup ${node.lookup}`,
        didYouMean(
          node.lookup,
          lookups,
          'Add a lookup file for it, or the name of the app that brings it to the description.',
        ),
      );
    }
  },
};
