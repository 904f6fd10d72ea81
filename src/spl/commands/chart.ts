import { didYouMean } from '../../core/suggest';
import type { BinOptions, ChartedAggregation, SeriesFilter, SeriesOptions, SplitField } from '../ast';
import { aggregateFunctionNames, aggregateNamed } from '../aggregate_functions';
import { parseChartAggregations, parseMaybeSparkline } from '../aggregation';
import type { CommandSyntax } from '../command_syntax';
import type { Cursor } from '../cursor';
import { expectField } from '../field_list';
import { boolean, OptionReader, text, type OptionTable } from '../options';
import { writeAggregations, writeOptions, writeSplit } from '../write';
import { binOptions } from './bin';
import { aggregateColumns, closed } from '../field_set';

/** The options of a split column. */
export const seriesOptions: OptionTable<SeriesOptions> = {
  limit: text,
  agg: text,
  useother: boolean,
  usenull: boolean,
  otherstr: text,
  nullstr: text,
  cont: boolean,
  sep: text,
  format: text,
  dedup_splitvals: boolean,
};

const splitOptions: OptionTable<BinOptions & SeriesOptions> = { ...binOptions, ...seriesOptions };

/** split := field [options] */
export function parseSplit(cursor: Cursor): SplitField {
  const start = cursor.position;
  const field = expectField(cursor, 'a field to split by');
  const reader = new OptionReader('chart', splitOptions);
  reader.takeAll(cursor);
  return { kind: 'split', field, options: reader.options, span: cursor.spanFrom(start) };
}

const TEST = /(?:(not)?in\s+(top|bottom)\s*(\d+)|([<>])\s*(-?\d+(?:\.\d+)?))(?![\w.])/iy;

/** where := where function ( in | notin ) ( top | bottom ) number, or where function ( < | > ) number */
export function takeSeriesFilter(cursor: Cursor): SeriesFilter | null {
  const start = cursor.position;
  if (!cursor.takeWord('where')) return null;
  const nameStart = cursor.position;
  const written = cursor.take(/[A-Za-z_]\w*/y) ?? '';
  const known = aggregateNamed(written);
  if (known === undefined)
    throw cursor.problemAt(
      'WW0307',
      nameStart,
      `There is no aggregation function ${written}`,
      didYouMean(written, aggregateFunctionNames(), 'write where sum in top5, or where max > 100'),
    );
  if (cursor.next === '(')
    throw cursor.problem(
      'WW0311',
      `where ${written}(…) behind the split column is not supported`,
      `write the function alone: it counts over the values of each column, as in where ${written} in top5`,
    );
  const test = cursor.peek(TEST);
  if (test === undefined)
    throw cursor.problem('WW0303', 'Expected in top5, notin top5, < or > and a number', 'write where sum in top5');
  cursor.take(TEST);
  return {
    kind: 'series-filter',
    function: known.name,
    percentile: known.percentile,
    test: testOf(test),
    span: cursor.spanFrom(start),
  };
}

function testOf([, not, end, count, operator, number]: RegExpExecArray): SeriesFilter['test'] {
  if (operator !== undefined)
    return { kind: 'threshold', operator: operator === '<' ? '<' : '>', number: Number(number) };
  const isTop = end?.toLowerCase() === 'top';
  return { kind: 'rank', negated: not !== undefined, end: isTop ? 'top' : 'bottom', count: Number(count) };
}

/** ` where …`, or nothing. */
export function writeSeriesFilter(filter: SeriesFilter | null): string {
  if (filter === null) return '';
  const { test } = filter;
  const name = `${filter.function}${filter.percentile ?? ''}`;
  return test.kind === 'rank'
    ? ` where ${name} ${test.negated ? 'notin' : 'in'} ${test.end}${test.count}`
    : ` where ${name} ${test.operator} ${test.number}`;
}

/** An expression over aggregations needs a name unless a column splits it. */
export function expectNames(
  cursor: Cursor,
  aggregations: readonly ChartedAggregation[],
  column: SplitField | null,
): void {
  const nameless = aggregations.find((one) => one.kind === 'computed' && one.as === null);
  if (nameless === undefined || column !== null) return;
  throw cursor.problemAt(
    'WW0303',
    nameless.span.start,
    'An expression over aggregations needs a name here',
    'write eval(…) as name',
  );
}

/** `chart [options] aggregation … [over row] [by column]`, or `by row column` */
export const chartSyntax: CommandSyntax<'chart'> = {
  names: ['chart'],
  parse(cursor, start) {
    const reader = new OptionReader('chart', seriesOptions);
    reader.takeAll(cursor);
    reader.refuseUnknown(cursor);
    const aggregations = parseChartAggregations(
      cursor,
      ['by', 'over'],
      () => reader.takeAll(cursor),
      parseMaybeSparkline,
    );
    const over = cursor.takeWord('over') ? parseSplit(cursor) : null;
    const by: SplitField[] = [];
    if (cursor.takeWord('by'))
      do by.push(parseSplit(cursor));
      while (!cursor.atEnd && by.length < 2 && !cursor.isWord('where'));
    reader.takeAll(cursor);
    const where = takeSeriesFilter(cursor);
    reader.takeAll(cursor);
    const [row = null, column = null] = over === null ? by : [over, ...by];
    expectNames(cursor, aggregations, column);
    return { kind: 'chart', options: reader.options, aggregations, row, column, where, span: cursor.spanFrom(start) };
  },
  output: (_, command) => ({
    ...closed([...aggregateColumns(command.aggregations), ...(command.row === null ? [] : [command.row.field.name])]),
    open: command.column !== null,
  }),
  print: ({ options, aggregations, row, column, where }, writer) =>
    [
      `chart${writeOptions(options)}${writeAggregations(aggregations, writer)}`,
      ...(row === null ? [] : [`over ${writeSplit(row)}`]),
      ...(column === null ? [] : [`by ${writeSplit(column)}`]),
    ].join(' ') + writeSeriesFilter(where),
};
