import type { SearchExpression, SearchTime } from '../../spl/ast';
import { problemAt } from '../problem';
import { parseTime, type Clock } from '../../spl/time/modifier';
import { fragment, joined, sql, type Fragment } from './fragment';

/** From `earliest`, included, to `latest`, excluded, in epoch seconds; absent is unbounded. */
export interface TimeRange {
  readonly earliest?: number;
  readonly latest?: number;
}

/** The time range of a search whose text says `earliest=` or `latest=` itself: the text wins over the request. */
export function rangeOf(expression: SearchExpression | null, range: TimeRange, clock: Clock): TimeRange {
  const said = expression === null ? [] : timesIn(expression);
  return said.reduce<TimeRange>((result, time) => withTime(result, time, clock), range);
}

function withTime(range: TimeRange, { name, value, span }: SearchTime, clock: Clock): TimeRange {
  const result = parseTime(value, clock);
  if (result.kind === 'problem') throw problemAt('badTime', span, result.problem.message, result.problem.hint);
  return name.endsWith('earliest') ? { ...range, earliest: result.epoch } : { ...range, latest: result.epoch };
}

function timesIn(expression: SearchExpression): readonly SearchTime[] {
  switch (expression.kind) {
    case 'time':
      return [expression];
    case 'and':
    case 'or':
      return expression.operands.flatMap(timesIn);
    case 'not':
      return timesIn(expression.operand);
    case 'comparison':
    case 'in':
    case 'term':
    case 'everything':
    case 'macro':
    case 'subsearch':
      return [];
  }
}

/** The range as a condition. */
export function rangeCondition({ earliest, latest }: TimeRange): Fragment {
  const bounds = [
    ...(earliest === undefined ? [] : [fragment`"time" >= ${earliest}`]),
    ...(latest === undefined ? [] : [fragment`"time" < ${latest}`]),
  ];
  return bounds.length === 0 ? sql('TRUE') : joined(bounds, ' AND ');
}
