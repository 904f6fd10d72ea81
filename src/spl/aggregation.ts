import { didYouMean } from '../core/suggest';
import { aggregateFunctionNames, aggregateFunctions, aggregateNamed } from './aggregate_functions';
import type { AggregateName, Aggregation, BinSpan, ChartedAggregation, ComputedAggregation, FieldName } from './ast';
import { parseBinSpan } from './bin_span';
import type { Cursor } from './cursor';
import { parseEvalExpression } from './eval_expression';
import { expectColumn, expectField, refusePrefix } from './field_list';

/** The grammar of `count`, `dc(x) as y`, `count(eval(a=1))`: what stands behind stats, tstats, chart and their like. */

const NAME = /[A-Za-z_][\w]*(?:\.\d+)?/y;
const BARE_ARGUMENT = /(?:[^\s"'()[\]|`,=<>!]|!(?!=))+(?:[ \t]+(?:[^\s"'()[\]|`,=<>!])+)*/y;

/** list := aggregation { [,] aggregation }, up to a word of `stop` or the end; at least one. Options may stand in between. */
export function parseAggregations(
  cursor: Cursor,
  stop: readonly string[],
  takeOptions: () => void = () => undefined,
): readonly Aggregation[] {
  return parseList(cursor, stop, takeOptions, parseAggregation);
}

/** The same for stats, whose aggregations may be sparklines. */
export function parseStatsAggregations(cursor: Cursor, stop: readonly string[]): readonly Aggregation[] {
  return parseList(cursor, stop, () => undefined, parseMaybeSparkline);
}

/** The same for chart and timechart, where an expression over aggregations may stand too. */
export function parseChartAggregations(
  cursor: Cursor,
  stop: readonly string[],
  takeOptions: () => void,
  parseOne: (cursor: Cursor) => Aggregation,
): readonly ChartedAggregation[] {
  return parseList(cursor, stop, takeOptions, (from) =>
    from.peek(EVAL) === undefined ? parseOne(from) : parseComputed(from),
  );
}

const EVAL = /eval\s*\(/iy;

function parseList<T>(
  cursor: Cursor,
  stop: readonly string[],
  takeOptions: () => void,
  parseOne: (cursor: Cursor) => T,
): readonly T[] {
  const list: T[] = [];
  for (;;) {
    while (cursor.takeText(','));
    takeOptions();
    if (cursor.atEnd || stop.some((word) => cursor.isWord(word))) break;
    list.push(parseOne(cursor));
  }
  if (list.length > 0) return list;
  throw cursor.problem('WW0303', 'Expected an aggregation here', 'write count, or a function such as dc(field)');
}

/** aggregation := name [ ( [ field | eval ( expression ) ] ) ] [ as field ] */
export function parseAggregation(cursor: Cursor): Aggregation {
  const start = cursor.position;
  const called = parseCall(cursor);
  const text = cursor.textFrom(start);
  return { kind: 'aggregation', ...called, as: takeAs(cursor), text, sparkline: null, span: cursor.spanFrom(start) };
}

type Called = Pick<Aggregation, 'function' | 'percentile' | 'argument'>;

function parseCall(cursor: Cursor): Called {
  const start = cursor.position;
  const written = cursor.take(NAME);
  if (written === undefined)
    throw cursor.problem('WW0303', 'Expected an aggregation here', 'write count, or a function such as dc(field)');
  const known = functionNamed(cursor, written, start);
  return { function: known.name, percentile: known.percentile, argument: takeArgument(cursor, known.name, written) };
}

/** The functions that Splunk documents for sparklines. */
const sparklineFunctions: ReadonlySet<AggregateName> = new Set<AggregateName>([
  'avg',
  'count',
  'dc',
  'max',
  'min',
  'range',
  'stdev',
  'stdevp',
  'sum',
  'sumsq',
  'var',
  'varp',
]);

/** aggregation | sparkline [ ( call [ , span ] ) ] [ as field ] */
export function parseMaybeSparkline(cursor: Cursor): Aggregation {
  const start = cursor.position;
  if (!cursor.takeWord('sparkline')) return parseAggregation(cursor);
  const counted: Called = { function: 'count', percentile: null, argument: null };
  const inside = cursor.raw === '(' ? takeSparkline(cursor) : { called: counted, binning: null };
  const text = cursor.textFrom(start);
  const { called, binning } = inside;
  return {
    kind: 'aggregation',
    ...called,
    as: takeAs(cursor),
    text,
    sparkline: { binning },
    span: cursor.spanFrom(start),
  };
}

function takeSparkline(cursor: Cursor): { readonly called: Called; readonly binning: BinSpan | null } {
  cursor.expectText('(', '(');
  const start = cursor.position;
  const called = parseCall(cursor);
  if (!sparklineFunctions.has(called.function))
    throw cursor.problemAt(
      'WW0311',
      start,
      `sparkline does not take the function ${called.function}`,
      `it takes ${[...sparklineFunctions].join(', ')}`,
    );
  const written = cursor.takeText(',') ? (cursor.takeQuoted() ?? cursor.take(/[\w.@]+/y) ?? '') : null;
  const binning = written === null ? null : (parseBinSpan(written) ?? null);
  if (written !== null && binning?.kind !== 'time')
    throw cursor.problem(
      'WW0306',
      `sparkline takes a span such as 5m or 1d, not "${written}"`,
      'write sparkline(count, 1h)',
    );
  cursor.expectText(')', ') to close sparkline(');
  return { called, binning };
}

/** computed := eval ( expression over aggregations ) [ as field ] */
function parseComputed(cursor: Cursor): ComputedAggregation {
  const start = cursor.position;
  cursor.take(EVAL);
  const aggregations = new Map<string, Aggregation>();
  const expression = cursor.withNames(
    (from) => takeCalled(from, aggregations),
    () => parseEvalExpression(cursor),
  );
  cursor.expectText(')', ') to close eval(');
  const text = cursor.textFrom(start);
  if (aggregations.size === 0)
    throw cursor.problemAt('WW0303', start, 'This eval names no aggregation', 'write eval(avg(a)/max(b)) as name');
  const as = takeAs(cursor);
  return {
    kind: 'computed',
    expression,
    aggregations: [...aggregations.values()],
    as,
    text,
    span: cursor.spanFrom(start),
  };
}

/** An aggregation inside an expression: it stands as a field of its text. */
function takeCalled(cursor: Cursor, found: Map<string, Aggregation>): FieldName | undefined {
  const start = cursor.position;
  const name = cursor.peek(/([A-Za-z_]\w*(?:\.\d+)?)\s*\(/y)?.[1];
  if (name === undefined || aggregateNamed(name) === undefined) return undefined;
  const called = cursor.withNames(null, () => parseCall(cursor));
  if (called.function.startsWith('per_'))
    throw cursor.problemAt(
      'WW0311',
      start,
      `${called.function} inside an expression is not supported`,
      'use sum, and divide by the length of the bins',
    );
  const text = cursor.textFrom(start);
  const span = cursor.spanFrom(start);
  found.set(text, { kind: 'aggregation', ...called, as: null, text, sparkline: null, span });
  return cursor.field(text, start);
}

function functionNamed(
  cursor: Cursor,
  written: string,
  start: number,
): { readonly name: AggregateName; readonly percentile: number | null } {
  const known = aggregateNamed(written);
  if (known !== undefined) return known;
  if (written.toLowerCase() === 'sparkline')
    throw cursor.problemAt(
      'WW0311',
      start,
      'sparkline stands in stats and chart only',
      'use it there, or timechart to show a course over time',
    );
  if (written.toLowerCase() === 'eval')
    throw cursor.problemAt(
      'WW0311',
      start,
      'eval over aggregations stands in chart and timechart only',
      'name the aggregations, and compute with them in an eval behind',
    );
  const hint = didYouMean(written, aggregateFunctionNames(), 'See Splunk’s list of statistical functions.');
  throw cursor.problemAt('WW0307', start, `There is no aggregation function ${written}`, hint);
}

function takeArgument(cursor: Cursor, name: AggregateName, written: string): Aggregation['argument'] {
  const behind = cursor.behind;
  if (!cursor.takeText('(')) {
    cursor.moveTo(behind);
    if (aggregateFunctions[name].bare) return null;
    throw cursor.problem('WW0308', `${written} needs a field in parentheses`, `write ${written}(field)`);
  }
  if (cursor.takeText(')')) {
    if (aggregateFunctions[name].bare) return null;
    throw cursor.problemAt('WW0308', behind, `${written}() needs a field`, `write ${written}(field)`);
  }
  const start = cursor.position;
  const argument = cursor.take(/eval\s*\(/iy) === undefined ? argumentField(cursor) : evaluated(cursor, start);
  cursor.expectText(')', ') to close the aggregation');
  return argument;
}

/** A field; a bare name may hold blanks up to the closing parenthesis. */
function argumentField(cursor: Cursor): FieldName {
  refusePrefix(cursor);
  const start = cursor.position;
  const bare = cursor.take(BARE_ARGUMENT);
  return bare === undefined ? expectField(cursor) : cursor.field(bare, start);
}

function evaluated(cursor: Cursor, start: number): Aggregation['argument'] {
  const expression = parseEvalExpression(cursor);
  cursor.expectText(')', ') to close eval(');
  return { kind: 'eval', expression, span: cursor.spanFrom(start) };
}

/** [ as field ]; Splunk does not mind a comma before it. */
export function takeAs(cursor: Cursor): FieldName | null {
  const behind = cursor.behind;
  cursor.take(/,(?=\s*as\s)/iy);
  if (cursor.takeWord('as')) return newName(cursor);
  cursor.moveTo(behind);
  return null;
}

/** A name behind `as`; parentheses right behind it belong to it: `as flags(inheritance)`. */
function newName(cursor: Cursor): FieldName {
  return expectColumn(cursor, 'a new name');
}
