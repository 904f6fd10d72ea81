import type { ChartedAggregation, StatsOptions } from '../../spl/ast';
import type { SearchContext, Stream } from '../context';
import { aggregator, type Aggregator, type Group } from '../stats/aggregate';
import { compareKeys, groupKeys, keyRow, keyText } from '../stats/group_by';
import type { Row } from '../types';
import type { Batch } from '../values/row';
import type { Scalar } from '../values/value';
import { mappedInTurns, sortedInTurns } from '../sorting/sort_in_turns';
import { listOf } from '../values/value';
import { problemAt, type SearchProblem } from '../problem';
import { binnedInput } from '../binning/by_span';
import { nowhere, requireMemory, type CommandContext, type Runner } from './command';
import { expandedOver } from './expand_aggregations';

/** `stats`: one row a group; a row that lacks a by-field belongs to none. */
export const runStats: Runner<'stats'> = (command, context) =>
  async function* (input) {
    const by = command.by.map(({ field }) => field.name);
    const binned = binnedInput(input, command.by, context);
    const { stream, aggregations } = await expandedOver(binned, command.aggregations, by, context);
    yield await grouped(stream, aggregations, by, context, command.options);
  };

interface Entry {
  readonly key: readonly Scalar[];
  readonly group: Group;
}

/** More groups than this take too long to be shown again and again. */
const MOST_PREVIEWED = 20_000;

/** All rows of a stream in groups. */
export async function grouped(
  input: Stream,
  aggregations: readonly ChartedAggregation[],
  by: readonly string[],
  context: CommandContext,
  options: StatsOptions = {},
): Promise<Batch> {
  const { names, newGroup, held } = aggregator(aggregations, context, options);
  const { dedup_splitvals: distinct = false } = options;
  const groups = new Map<string, Entry>();
  for await (const { rows } of input) {
    for (const row of rows) addRow(groups, row, groupKeys(row, by, distinct), newGroup);
    if (groups.size > context.limits.maxResultRows) throw tooManyGroups(context);
    requireMemory(held(), context);
    if (groups.size <= MOST_PREVIEWED)
      await context.showPreview?.(() => table([...groups.values()].sort(inOrder).map(rowOf)), context.ahead);
  }
  const { turn } = context.store;
  return table(await mappedInTurns(await sortedInTurns([...groups.values()], inOrder, turn), rowOf, turn));

  function rowOf({ key, group }: Entry): Row {
    return { ...keyRow(by, key), ...group.results() };
  }

  function table(rows: readonly Row[]): Batch {
    const fields = [...new Set([...by, ...names])];
    if (by.length > 0) return { fields, rows };
    return { fields, rows: (rows.length === 0 ? [newGroup().results()] : rows).filter(saysSomething) };
  }
}

const inOrder = (a: Entry, b: Entry): number => compareKeys(a.key, b.key);

function addRow(
  groups: Map<string, Entry>,
  row: Row,
  keys: readonly (readonly Scalar[])[],
  newGroup: Aggregator['newGroup'],
): void {
  for (const key of keys) {
    const text = keyText(key);
    let entry = groups.get(text);
    if (entry === undefined) groups.set(text, (entry = { key, group: newGroup() }));
    entry.group.add(row);
  }
}

/** The problem of more groups than a search may have. */
export function tooManyGroups({ limits }: SearchContext): SearchProblem {
  return problemAt(
    'memoryLimit',
    nowhere,
    `More than ${limits.maxResultRows} groups (limits.conf [stats] maxresultrows)`,
    'Group by fewer fields or narrow the search.',
  );
}

/** Without rows a count is 0; a row in which every value is null is none. */
export function saysSomething(row: Row): boolean {
  return Object.values(row).some((value) => listOf(value).length > 0);
}
