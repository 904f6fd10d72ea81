import type { EvalExpression, StreamstatsOptions } from '../ast';
import { parseAggregations } from '../aggregation';
import type { CommandSyntax } from '../command_syntax';
import type { Cursor } from '../cursor';
import { parseEvalExpression } from '../eval_expression';
import { parseByList } from '../field_list';
import { boolean, integer, OptionReader, text, type OptionTable } from '../options';
import { writeAggregations, writeBy, writeOptions } from '../write';
import { aggregateColumns, plus } from '../field_set';

const table: OptionTable<StreamstatsOptions> = {
  allnum: boolean,
  current: boolean,
  global: boolean,
  window: integer,
  time_window: text,
  reset_on_change: boolean,
};

/** reset_before=( expression ), or with the parentheses in quotes as Splunk documents it: "(" expression ")" */
function takeReset(cursor: Cursor, name: RegExp): EvalExpression | null {
  const opening = cursor.take(name);
  if (opening === undefined) return null;
  const expression = parseEvalExpression(cursor);
  const closing = opening.endsWith('"') ? '")"' : ')';
  cursor.expectText(closing, closing);
  return expression;
}

/** `streamstats [options] [reset_before=(…)] [reset_after=(…)] aggregation … [by field …]` */
export const streamstatsSyntax: CommandSyntax<'streamstats'> = {
  names: ['streamstats'],
  parse(cursor, start) {
    const reader = new OptionReader('streamstats', table);
    let resetBefore: EvalExpression | null = null;
    let resetAfter: EvalExpression | null = null;
    for (let before = -1; before !== cursor.position;) {
      before = cursor.position;
      reader.takeAll(cursor);
      resetBefore = takeReset(cursor, /reset_before\s*=\s*(?:"\("|\()/iy) ?? resetBefore;
      resetAfter = takeReset(cursor, /reset_after\s*=\s*(?:"\("|\()/iy) ?? resetAfter;
    }
    reader.refuseUnknown(cursor);
    // Splunk's examples have options behind the aggregations too: streamstats avg(x) window=5 by y
    const aggregations = parseAggregations(cursor, ['by'], () => reader.takeAll(cursor));
    const by = cursor.takeWord('by') ? parseByList(cursor) : [];
    reader.takeAll(cursor);
    const span = cursor.spanFrom(start);
    return { kind: 'streamstats', options: reader.options, resetBefore, resetAfter, aggregations, by, span };
  },
  output: (before, { aggregations }) => plus(before, aggregateColumns(aggregations)),
  print: ({ options, resetBefore, resetAfter, aggregations, by }, writer) =>
    `streamstats${writeOptions(options)}` +
    (resetBefore === null ? '' : ` reset_before=(${writer.eval(resetBefore)})`) +
    (resetAfter === null ? '' : ` reset_after=(${writer.eval(resetAfter)})`) +
    writeAggregations(aggregations, writer) +
    writeBy(by),
};
