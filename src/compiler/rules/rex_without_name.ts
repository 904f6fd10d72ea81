import { namedGroups, readPcre } from '../../core/pcre';
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
      const { pieces, problem } = readPcre(node.pattern);
      if (problem !== undefined || namedGroups(pieces).size > 0) return;
      report(
        node.patternSpan,
        'rex makes no field: its regular expression has no named group',
        'write (?<field>…) around what the field shall hold, mode=sed to replace, or regex to filter',
      );
    });
  },
};
