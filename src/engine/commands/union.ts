import { addFields } from '../values/row';
import type { Runner } from './command';
import { datasetRows } from './from';

/** `union`: the rows of several datasets and subsearches one behind the other. */
export const runUnion: Runner<'union'> = ({ datasets }, context) =>
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
        const batch = await context.runSubsearch(one.pipeline, { span: one.span });
        yield { fields: addFields(fields, batch.fields), rows: batch.rows };
      }
    }
  };
