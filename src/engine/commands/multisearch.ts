import { problemAt } from '../problem';
import type { Row } from '../types';
import { addFields, fieldOf } from '../values/row';
import { numberOf } from '../values/value';
import type { Runner } from './command';

/** `multisearch`: the events of several searches, newest first. */
export const runMultisearch: Runner<'multisearch'> = ({ subsearches, span }, context) => {
  if (!context.first)
    throw problemAt(
      'misplacedCommand',
      span,
      'multisearch must be the first command of a search',
      'Put it first, or use append.',
    );
  return async function* () {
    let fields: readonly string[] = [];
    const rows: Row[] = [];
    for (const one of subsearches) {
      const maxRows = context.limits.maxResultRows - rows.length;
      const batch = await context.runSubsearch(one.pipeline, { span: one.span, maxRows });
      fields = addFields(fields, batch.fields);
      for (const row of batch.rows) rows.push(row);
    }
    yield { fields, rows: rows.sort((a, b) => timeOf(b) - timeOf(a)) };
  };
};

function timeOf(row: Row): number {
  return numberOf(fieldOf(row, '_time')) ?? 0;
}
