import { processesFields } from '../../cim/model';
import { slipOfInternal } from '../../cim/event_fields';
import { didYouMean, editDistance } from '../../core/suggest';
import type { FieldName } from '../../spl/ast';
import { fieldsUsed } from '../../spl/fields';
import { allNodes } from '../../spl/visit';
import { isProcesses, processesField } from './processes_search';
import type { Rule, RuleReport } from './rule';

/** Fields that every event has, with or without a data model. */
const ownOfEvents = /^(?:_.*|host|source|sourcetype|index|splunk_server)$/;

/** A field that the data model lacks is null in every event. */
export const unknownModelField: Rule = {
  severity: 'warning',
  level: 'recommended',
  title: 'Fields of Endpoint.Processes exist in the data model',
  check({ expanded }, _library, report) {
    const seen = new Set<string>();
    for (const node of allNodes(expanded))
      if (node.kind === 'tstats' && isProcesses(node)) reportModelFields(fieldsUsed(node), seen, report);
  },
};

/** Reports each of these fields of a tstats over Endpoint.Processes that every event lacks; `seen` are those said. */
export function reportModelFields(fields: readonly FieldName[], seen: Set<string>, report: RuleReport): void {
  for (const { name, span } of fields) {
    if (seen.has(name)) continue;
    if (!ownOfEvents.test(name) && processesField(`Processes.${name}`) !== undefined) {
      seen.add(name);
      report(span, `${name} without its dataset is null in a search over a data model`, `write Processes.${name}`);
      continue;
    }
    const internal = slipOfInternal(name);
    if (internal !== undefined) {
      seen.add(name);
      report(span, `Events have no field ${name}`, `Did you mean "${internal}"?`);
      continue;
    }
    if (!isOfDataset(name) || name.includes('*') || processesField(name) !== undefined) continue;
    seen.add(name);
    const known = Object.keys(processesFields).map((field) => `Processes.${field}`);
    report(
      span,
      `Endpoint.Processes has no field ${name}: it is null in every event`,
      didYouMean(name, known, 'Names count capitals; see the Endpoint data model.'),
    );
  }
}

/** `Processes.` in whatever letters, or nearly so before a field of it. */
function isOfDataset(name: string): boolean {
  const [dataset = '', ...rest] = name.split('.');
  if (dataset.toLowerCase() === 'processes') return true;
  return processesField(`Processes.${rest.join('.')}`) !== undefined && editDistance(dataset, 'Processes', 2) <= 2;
}
