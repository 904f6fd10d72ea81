import { dataModels, type DataModel } from '../../cim/models';
import type { Span } from '../../core/source';
import { didYouMean } from '../../core/suggest';
import { allNodes, type SplNode } from '../../spl/visit';
import type { Rule } from './rule';

/** A search over a data model or dataset that is not there finds nothing, or fails. */
export const unknownDataModel: Rule = {
  severity: 'error',
  level: 'recommended',
  title: 'Data models and their datasets exist',
  check({ expanded, drilldowns }, _library, report) {
    for (const command of [expanded, ...drilldowns].flatMap(allNodes).flatMap(readsOf)) {
      const { model, datasets, span } = command;
      const known = modelOf(model);
      if (known === undefined) {
        report(span, `There is no data model ${model} in CIM or Enterprise Security`, modelHint(model));
        continue;
      }
      const missing = datasets.find((dataset) => known.datasets.length > 0 && !known.datasets.includes(dataset));
      if (missing !== undefined)
        report(
          span,
          `The data model ${model} has no dataset ${missing}`,
          didYouMean(missing, known.datasets, `It has ${known.datasets.slice(0, 8).join(', ')}.`),
        );
    }
  },
};

/** A data model by its name; capitals count. */
export function modelOf(name: string): DataModel | undefined {
  return Object.hasOwn(dataModels, name) ? dataModels[name] : undefined;
}

interface Read {
  readonly model: string;
  readonly datasets: readonly string[];
  readonly span: Span;
}

/** The models and datasets that a command names, its `nodename=` conditions included. */
function readsOf(node: SplNode): readonly Read[] {
  const { span } = node;
  switch (node.kind) {
    case 'tstats':
      return node.datamodel === null ? [] : [tstatsRead(node.datamodel), ...nodeNames(node, node.datamodel.model)];
    case 'from':
      return node.type === 'datamodel' ? [read(node.name, span)] : [];
    case 'datamodel':
      return node.model === null ? [] : [{ model: node.model, datasets: [node.dataset ?? []].flat(), span }];
    default:
      return [];
  }
}

function tstatsRead({ model, dataset, span }: { model: string; dataset: string | null; span: Span }): Read {
  return { model, datasets: dataset === null ? [] : [dataset], span };
}

function read(name: string, span: Span): Read {
  const [model = '', ...datasets] = name.split('.');
  return { model, datasets, span };
}

function nodeNames(tstats: SplNode, model: string): readonly Read[] {
  return allNodes(tstats).flatMap((node) => {
    if (node.kind !== 'comparison' || node.field.name !== 'nodename') return [];
    const [name = '', ...more] = node.value.pieces;
    return more.length > 0 ? [] : [{ model, datasets: name.split('.'), span: node.span }];
  });
}

function modelHint(name: string): string {
  const owner = Object.entries(dataModels).find(([, { datasets }]) => datasets.includes(name));
  if (owner !== undefined) return `${name} is a dataset: write ${owner[0]}.${name}`;
  return didYouMean(name, Object.keys(dataModels), 'Waive this where an app of yours brings it.');
}
