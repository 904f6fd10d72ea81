import { hasNamedGroup, pcreProblem } from '../../spl/pcre_problem';
import { walk } from '../../spl/visit';
import type { Rule } from './rule';

/** rex makes a field of each named group; without one Splunk refuses it. */
export const rexWithoutName: Rule = {
  severity: 'error',
  level: 'minimum',
  title: 'rex has a named group',
  check({ written }, _library, report) {
    walk(written, (node) => {
      if (node.kind !== 'rex' || node.options.mode === 'sed') return;
      if (hasNamedGroup(node.pattern) || pcreProblem(node.pattern) !== undefined) return;
      report(
        node.patternSpan,
        'rex makes no field: its regular expression has no named group',
        'write (?<field>…) around what the field shall hold, mode=sed to replace, or regex to filter',
      );
    });
  },
};
