import type {
  AggregateName,
  Aggregation,
  ChartedAggregation,
  FieldName,
  SeriesFilter,
  SeriesOptions,
} from '../../spl/ast';
import { aggregateNamed } from '../../spl/aggregate_functions';
import type { SearchContext } from '../context';
import type { FieldValue, Row } from '../types';
import { compareText } from '../values/compare';
import { fieldOf, type Batch } from '../values/row';
import { listOf, numberOf, scalarText, type Scalar } from '../values/value';
import { aggregator, type Aggregator, type Group } from './aggregate';
import { compareKeys } from './group_by';

/** The table that chart and timechart make: rows by one field, columns by another. */
export interface CrossTable {
  readonly aggregations: readonly ChartedAggregation[];
  readonly rowField: string | null;
  readonly columnField: string | null;
  readonly series: SeriesOptions;
  /** Which columns are kept, where `where` says so: `limit` and `agg` then count for nothing. */
  readonly filter: SeriesFilter | null;
}

interface Line {
  readonly key: Scalar;
  readonly cells: Map<string, Group>;
}

/** Columns kept when nobody says otherwise. */
const DEFAULT_LIMIT = 10;

/** A table that takes rows as they come. */
export interface CrossTableMaker {
  readonly add: (row: Row) => void;
  /** Cells so far: what the memory grows with. */
  readonly cells: () => number;
  /** Bytes that the values kept by all cells take, roughly. */
  readonly held: () => number;
  /** The table; `keys` are rows that are there even when nothing falls into them (empty time bins). */
  readonly table: (keys: readonly Scalar[]) => Batch;
}

/** Functions whose result over several columns is the sum of their results. */
const additive: ReadonlySet<AggregateName> = new Set(['count', 'sum']);

function isAdditive(one: ChartedAggregation): boolean {
  return one.kind === 'aggregation' && one.sparkline === null && additive.has(one.function);
}

/**
 * A maker of the table that keeps no rows, or null when they are needed: which columns are left over is known at the end,
 * and then the column that takes them can be had from theirs only when they add up.
 */
export function crossTableMaker(shape: CrossTable, context: SearchContext): CrossTableMaker | null {
  if (shape.columnField !== null && !shape.aggregations.every(isAdditive)) return null;
  const compiled = aggregator(shape.aggregations, context);
  return makerOver(shape, context, compiled, (lines, columns) => foldOthers(lines, columns, compiled.names));
}

function makerOver(
  shape: CrossTable,
  context: SearchContext,
  compiled: Aggregator,
  fold: (lines: Map<string, Line>, columns: Columns) => void,
): CrossTableMaker {
  const { columnField, series } = shape;
  const all = new Map<string, Line>();
  const events = new Map<string, number>();
  let cells = 0;
  return {
    add: (row) => {
      for (const label of columnField === null ? [''] : labelsOf(row, columnField, series)) {
        for (const key of rowKeys(row, shape.rowField)) cells += addTo(all, key, label, row, compiled);
        events.set(label, (events.get(label) ?? 0) + 1);
      }
    },
    cells: () => cells,
    held: compiled.held,
    table: (keys) => {
      // More rows may come after a table that is only shown.
      const lines = copyOf(all);
      const columns =
        columnField === null ? null : chosenColumns(scores(lines, events, shape, compiled, context), shape);
      if (columns !== null) fold(lines, columns);
      addLines(lines, keys);
      return columns === null ? plainTable(lines, shape, compiled) : splitTable(lines, shape, compiled, columns);
    },
  };
}

function copyOf(lines: ReadonlyMap<string, Line>): Map<string, Line> {
  return new Map([...lines].map(([text, { key, cells }]) => [text, { key, cells: new Map(cells) }]));
}

/** Takes the columns that are not kept out of the lines and, where there is a column for them, puts their sums into it. */
function foldOthers(lines: Map<string, Line>, columns: Columns, names: readonly string[]): void {
  for (const [text, { cells }] of lines) {
    foldLine(cells, columns, names);
    if (cells.size === 0) lines.delete(text);
  }
}

function foldLine(cells: Map<string, Group>, { kept, other }: Columns, names: readonly string[]): void {
  const folded: Readonly<Record<string, FieldValue>>[] = [];
  for (const [label, cell] of cells) {
    if (kept.has(label)) continue;
    folded.push(cell.results());
    cells.delete(label);
  }
  if (other === undefined || folded.length === 0) return;
  const own = cells.get(other);
  if (own !== undefined) folded.push(own.results());
  const sums = Object.fromEntries(names.map((name) => [name, sumOf(folded.map((results) => results[name] ?? null))]));
  cells.set(other, { add: () => undefined, results: () => sums });
}

function sumOf(values: readonly FieldValue[]): FieldValue {
  const numbers = values.flatMap((value) => numberOf(value) ?? []);
  return numbers.length === 0 ? null : numbers.reduce((a, b) => a + b);
}

function addLines(lines: Map<string, Line>, keys: readonly Scalar[]): void {
  for (const key of keys)
    if (!lines.has(scalarText(key))) lines.set(scalarText(key), { key, cells: new Map<string, Group>() });
}

/** Aggregates rows into the table. `keys` are rows that are there even when nothing falls into them (empty time bins). */
export function crossTable(
  rows: readonly Row[],
  shape: CrossTable,
  context: SearchContext,
  keys: readonly Scalar[] = [],
): Batch {
  const compiled = aggregator(shape.aggregations, context);
  const maker =
    crossTableMaker(shape, context) ??
    makerOver(shape, context, compiled, (lines, columns) => gatherOthers(lines, columns, rows, shape, compiled));
  for (const row of rows) maker.add(row);
  return maker.table(keys);
}

