import type { XyseriesCommand } from '../../spl/ast';
import type { FieldValue, Row } from '../types';
import { compareKeys } from '../stats/group_by';
import { compareText } from '../values/compare';
import { fieldOf } from '../values/row';
import { listOf, scalarText, type Scalar } from '../values/value';
import { mapTable, type Runner } from './command';

/** `xyseries`: a row for each value of one field, a column for each value of another. */
export const runXyseries: Runner<'xyseries'> = (command, context) =>
  mapTable(context, ({ rows }) => {
    const lines = new Map<string, { readonly key: Scalar; readonly cells: Record<string, FieldValue> }>();
    const columns = new Map<string, Set<string>>();
    for (const row of rows)
      for (const key of listOf(fieldOf(row, command.row.name))) {
        const line = lines.get(scalarText(key)) ?? { key, cells: {} };
        lines.set(scalarText(key), line);
        fill(line.cells, columns, row, command);
      }
    const sorted = [...lines.values()].sort((a, b) => compareKeys([a.key], [b.key]));
    const names = [...columns].flatMap(([, labels]) => [...labels].sort(compareText));
    return {
      fields: [command.row.name, ...new Set(names)],
      rows: sorted.map(({ key, cells }): Row => ({ [command.row.name]: key, ...cells })),
    };
  });

/** Puts a row's values into its line; `columns` are the names that each value field has made. */
function fill(
  cells: Record<string, FieldValue>,
  columns: Map<string, Set<string>>,
  row: Row,
  { column, values, options }: XyseriesCommand,
): void {
  const { sep = ': ', format = `$AGG$${sep}$VAL$` } = options;
  for (const label of listOf(fieldOf(row, column.name)).map(scalarText))
    for (const { name } of values) {
      const title =
        values.length === 1 ? label : format.replace(/\$(AGG|VAL)\$/g, (_, part) => (part === 'AGG' ? name : label));
      const titles = columns.get(name) ?? new Set();
      columns.set(name, titles.add(title));
      cells[title] = fieldOf(row, name);
    }
}
