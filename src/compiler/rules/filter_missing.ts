import { allNodes } from '../../spl/visit';
import { didYouMean } from '../../core/suggest';
import type { Rule } from './rule';

/** Without its filter macro a detection can be tuned only by editing it. */
export const filterMissing: Rule = {
  severity: 'error',
  level: 'minimum',
  title: 'The search calls its filter macro',
  check({ detection, written }, _library, report) {
    const calls = allNodes(written).flatMap((node) =>
      node.kind === 'macro' ? [node.name] : node.kind === 'unexpanded' ? node.macros.map((macro) => macro.name) : [],
    );
    if (calls.includes(detection.filterMacro)) return;
    report(
      detection.at('search'),
      `The search does not call its filter macro \`${detection.filterMacro}\``,
      calls.some((name) => name.endsWith('_filter'))
        ? didYouMean(detection.filterMacro, calls, `End it with | \`${detection.filterMacro}\`.`)
        : `End it with | \`${detection.filterMacro}\`.`,
    );
  },
};
