import type { RareCommand, TopCommand } from '../../spl/ast';
import { groupKeys, keyRow, keyText } from '../stats/group_by';
import type { FieldValue, Row } from '../types';
import { compareText } from '../values/compare';
import type { Scalar } from '../values/value';
import type { CommandContext, Runner } from './command';
import { tooManyGroups } from './stats';
import type { Transform } from '../context';

const DEFAULT_LIMIT = 10;

/** `top`: the most frequent values with their count and share. */
export const runTop: Runner<'top'> = (command, context) => frequencies(command, context, -1);

/** Values by frequency: `sign` -1 the most frequent first, 1 the least frequent. */
export function frequencies(command: TopCommand | RareCommand, context: CommandContext, sign: 1 | -1): Transform {
  const by = command.by.map(({ field }) => field.name);
  const names = command.fields.map(({ name }) => name);
  const {
    limit = DEFAULT_LIMIT,
    countfield = 'count',
    percentfield = 'percent',
    showcount = true,
    showperc = true,
  } = command.options;
  const shown = [...by, ...names, ...(showcount ? [countfield] : []), ...(showperc ? [percentfield] : [])];
  return async function* (input) {
    const counted = new Map<string, Group>();
    for await (const { rows } of input) {
      for (const one of rows) countRow(counted, one, by, names);
      if (entriesOf(counted) > context.limits.maxResultRows) throw tooManyGroups(context);
    }
    const results = inOrder(counted).flatMap((group) => {
      const kept = ranked(group, sign, limit);
      const others = group.total - kept.reduce((sum, { count }) => sum + count, 0);
      const all =
        others > 0 && command.options.useother === true
          ? [...kept, otherEntry(group, names, others, command.options.otherstr)]
          : kept;
      return all.map((entry): Row => row(entry, group.total));
    });
    yield { fields: shown, rows: results };
  };

  function row({ byKey, key, count }: Entry, total: number): Row {
    const numbers: Record<string, FieldValue> = {};
    if (showcount) numbers[countfield] = count;
    if (showperc) numbers[percentfield] = ((100 * count) / total).toFixed(6);
    return { ...keyRow(by, byKey), ...keyRow(names, key), ...numbers };
  }
}

interface Entry {
  readonly byKey: readonly Scalar[];
  readonly key: readonly Scalar[];
  count: number;
}

interface Group {
  readonly entries: Map<string, Entry>;
  total: number;
}

function countRow(all: Map<string, Group>, row: Row, by: readonly string[], names: readonly string[]): void {
  for (const byKey of groupKeys(row, by))
    for (const key of groupKeys(row, names)) {
      const group = all.get(keyText(byKey)) ?? { entries: new Map<string, Entry>(), total: 0 };
      all.set(keyText(byKey), group);
      const entry = group.entries.get(keyText(key)) ?? { byKey, key, count: 0 };
      group.entries.set(keyText(key), entry);
      entry.count += 1;
      group.total += 1;
    }
}

function entriesOf(all: ReadonlyMap<string, Group>): number {
  let count = 0;
  for (const { entries } of all.values()) count += entries.size;
  return count;
}

function inOrder(all: ReadonlyMap<string, Group>): readonly Group[] {
  return [...all].sort(([a], [b]) => compareText(a, b)).map(([, group]) => group);
}

function ranked({ entries }: Group, sign: 1 | -1, limit: number): readonly Entry[] {
  const sorted = [...entries.values()].sort(
    (a, b) => sign * (a.count - b.count) || compareText(keyText(a.key), keyText(b.key)),
  );
  return limit === 0 ? sorted : sorted.slice(0, limit);
}

function otherEntry({ entries }: Group, names: readonly string[], count: number, text = 'OTHER'): Entry {
  const [first] = entries.values();
  return { byKey: first?.byKey ?? [], key: names.map(() => text), count };
}
