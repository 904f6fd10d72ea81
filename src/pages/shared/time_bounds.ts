import { numberOf, objectOf, textOf } from './decode';
import { plainRestAddress } from './host_page';
import { rest } from './rest';

/** A chosen time range as Splunk writes it, and as instants. */
export interface TimeRange {
  /** Splunk time modifier, epoch seconds, or empty / "0" for no limit. */
  readonly earliest: string;
  readonly latest: string;
}

/** Epoch seconds; null where the range is open. */
export interface TimeBounds {
  readonly from: number | null;
  readonly to: number | null;
}

const isOpen = (time: string): boolean => time === '' || time === '0';

/** What the modifiers mean now, by splunkd's own time parser; absolute times need no request. */
export async function resolveRange(range: TimeRange, signal: AbortSignal): Promise<TimeBounds> {
  const [from, to] = await Promise.all([resolveTime(range.earliest, signal), resolveTime(range.latest, signal)]);
  return { from, to };
}

async function resolveTime(time: string, signal: AbortSignal): Promise<number | null> {
  if (isOpen(time)) return null;
  const absolute = absoluteTime(time);
  if (absolute !== undefined) return absolute;
  const answer = await rest(plainRestAddress('search/timeparser'), {
    query: { output_mode: 'json', time },
    signal,
  });
  const parsed = Date.parse(textOf(Object.values(objectOf(answer))[0]));
  return Number.isNaN(parsed) ? null : parsed / 1000;
}

/** Epoch seconds or an ISO time with its zone; undefined for a modifier such as `-7d@d`. */
export function absoluteTime(time: string): number | undefined {
  if (time === 'now') return Date.now() / 1000;
  const epoch = /^\d+(\.\d+)?$/.test(time) ? numberOf(time) : undefined;
  if (epoch !== undefined) return epoch;
  const iso = /^\d{4}-\d\d-\d\dT.*(Z|[+-]\d\d:?\d\d)$/.test(time) ? Date.parse(time) : NaN;
  return Number.isNaN(iso) ? undefined : iso / 1000;
}

/** A short name of a range, for places without the picker. */
export const rangeText = (range: TimeRange): string => rangeName(range) || 'Chosen range';

/** "All time", "Last 30 days"; empty for a range that has no such name. */
export function rangeName({ earliest, latest }: TimeRange): string {
  if (isOpen(earliest) && (isOpen(latest) || latest === 'now')) return 'All time';
  const last = /^-(\d+)(d|h|m|w|mon)(@\w+)?$/.exec(earliest);
  const unit = { d: 'days', h: 'hours', m: 'minutes', w: 'weeks', mon: 'months' }[last?.[2] ?? ''];
  if (last === null || unit === undefined || (latest !== 'now' && latest !== '')) return '';
  return `Last ${last[1] ?? ''} ${unit}`;
}

/** A range that holds both instants, as Splunk's picker writes absolute times, so that it can name them. */
export const rangeOf = (first: number, last: number): TimeRange => ({
  earliest: new Date(Math.floor(first) * 1000).toISOString(),
  latest: new Date((Math.floor(last) + 1) * 1000).toISOString(),
});
