import type { Trend } from '../ast';
import { takeAs } from '../aggregation';
import type { CommandSyntax } from '../command_syntax';
import type { Cursor } from '../cursor';
import { plus } from '../field_set';
import { expectField } from '../field_list';
import { writeAs, writeField } from '../write';

/** trend := ( sma | wma ) period ( field ) [as name] */
function parseTrend(cursor: Cursor): Trend {
  const start = cursor.position;
  const written = cursor.take(/(?:sma|ema|wma)\d+/iy)?.toLowerCase();
  const period = Number(written?.slice(3));
  if (written === undefined || period < 2 || period > 10_000)
    throw cursor.problem('WW0303', 'Expected a trend here', 'write sma5(field): the average of five rows');
  if (written.startsWith('ema'))
    throw cursor.problemAt('WW0311', start, 'trendline ema is not supported', 'use sma or wma');
  cursor.expectText('(', '( and a field');
  const field = expectField(cursor);
  cursor.expectText(')', ')');
  const type = written.startsWith('sma') ? 'sma' : 'wma';
  return { kind: 'trend', type, period, field, as: takeAs(cursor), span: cursor.spanFrom(start) };
}

/** The field that takes a trend. */
export function trendName({ type, period, field, as }: Trend): string {
  return as?.name ?? `${type}${period}(${field.name})`;
}

/** `trendline trend [trend] …` */
export const trendlineSyntax: CommandSyntax<'trendline'> = {
  names: ['trendline'],
  parse(cursor, start) {
    const trends = [parseTrend(cursor)];
    while (!cursor.atEnd) if (!cursor.takeText(',')) trends.push(parseTrend(cursor));
    return { kind: 'trendline', trends, span: cursor.spanFrom(start) };
  },
  output: (before, { trends }) => plus(before, trends.map(trendName)),
  print: ({ trends }) =>
    `trendline ${trends.map(({ type, period, field, as }) => `${type}${period}(${writeField(field)})${writeAs(as)}`).join(' ')}`,
};
