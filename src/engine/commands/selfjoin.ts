import type { SelfjoinCommand } from '../../spl/ast';
import type { FieldValue, Row } from '../types';
import { fieldOf } from '../values/row';
import { keyOfValues, rowsByValues } from '../values/rows_by_values';
import { mapTable, reportRowLimit, type Runner } from './command';

/** `selfjoin`: each row with those behind it that have the same values; the first of them unless `max` says more. */
export const runSelfjoin: Runner<'selfjoin'> = (command, context) =>
  mapTable(context, ({ fields, rows }) => {
    const joined: Row[] = [];
    for (const row of joinedRows(command, rows)) {
      if (joined.length >= context.limits.maxResultRows) {
        reportRowLimit(context);
        break;
      }
      joined.push(row);
    }
    return { fields, rows: joined };
  });

function* joinedRows(command: SelfjoinCommand, rows: readonly Row[]): Generator<Row> {
  const { max = 1, keepsingle = false } = command.options;
  const names = command.fields.map(({ name }) => name);
  const groups = rowsByValues(rows, names);
  const passed = new Map<readonly Row[], number>();
  for (const row of rows) {
    const key = keyOfValues(row, names);
    const same = key === undefined ? undefined : groups.get(key);
    if (same === undefined || same.length === 1) {
      if (keepsingle) yield row;
      continue;
    }
    const next = (passed.get(same) ?? 0) + 1;
    passed.set(same, next);
    const end = max === 0 ? same.length : Math.min(same.length, next + max);
    for (let place = next; place < end; place++) yield merged(row, same[place] ?? row, command);
  }
}

/** The main row with the fields of the other one, which win unless overwrite=false. */
function merged(main: Row, other: Row, { options: { overwrite = true } }: SelfjoinCommand): Row {
  const result: Record<string, FieldValue> = { ...main };
  for (const [name, value] of Object.entries(other))
    if (value !== null && (overwrite || fieldOf(main, name) === null)) result[name] = value;
  return result;
}
