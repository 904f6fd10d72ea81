import { didYouMean } from '../core/suggest';
import { aggregateFunctionNames, aggregateFunctions, aggregateNamed } from './aggregate_functions';
import type { AggregateName, Aggregation, FieldName } from './ast';
import type { Cursor } from './cursor';
import { parseEvalExpression } from './eval_expression';
import { expectColumn, expectField } from './field_list';

/** The grammar of `count`, `dc(x) as y`, `count(eval(a=1))`: what stands behind stats, tstats, chart and their like. */

const NAME = /[A-Za-z_][\w]*(?:\.\d+)?/y;
const BARE_ARGUMENT = /(?:[^\s"'()[\]|`,=<>!]|!(?!=))+(?:[ \t]+(?:[^\s"'()[\]|`,=<>!])+)*/y;

/** list := aggregation { [,] aggregation }, up to a word of `stop` or the end; at least one. Options may stand in between. */
export function parseAggregations(
  cursor: Cursor,
  stop: readonly string[],
  takeOptions: () => void = () => undefined,
): readonly Aggregation[] {
  const list: Aggregation[] = [];
  for (;;) {
    while (cursor.takeText(','));
    takeOptions();
    if (cursor.atEnd || stop.some((word) => cursor.isWord(word))) break;
    list.push(parseAggregation(cursor));
  }
  if (list.length > 0) return list;
  throw cursor.problem('WW0303', 'Expected an aggregation here', 'write count, or a function such as dc(field)');
}

/** aggregation := name [ ( [ field | eval ( expression ) ] ) ] [ as field ] */
export function parseAggregation(cursor: Cursor): Aggregation {
  const start = cursor.position;
  const written = cursor.take(NAME);
  if (written === undefined)
    throw cursor.problem('WW0303', 'Expected an aggregation here', 'write count, or a function such as dc(field)');
  const known = functionNamed(cursor, written, start);
  const argument = takeArgument(cursor, known.name, written);
  const text = cursor.textFrom(start);
  return {
    kind: 'aggregation',
    function: known.name,
    percentile: known.percentile,
    argument,
    as: takeAs(cursor),
    text,
    span: cursor.spanFrom(start),
  };
}

function functionNamed(
  cursor: Cursor,
  written: string,
  start: number,
): { readonly name: AggregateName; readonly percentile: number | null } {
  const known = aggregateNamed(written);
  if (known !== undefined) return known;
  if (written.toLowerCase() === 'sparkline')
    throw cursor.problemAt('WW0311', start, 'sparkline is not supported', 'use timechart to show a course over time');
  if (written.toLowerCase() === 'eval')
    throw cursor.problemAt(
      'WW0311',
      start,
      'eval over aggregations is not supported',
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
  const start = cursor.position;
  const bare = cursor.take(BARE_ARGUMENT);
  return bare === undefined ? expectField(cursor) : cursor.field(bare, start);
}

function evaluated(cursor: Cursor, start: number): Aggregation['argument'] {
  const expression = parseEvalExpression(cursor);
  cursor.expectText(')', ') to close eval(');
  return { kind: 'eval', expression, span: cursor.spanFrom(start) };
}

/** [ as field ] */
export function takeAs(cursor: Cursor): FieldName | null {
  const behind = cursor.behind;
  if (cursor.takeWord('as')) return newName(cursor);
  cursor.moveTo(behind);
  return null;
}

/** A name behind `as`; parentheses right behind it belong to it: `as flags(inheritance)`. */
function newName(cursor: Cursor): FieldName {
  return expectColumn(cursor, 'a new name');
}
