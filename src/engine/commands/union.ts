import { addFields } from '../values/row';
import type { Runner } from './command';
import { datasetRows } from './from';
import { subsearchLimits } from './subsearch_limits';

/** `union`: the rows of several datasets and subsearches one behind the other. */
export const runUnion: Runner<'union'> = ({ datasets, options }, context) =>
  async function* (input) {
    let fields: readonly string[] = [];
    for await (const batch of input) {
      fields = addFields(fields, batch.fields);
      yield batch;
    }
    for (const one of datasets) {
      if (one.kind === 'from') {
        for await (const batch of datasetRows(one, context))
          yield { fields: addFields(fields, batch.fields), rows: batch.rows };
      } else {
        const batch = await context.runSubsearch(one.pipeline, subsearchLimits(options, one.span));
        yield { fields: addFields(fields, batch.fields), rows: batch.rows };
      }
    }
  };
