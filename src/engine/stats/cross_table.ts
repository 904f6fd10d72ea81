import type { Aggregation, SeriesOptions } from '../../spl/ast';
import type { SearchContext } from '../context';
import type { FieldValue, Row } from '../types';
import { compareText } from '../values/compare';
import { fieldOf, type Batch } from '../values/row';
import { listOf, numberOf, scalarText, type Scalar } from '../values/value';
import { aggregator, type Aggregator, type Group } from './aggregate';
import { compareKeys } from './group_by';

/** The table that chart and timechart make: rows by one field, columns by another. */
export interface CrossTable {
  readonly aggregations: readonly Aggregation[];
  readonly rowField: string | null;
  readonly columnField: string | null;
  readonly series: SeriesOptions;
}

interface Line {
  readonly key: Scalar;
  readonly cells: Map<string, Group>;
}

/** Columns kept when nobody says otherwise. */
const DEFAULT_LIMIT = 10;

/** Aggregates rows into the table. `keys` are rows that are there even when nothing falls into them (empty time bins). */
export function crossTable(
  rows: readonly Row[],
  shape: CrossTable,
  context: SearchContext,
  keys: readonly Scalar[] = [],
): Batch {
  const compiled = aggregator(shape.aggregations, context);
  const prepared =
    shape.columnField === null
      ? rows.map((row) => [row, ''] as const)
      : labelled(rows, shape.columnField, shape.series);
  const columns = shape.columnField === null ? null : chosenColumns(prepared, shape, context);
  const lines = new Map<string, Line>(keys.map((key) => [scalarText(key), { key, cells: new Map<string, Group>() }]));
  for (const [row, label] of prepared) {
    const column = columns === null ? '' : columns.kept.has(label) ? label : columns.other;
    if (column !== undefined) for (const key of rowKeys(row, shape.rowField)) addTo(lines, key, column, row, compiled);
  }
  return columns === null ? plainTable(lines, shape, compiled) : splitTable(lines, shape, compiled, columns);
}

function rowKeys(row: Row, field: string | null): readonly Scalar[] {
  return field === null ? [''] : listOf(fieldOf(row, field));
}

function addTo(lines: Map<string, Line>, key: Scalar, column: string, row: Row, { newGroup }: Aggregator): void {
  const text = scalarText(key);
  const line = lines.get(text) ?? { key, cells: new Map<string, Group>() };
  lines.set(text, line);
  const group = line.cells.get(column) ?? newGroup();
  line.cells.set(column, group);
  group.add(row);
}

/** Each row with the value of the split column; one without it counts as `NULL` unless usenull=false. */
function labelled(
  rows: readonly Row[],
  field: string,
  { usenull = true, nullstr = 'NULL' }: SeriesOptions,
): readonly (readonly [Row, string])[] {
  return rows.flatMap((row) => {
    const values = listOf(fieldOf(row, field)).map(scalarText);
    const labels = values.length === 0 && usenull ? [nullstr] : values;
    return labels.map((label) => [row, label] as const);
  });
}

interface Columns {
  readonly kept: ReadonlySet<string>;
  /** The column that takes the rest; undefined when the rest is left out. */
  readonly other: string | undefined;
}

/** The columns with the greatest totals (`limit=topN`) or the least (`bottomN`); 0 keeps all. */
function chosenColumns(
  rows: readonly (readonly [Row, string])[],
  { aggregations, series }: CrossTable,
  context: SearchContext,
): Columns {
  const { limit = '', useother = true, otherstr = 'OTHER', nullstr = 'NULL' } = series;
  const match = /^(top|bottom)?\s*(\d+)$/i.exec(limit);
  const most = match === null ? DEFAULT_LIMIT : Number(match[2]);
  const totals = columnTotals(rows, aggregations, context);
  const sign = match?.[1]?.toLowerCase() === 'bottom' ? 1 : -1;
  const ranked = [...totals]
    .filter(([label]) => label !== nullstr)
    .sort(([a, x], [b, y]) => sign * (x - y) || compareText(a, b));
  const kept = new Set((most === 0 ? ranked : ranked.slice(0, most)).map(([label]) => label));
  if (totals.has(nullstr)) kept.add(nullstr);
  return { kept, other: useother ? otherstr : undefined };
}

/** The score of each column: the sum of what its first aggregation gives. */
function columnTotals(
  rows: readonly (readonly [Row, string])[],
  aggregations: readonly Aggregation[],
  context: SearchContext,
): ReadonlyMap<string, number> {
  const { newGroup, names } = aggregator(aggregations.slice(0, 1), context);
  const groups = new Map<string, Group>();
  for (const [row, label] of rows) {
    const group = groups.get(label) ?? newGroup();
    groups.set(label, group);
    group.add(row);
  }
  return new Map([...groups].map(([label, group]) => [label, numberOf(group.results()[names[0] ?? ''] ?? null) ?? 0]));
}

function sortedLines(lines: ReadonlyMap<string, Line>): readonly Line[] {
  const all = [...lines.values()];
  const numbers = all.every(({ key }) => numberOf(key) !== undefined);
  return all.sort((a, b) => (numbers ? Number(a.key) - Number(b.key) : compareKeys([a.key], [b.key])));
}

function plainTable(
  lines: ReadonlyMap<string, Line>,
  { rowField }: CrossTable,
  { names, newGroup }: Aggregator,
): Batch {
  const rows = sortedLines(lines).map(({ key, cells }): Row => {
    const results = (cells.get('') ?? newGroup()).results();
    return rowField === null ? results : { [rowField]: key, ...results };
  });
  return { fields: [...(rowField === null ? [] : [rowField]), ...names], rows };
}

function splitTable(
  lines: ReadonlyMap<string, Line>,
  { rowField, series }: CrossTable,
  compiled: Aggregator,
  columns: Columns,
): Batch {
  const { nullstr = 'NULL', sep = ': ' } = series;
  const { names, newGroup } = compiled;
  const used = new Set([...lines.values()].flatMap(({ cells }) => [...cells.keys()]));
  const last = [columns.other, nullstr];
  const ordered = [...used].filter((label) => !last.includes(label)).sort(compareText);
  const labels = [...ordered, ...last.flatMap((label) => (label !== undefined && used.has(label) ? [label] : []))];
  const title = (label: string, name: string): string => (names.length === 1 ? label : `${name}${sep}${label}`);
  const titles = names.flatMap((name) => labels.map((label) => title(label, name)));
  const rows = sortedLines(lines).map(({ key, cells }): Row => {
    const result: Record<string, FieldValue> = rowField === null ? {} : { [rowField]: key };
    for (const label of labels) {
      const results = (cells.get(label) ?? newGroup()).results();
      for (const name of names) result[title(label, name)] = results[name] ?? null;
    }
    return result;
  });
  return { fields: [...(rowField === null ? [] : [rowField]), ...titles], rows };
}