/** The columns that are not kept, aggregated anew from their rows into the one that takes them. */
function gatherOthers(
  lines: Map<string, Line>,
  { kept, other }: Columns,
  rows: readonly Row[],
  { rowField, columnField, series }: CrossTable,
  compiled: Aggregator,
): void {
  for (const [text, { cells }] of lines) {
    for (const label of [...cells.keys()]) if (!kept.has(label)) cells.delete(label);
    if (cells.size === 0) lines.delete(text);
  }
  if (other === undefined) return;
  for (const row of rows)
    for (const label of labelsOf(row, columnField ?? '', series))
      if (!kept.has(label)) for (const key of rowKeys(row, rowField)) addTo(lines, key, other, row, compiled);
}

function rowKeys(row: Row, field: string | null): readonly Scalar[] {
  return field === null ? [''] : listOf(fieldOf(row, field));
}

/** Adds a row to its cell; 1 when the cell is new. */
function addTo(lines: Map<string, Line>, key: Scalar, column: string, row: Row, { newGroup }: Aggregator): 0 | 1 {
  const text = scalarText(key);
  const line = lines.get(text) ?? { key, cells: new Map<string, Group>() };
  lines.set(text, line);
  const before = line.cells.get(column);
  const group = before ?? newGroup();
  if (before === undefined) line.cells.set(column, group);
  group.add(row);
  return before === undefined ? 1 : 0;
}

/** The values of the split column in a row; one without any counts as `NULL` unless usenull=false. */
function labelsOf(row: Row, field: string, { usenull = true, nullstr = 'NULL' }: SeriesOptions): readonly string[] {
  const values = listOf(fieldOf(row, field)).map(scalarText);
  return values.length === 0 && usenull ? [nullstr] : values;
}

interface Columns {
  readonly kept: ReadonlySet<string>;
  /** The column that takes the rest; undefined when the rest is left out. */
  readonly other: string | undefined;
}

/** The columns that the filter keeps, or those with the greatest totals (`limit=topN`) or the least (`bottomN`); 0 keeps all. */
function chosenColumns(totals: ReadonlyMap<string, number>, { series, filter }: CrossTable): Columns {
  const { useother = true, otherstr = 'OTHER', nullstr = 'NULL' } = series;
  const labels = new Map([...totals].filter(([label]) => label !== nullstr));
  const kept = new Set(keptLabels(labels, filter?.test ?? limitTest(series)));
  if (totals.has(nullstr)) kept.add(nullstr);
  return { kept, other: useother ? otherstr : undefined };
}

/** What `limit` asks for, as a filter does. */
function limitTest({ limit = '' }: SeriesOptions): SeriesFilter['test'] {
  const match = /^(top|bottom)?\s*(\d+)$/i.exec(limit);
  const count = match === null ? DEFAULT_LIMIT : Number(match[2]);
  const end = match?.[1]?.toLowerCase() === 'bottom' ? 'bottom' : 'top';
  return { kind: 'rank', negated: false, end, count: count === 0 ? Infinity : count };
}

function keptLabels(totals: ReadonlyMap<string, number>, test: SeriesFilter['test']): readonly string[] {
  if (test.kind === 'threshold')
    return [...totals]
      .filter(([, total]) => (test.operator === '<' ? total < test.number : total > test.number))
      .map(([label]) => label);
  const sign = test.end === 'bottom' ? 1 : -1;
  const ranked = [...totals].sort(([a, x], [b, y]) => sign * (x - y) || compareText(a, b)).map(([label]) => label);
  return test.negated ? ranked.slice(test.count) : ranked.slice(0, test.count);
}

/**
 * The score of each column by which `limit` chooses: the sum of the column in the table, the area under its curve, or what
 * `agg` says instead (timechart's where clause: `sum in top10` is the default, `max` finds spikes).
 */
function scores(
  lines: ReadonlyMap<string, Line>,
  events: ReadonlyMap<string, number>,
  { aggregations, series, filter }: CrossTable,
  { names }: Aggregator,
  context: SearchContext,
): ReadonlyMap<string, number> {
  const [first] = aggregations;
  const [name = ''] = names;
  if (first === undefined) return new Map();
  if (filter?.function === 'count') return events;
  const asked = aggregateNamed(series.agg ?? 'sum') ?? { name: 'sum', percentile: null };
  const score = filter === null ? asked : { name: filter.function, percentile: filter.percentile };
  const { newGroup } = aggregator([scoring(score, first.span)], context);
  const groups = new Map<string, Group>();
  for (const { cells } of lines.values())
    for (const [label, cell] of cells) {
      const group = groups.get(label) ?? newGroup();
      groups.set(label, group);
      group.add({ value: cell.results()[name] ?? null });
    }
  return new Map([...groups].map(([label, group]) => [label, numberOf(group.results().score ?? null) ?? 0]));
}

function scoring(
  { name, percentile }: { readonly name: AggregateName; readonly percentile: number | null },
  span: Aggregation['span'],
): Aggregation {
  const argument: FieldName = { kind: 'field', name: 'value', span };
  return { kind: 'aggregation', function: name, percentile, argument, as: null, text: 'score', sparkline: null, span };
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
  const { nullstr = 'NULL', sep = ': ', format = `$AGG$${sep}$VAL$` } = series;
  const { names, newGroup } = compiled;
  const used = new Set([...lines.values()].flatMap(({ cells }) => [...cells.keys()]));
  const last = [columns.other, nullstr];
  const ordered = [...used].filter((label) => !last.includes(label)).sort(compareText);
  const labels = [...ordered, ...last.flatMap((label) => (label !== undefined && used.has(label) ? [label] : []))];
  const title = (label: string, name: string): string =>
    names.length === 1 ? label : format.replace(/\$(AGG|VAL)\$/g, (_, part) => (part === 'AGG' ? name : label));
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
