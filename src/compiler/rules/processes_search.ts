import { processesFields, type ProcessesField } from '../../cim/model';
import type { TstatsCommand } from '../../spl/ast';

/** What checks ask about searches over Endpoint.Processes. */

/** Whether a tstats reads Endpoint.Processes. */
export function isProcesses({ datamodel }: TstatsCommand): boolean {
  return datamodel?.model === 'Endpoint' && datamodel.dataset === 'Processes';
}

/** The model's field behind `Processes.`; undefined for any other name. */
export function processesField(name: string): ProcessesField | undefined {
  const [, bare = ''] = /^Processes\.(.+)$/.exec(name) ?? [];
  return isField(bare) ? bare : undefined;
}

function isField(name: string): name is ProcessesField {
  return Object.hasOwn(processesFields, name);
}
