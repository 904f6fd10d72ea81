import type { FromCommand } from '../../spl/ast';
import type { Stream } from '../context';
import { addFields } from '../values/row';
import { modelEvents } from './datamodel';
import { lookupFields, lookupRows } from './inputlookup';
import { savedSearchText } from './savedsearch';
import type { CommandContext, Runner } from './command';

/** `from`: the rows of a data model, a lookup or a saved search. */
export const runFrom: Runner<'from'> = (command, context) => () => datasetRows(command, context);

/** The rows of a named dataset. */
export async function* datasetRows({ type, name, span }: FromCommand, context: CommandContext): Stream {
  switch (type) {
    case 'datamodel':
      yield* modelEvents(name.replace(/^"|"$/g, ''), '', span, context);
      return;
    case 'inputlookup':
    case 'lookup': {
      const rows = await lookupRows(name, span, context);
      yield { fields: addFields([], lookupFields(rows)), rows };
      return;
    }
    case 'savedsearch': {
      const text = savedSearchText(name, span, context);
      yield await context.runSubsearch(context.parse(text, span), { span, maxRows: context.limits.maxResultRows });
    }
  }
}
