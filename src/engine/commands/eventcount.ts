import { countColumns } from '../../spl/commands/eventcount';
import { eventCondition } from '../planner/event_search';
import { fragment } from '../planner/fragment';
import { requireFirst, type Runner } from './command';
import { inIndexes } from './metadata';

/** `eventcount`: how many events some indexes hold, whatever the time range; in all, or with summarize=false each. */
export const runEventcount: Runner<'eventcount'> = (command, context) => {
  requireFirst(context, command, 'Put it first, or into append [| eventcount …].');
  const { indexes, options, span } = command;
  const condition = eventCondition(inIndexes(indexes, span), {});
  const query = fragment`SELECT count(*)::DOUBLE, "index" FROM events WHERE ${condition} GROUP BY 2 ORDER BY 2`;
  return async function* () {
    const counts: { readonly count: number; readonly index: string }[] = [];
    for await (const cells of context.store.query(query, context.signal, context.progressed))
      for (const [count, index] of cells) counts.push({ count: Number(count), index: String(index) });
    if (options.summarize === false)
      yield { fields: countColumns, rows: counts.map((one) => ({ ...one, provider: 'local', server: 'localhost' })) };
    else yield { fields: ['count'], rows: [{ count: counts.reduce((sum, { count }) => sum + count, 0) }] };
  };
};
