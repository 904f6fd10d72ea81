import type { ContingencyCommand } from '../../spl/ast';
import type { FieldValue, Row } from '../types';
import { compareText } from '../values/compare';
import { fieldOf, type Batch } from '../values/row';
import { listOf, scalarText } from '../values/value';
import { mapTable, type Runner } from './command';

/** limits.conf [ctable] maxvalues */
const MOST_VALUES = 1000;

/** `contingency`: a row for each value of one field, a column for each of another, and how many rows have both; the commonest first. */
export const runContingency: Runner<'contingency'> = (command, context) =>
  mapTable(context, ({ rows }) => tableOf(command, countsOf(command, rows)));

type Counts = ReadonlyMap<string, ReadonlyMap<string, number>>;

function countsOf({ row: down, column: across }: ContingencyCommand, rows: readonly Row[]): Counts {
  const counts = new Map<string, Map<string, number>>();
  for (const row of rows)
    for (const one of valuesOf(row, down.name))
      for (const other of valuesOf(row, across.name)) {
        const line = counts.get(one) ?? new Map<string, number>();
        counts.set(one, line);
        line.set(other, (line.get(other) ?? 0) + 1);
      }
  return counts;
}

function valuesOf(row: Row, name: string): readonly string[] {
  return listOf(fieldOf(row, name)).map((one) => scalarText(one) || 'EMPTY_STR');
}

function tableOf({ options, row, column }: ContingencyCommand, counts: Counts): Batch {
  const { maxrows = 0, maxcols = 0, usetotal = true, totalstr = 'TOTAL' } = options;
  const down = commonest(new Map([...counts].map(([value, line]) => [value, sumOf([...line.values()])])), maxrows);
  const across = commonest(columnCounts([...counts.values()]), maxcols);
  const cell = (one: string, other: string): number => counts.get(one)?.get(other) ?? 0;
  const lineOf = (name: string, cells: readonly number[]): Row => ({
    [row.name]: name,
    ...Object.fromEntries(across.map((value, i): [string, FieldValue] => [value, cells[i] ?? 0])),
    ...(usetotal ? { [totalstr]: sumOf(cells) } : {}),
  });
  const lines = down.map((one) =>
    lineOf(
      one,
      across.map((other) => cell(one, other)),
    ),
  );
  const totals = across.map((other) => sumOf(down.map((one) => cell(one, other))));
  return {
    fields: down.length === 0 ? [row.name, column.name] : [row.name, ...across, ...(usetotal ? [totalstr] : [])],
    rows: usetotal && lines.length > 0 ? [...lines, lineOf(totalstr, totals)] : lines,
  };
}

function columnCounts(lines: readonly ReadonlyMap<string, number>[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const line of lines) for (const [value, count] of line) counts.set(value, (counts.get(value) ?? 0) + count);
  return counts;
}

/** The values by falling count, no more than asked for; 0 stands for the limit. */
function commonest(counts: ReadonlyMap<string, number>, most: number): readonly string[] {
  const limit = most < 1 ? MOST_VALUES : Math.min(most, MOST_VALUES);
  return [...counts]
    .sort(([a, m], [b, n]) => n - m || compareText(a, b))
    .slice(0, limit)
    .map(([value]) => value);
}

function sumOf(numbers: readonly number[]): number {
  return numbers.reduce((sum, one) => sum + one, 0);
}
