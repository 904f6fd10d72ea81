import { editDistance } from '../../core/suggest';
import type { Pipeline, Renaming } from '../../spl/ast';
import { allNodes } from '../../spl/visit';
import type { Rule } from './rule';
import { modelOf } from './unknown_data_model';

/** A search over a data model drops the dataset's name from its fields: nobody downstream knows `Processes.dest`. */
export const datasetLeft: Rule = {
  severity: 'warning',
  level: 'recommended',
  title: 'The dataset is dropped from the names of fields',
  check({ expanded, output }, _library, report) {
    for (const node of allNodes(expanded)) {
      if (node.kind !== 'tstats' || node.datamodel === null || node.options.prestats === true) continue;
      const datasets = modelOf(node.datamodel.model)?.datasets ?? [];
      const left = node.by.find(
        ({ field: { name } }) => output.names.has(name) && datasets.includes(name.split('.')[0] ?? ''),
      );
      if (left === undefined) continue;
      const [dataset = ''] = left.field.name.split('.');
      const slip = misspeltDrop(expanded, dataset);
      report(
        slip?.span ?? left.span,
        `${left.field.name} comes out of the search with its dataset, so nothing that uses ${left.field.name.slice(dataset.length + 1)} finds it`,
        slip === undefined
          ? `add | \`drop_dm_object_name(${dataset})\` behind tstats`
          : `write \`drop_dm_object_name(${dataset})\``,
      );
    }
  },
};

/** `rename Procsses.* as *` where Processes was meant. */
function misspeltDrop(search: Pipeline, dataset: string): Renaming | undefined {
  return allNodes(search)
    .filter((node) => node.kind === 'renaming')
    .find(({ from: { name } }) => {
      const [, dropped] = /^(\w+)\.\*$/.exec(name) ?? [];
      return dropped !== undefined && editDistance(dropped.toLowerCase(), dataset.toLowerCase(), 2) <= 2;
    });
}
