import { addFields } from '../values/row';
import type { Runner } from './command';
import { subsearchLimits } from './subsearch_limits';

/** `append`: the rows of a subsearch behind those that are there. */
export const runAppend: Runner<'append'> = ({ subsearch, options }, context) =>
  async function* (input) {
    let fields: readonly string[] = [];
    for await (const batch of input) {
      fields = addFields(fields, batch.fields);
      yield batch;
    }
    const more = await context.runSubsearch(subsearch.pipeline, subsearchLimits(options, subsearch.span));
    yield { fields: addFields(fields, more.fields), rows: more.rows };
  };
