import { wholeSpan } from '../../core/source';
import type { SearchExpression, SearchValue } from '../../spl/ast';
import { printCondition } from '../../spl/print';
import { isNegative, piecesOf, type Condition, type Exception, type Pieces } from './exceptions';

/** Exceptions to SPL; read_filter.ts is the way back. Values and names are written by the printer of SPL alone. */

/** The field that holds the time of the search while exceptions with an end are compared. */
export const NOW_FIELD = 'ww_now';

/** The filter that hides what the exceptions fit; each must be complete (see `isComplete`). */
export function printFilter(exceptions: readonly Exception[]): string {
  const [only, ...others] = exceptions;
  if (only === undefined) return 'search *';
  const search =
    others.length === 0
      ? `search NOT ${printException(only)}`
      : `search NOT (\n    ${exceptions.map(printException).join('\n    OR ')}\n)`;
  const hasEnd = exceptions.some(({ until }) => until !== null);
  return hasEnd ? `eval ${NOW_FIELD}=now()\n| ${search}\n| fields - ${NOW_FIELD}` : search;
}

/** One exception as a group of conditions in parentheses. */
export function printException({ conditions, until }: Exception): string {
  const end = until === null ? [] : [`${NOW_FIELD}<${until}`];
  return `(${[...conditions.map((condition) => printCondition(expressionOf(condition))), ...end].join(' ')})`;
}

const span = wholeSpan({ name: 'filter', text: '' });

function expressionOf({ field: name, operator, values }: Condition): SearchExpression {
  const field = { kind: 'field', name, span } as const;
  const all = values.map((value) => valueOf(piecesOf(operator, value)));
  const [only] = all;
  if (operator === 'is_one_of' || only === undefined) return { kind: 'in', field, values: all, span };
  return { kind: 'comparison', field, operator: isNegative(operator) ? '!=' : '=', value: only, span };
}

const valueOf = (pieces: Pieces): SearchValue => ({ kind: 'value', pieces, quoted: true, directive: null, span });
