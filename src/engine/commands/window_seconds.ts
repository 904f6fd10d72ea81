import { timeUnit } from '../../spl/time_units';
import { unitSeconds } from '../../spl/time/units';

/** The seconds of a length such as `30`, `30s` or `5m`; undefined for a text that is none, or for one of months. */
export function windowSeconds(written: string): number | undefined {
  const match = /^(\d+(?:\.\d+)?)([a-z]*)$/i.exec(written.trim());
  if (match === null) return undefined;
  const unit = match[2] === '' ? 's' : timeUnit(match[2] ?? '');
  const seconds = unit === undefined ? undefined : unitSeconds(unit);
  return seconds === undefined ? undefined : Number(match[1]) * seconds;
}
