import type { BinSpan, TimeUnit } from '../../spl/ast';
import { timeUnit } from '../../spl/time_units';
import { unitSeconds } from '../../spl/time/units';
import { timeColumn } from './field_source';
import { fragment, sql, type Fragment } from './fragment';

/** The start of the bin that an event's time lies in, in SQL; the same bins as binning/time_bins.ts makes for rows. */
export function timeBin(span: BinSpan, zone: string): Fragment {
  if (span.kind === 'number') return fixedBin(span.size);
  if (span.kind !== 'time') return timeColumn;
  const unit = timeUnit(span.unit) ?? 's';
  const seconds = unitSeconds(unit);
  if (seconds !== undefined && seconds < 86400) return fixedBin(seconds * span.amount);
  return calendarBin(span.amount, unit, zone);
}

function fixedBin(seconds: number): Fragment {
  return fragment`floor(${timeColumn} / ${seconds}) * ${seconds}`;
}

/** Days and more, by the wall clock of the zone. */
function calendarBin(amount: number, unit: TimeUnit, zone: string): Fragment {
  const local = fragment`timezone(${zone}, to_timestamp(${timeColumn}))`;
  return fragment`epoch(timezone(${zone}, ${binStart(amount, unit, local)}))`;
}

function binStart(amount: number, unit: TimeUnit, local: Fragment): Fragment {
  if (unit === 'd') return fragment`time_bucket(to_days(${sql(String(amount))}), ${local}, TIMESTAMP '1970-01-01')`;
  if (unit === 'w') return fragment`time_bucket(to_days(${sql(String(7 * amount))}), ${local}, TIMESTAMP '1970-01-04')`;
  const months = amount * (unit === 'y' ? 12 : unit === 'q' ? 3 : 1);
  return fragment`time_bucket(to_months(${sql(String(months))}), ${local}, TIMESTAMP '1970-01-01')`;
}
