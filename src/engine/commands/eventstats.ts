import { aggregator, expandAggregations, type Group } from '../stats/aggregate';
import { groupKeys, keyText } from '../stats/group_by';
import { binnedInput } from '../binning/by_span';
import { addFields } from '../values/row';
import { collect, type Runner } from './command';

/** `eventstats`: each row gets the results of its group. */
export const runEventstats: Runner<'eventstats'> = (command, context) =>
  async function* (input) {
    const by = command.by.map(({ field }) => field.name);
    const { fields, rows } = await collect(binnedInput(input, command.by, context), context);
    const { names, newGroup } = aggregator(
      expandAggregations(command.aggregations, fields, by),
      context,
      command.options,
    );
    const groups = new Map<string, Group>();
    for (const row of rows)
      for (const key of groupKeys(row, by)) {
        const text = keyText(key);
        const group = groups.get(text) ?? newGroup();
        groups.set(text, group);
        group.add(row);
      }
    const results = new Map([...groups].map(([text, group]) => [text, group.results()]));
    const changed = rows.map((row) => {
      const [key] = groupKeys(row, by);
      return key === undefined ? row : { ...row, ...results.get(keyText(key)) };
    });
    yield { fields: addFields(fields, names), rows: changed };
  };
