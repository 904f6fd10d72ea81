import { slipOfInternal } from '../../cim/event_fields';
import type { DataModel } from '../../cim/models';
import { didYouMean, editDistance } from '../../core/suggest';
import type { FieldName, TstatsCommand } from '../../spl/ast';
import { fieldsUsed } from '../../spl/fields';
import { allNodes } from '../../spl/visit';
import { isProcesses } from './processes_search';
import type { Rule } from './rule';
import { modelOf } from './unknown_data_model';

/** In a search over a data model each field stands behind its dataset; a misspelt one is null in every event. */
export const unknownDatasetField: Rule = {
  severity: 'warning',
  level: 'recommended',
  title: 'Fields of other data models stand behind their dataset and are spelt as CIM spells them',
  check({ expanded }, _library, report) {
    for (const node of allNodes(expanded)) {
      if (node.kind !== 'tstats' || isProcesses(node)) continue;
      const model = modelOf(node.datamodel?.model ?? '');
      if (model === undefined || model.datasets.length === 0) continue;
      for (const { name, span } of firstUses(node)) {
        const problem = problemOf(name, model);
        if (problem !== undefined) report(span, problem.message, problem.hint);
      }
    }
  },
};

function firstUses(node: TstatsCommand): readonly FieldName[] {
  return [...new Map([...fieldsUsed(node)].reverse().map((field) => [field.name, field])).values()];
}

interface Problem {
  readonly message: string;
  readonly hint: string;
}

function problemOf(name: string, model: DataModel): Problem | undefined {
  const internal = slipOfInternal(name);
  if (internal !== undefined) return { message: `Events have no field ${name}`, hint: `Did you mean "${internal}"?` };
  const parts = name.split('.');
  const depth = parts.findIndex((part) => !model.datasets.includes(part));
  if (name.includes('*') || depth === -1) return undefined;
  if (depth === 0) return parts.length > 1 ? misspelt(parts[0] ?? '', model.datasets, 'dataset') : bare(name, model);
  const field = parts.slice(depth).join('.');
  return model.fields.includes(field) ? undefined : misspelt(field, model.fields, 'field');
}

function bare(name: string, { datasets, fields }: DataModel): Problem | undefined {
  if (!fields.includes(name) || ofEvents.test(name)) return undefined;
  return {
    message: `${name} without its dataset is null in a search over a data model`,
    hint: `write ${datasets[0] ?? ''}.${name}`,
  };
}

/** Fields that every event has, with or without a data model. */
const ofEvents = /^(?:_.*|host|source|sourcetype|index|splunk_server|nodename|tag|eventtype)$/;

/** Said only of what looks like a slip: apps may add fields and datasets of their own. */
function misspelt(word: string, known: readonly string[], what: string): Problem | undefined {
  const slips = word.length < 6 ? 1 : 2;
  const found = known.filter((other) => editDistance(word.toLowerCase(), other.toLowerCase(), slips) <= slips);
  if (found.length === 0) return undefined;
  return {
    message: `The data model lists no ${what} ${word}: it is null in every event`,
    hint: didYouMean(word, found, ''),
  };
}
