import { processesFields } from '../../cim/model';
import { allNodes } from '../../spl/visit';
import { isProcesses, processesField } from './processes_search';
import type { Rule } from './rule';

/** tstats drops a row with a null in any by-field unless fillnull_value is set. */
export const nullByField: Rule = {
  severity: 'warning',
  level: 'recommended',
  title: 'A by-field that can be null has fillnull_value',
  check({ expanded }, _library, report) {
    for (const node of allNodes(expanded)) {
      if (node.kind !== 'tstats' || !isProcesses(node) || node.options.fillnull_value !== undefined) continue;
      for (const { field } of node.by) {
        const name = processesField(field.name);
        if (name === undefined || processesFields[name].source !== 'declared') continue;
        report(
          field.span,
          `Events without ${name} are lost: tstats drops a row when a field behind "by" is null`,
          'add fillnull_value=null behind tstats, or leave the field out',
        );
      }
    }
  },
};
