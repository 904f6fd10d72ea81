import type { JoinCommand } from '../../spl/ast';
import type { FieldValue, Row } from '../types';
import { addFields, fieldOf, isInternal, type Batch } from '../values/row';
import { numberOf, valueKey } from '../values/value';
import { collect, mapBatches, type Runner } from './command';

/** `join`: fields of the subsearch's rows with equal values; inner unless `type=left` or `outer`; the first match unless `max` says more. */
export const runJoin: Runner<'join'> = (command, context) =>
  async function* (input) {
    const right = await context.runSubsearch(command.subsearch.pipeline, {
      span: command.subsearch.span,
      maxRows: 50_000,
    });
    if (command.fields.length > 0)
      yield* joiner(
        command,
        right,
        command.fields.map(({ name }) => name),
      )(input);
    else {
      const left = await collect(input, context);
      const common = left.fields.filter((field) => right.fields.includes(field) && !isInternal(field));
      yield joined(command, left, right, common);
    }
  };

function joiner(command: JoinCommand, right: Batch, names: readonly string[]): ReturnType<typeof mapBatches> {
  return mapBatches((left) => joined(command, left, right, names));
}

function joined(command: JoinCommand, left: Batch, right: Batch, names: readonly string[]): Batch {
  const index = indexed(right.rows, names);
  const { type = 'inner', max = 1, overwrite = true } = command.options;
  const most = max === 0 ? Infinity : max;
  const rows = left.rows.flatMap((row) => {
    const key = keyOf(row, names);
    const all = key === undefined ? [] : (index.get(key) ?? []);
    const found = all.filter((other) => isInTime(command, row, other)).slice(0, most);
    if (found.length === 0) return type === 'inner' ? [] : [row];
    return found.map((other) => merged(row, other, right.fields, names, overwrite));
  });
  return { fields: addFields(left.fields, right.fields), rows };
}

function indexed(rows: readonly Row[], names: readonly string[]): ReadonlyMap<string, readonly Row[]> {
  const index = new Map<string, Row[]>();
  for (const row of rows) {
    const key = keyOf(row, names);
    if (key === undefined) continue;
    const same = index.get(key) ?? [];
    index.set(key, same);
    same.push(row);
  }
  return index;
}

function keyOf(row: Row, names: readonly string[]): string | undefined {
  const values = names.map((name) => fieldOf(row, name));
  return values.some((value) => value === null) ? undefined : values.map(valueKey).join('\u0001');
}

/** `usetime`: only rows of the subsearch that are earlier (or, with earlier=false, later). */
function isInTime({ options }: JoinCommand, row: Row, other: Row): boolean {
  if (options.usetime !== true) return true;
  const a = numberOf(fieldOf(row, '_time')) ?? 0;
  const b = numberOf(fieldOf(other, '_time')) ?? 0;
  return options.earlier === false ? b >= a : b <= a;
}

function merged(row: Row, other: Row, fields: readonly string[], names: readonly string[], overwrite: boolean): Row {
  const result: Record<string, FieldValue> = { ...row };
  for (const field of fields) {
    const value = fieldOf(other, field);
    if (names.includes(field) || value === null) continue;
    if (overwrite || fieldOf(row, field) === null) result[field] = value;
  }
  return result;
}
