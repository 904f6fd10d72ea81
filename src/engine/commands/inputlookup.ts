import { didYouMean } from '../../core/suggest';
import type { Span } from '../../core/source';
import { engineMessage } from '../problem';
import { rowCondition } from '../search/row_condition';
import { resolveSubsearches } from '../subsearch/resolve';
import type { SearchContext } from '../context';
import type { Row } from '../types';
import { addFields } from '../values/row';
import { requireFirst, type Runner } from './command';

/** `inputlookup`: the rows of a lookup, at the start or (append=true) behind the rows that are there. */
export const runInputlookup: Runner<'inputlookup'> = (command, context) => {
  const { options, lookup, where, span } = command;
  if (options.append !== true) requireFirst(context, command, 'Put it first, or write inputlookup append=true.');
  return async function* (input) {
    let fields: readonly string[] = [];
    for await (const batch of input) {
      fields = addFields(fields, batch.fields);
      yield batch;
    }
    const holds = where === null ? null : rowCondition(await resolveSubsearches(where, context));
    const all = await lookupRows(lookup, span, context);
    const from = options.start ?? 0;
    const rows = (holds === null ? all : all.filter(holds)).slice(from, from + (options.max ?? Infinity));
    yield { fields: addFields(fields, lookupFields(all)), rows };
  };
};

/** The rows of a lookup; none, with a message, when nobody defines it. */
export async function lookupRows(name: string, span: Span, context: SearchContext): Promise<readonly Row[]> {
  const rows = await context.environment.readLookup(name);
  if (rows !== undefined) return rows;
  context.report(
    engineMessage('unknownLookup', 'warning', span, {
      message: `There is no lookup "${name}": it counts as empty`,
      hint: didYouMean(
        name,
        context.environment.lookupNames(),
        'Define it in transforms.conf, or name a CSV file of the app.',
      ),
    }),
  );
  return [];
}

/** The fields that some row has, in the order in which they are met; `_key` and its like stay internal. */
export function lookupFields(rows: readonly Row[]): readonly string[] {
  const fields = new Set<string>();
  for (const row of rows) for (const name of Object.keys(row)) fields.add(name);
  return [...fields];
}
