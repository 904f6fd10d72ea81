import type { BinOptions } from '../../spl/ast';
import { parseTime } from '../../spl/time/modifier';
import { unitSeconds } from '../../spl/time/units';
import type { SearchContext } from '../context';
import { timeSpanOf, type TimeSpan } from './time_bins';

type Around = Pick<SearchContext, 'clock' | 'range'>;

/**
 * The span that `span` asks for, its bins beginning where `aligntime` says; undefined without one. Search Reference, bin:
 * the alignment counts for nothing when the span is in days, months or years.
 */
export function alignedSpan({ span, aligntime }: BinOptions, around: Around): TimeSpan | undefined {
  const size = span === undefined ? undefined : timeSpanOf(span);
  if (size === undefined || aligntime === undefined || (unitSeconds(size.unit) ?? Infinity) >= 86_400) return size;
  return { ...size, offset: alignment(aligntime, around) };
}

/** Epoch seconds of `earliest`, `latest`, a modifier such as `@d+3h`, or a time. */
function alignment(text: string, { clock, range }: Around): number {
  if (text === 'earliest' || text === 'latest') return range[text] ?? 0;
  const result = parseTime(text, clock);
  return result.kind === 'time' ? result.epoch : 0;
}

/** Seconds of `minspan`: no span that is chosen is shorter. */
export function leastSeconds({ minspan }: BinOptions): number {
  const span = minspan === undefined ? undefined : timeSpanOf(minspan);
  return span === undefined ? 0 : span.amount * (unitSeconds(span.unit) ?? 28 * 86_400);
}
