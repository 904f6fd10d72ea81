import { addFields } from '../values/row';
import { collect, streamOf, type Runner } from './command';

/** `appendpipe`: runs commands over the rows so far and puts what they give behind them. */
export const runAppendpipe: Runner<'appendpipe'> = ({ subsearch }, context) =>
  async function* (input) {
    const table = await collect(input, context);
    yield table;
    const more = await collect(context.runOver(subsearch.pipeline, streamOf(table)), context);
    yield { fields: addFields(table.fields, more.fields), rows: more.rows };
  };
