import { numberOf } from '../shared/decode';
import { minuteText, type Clock } from '../shared/times';
import { fromWall } from '../shared/zone';

/**
 * A detection's `lastTime` as people read times: epoch seconds, or the text that the ctime macro makes of it in the
 * user's zone; anything else as it is.
 */
export function resultTime(text: string, clock: Clock): string {
  const epoch = numberOf(text) ?? fromText(text, clock);
  return epoch === undefined ? text : minuteText(clock, epoch);
}

function fromText(text: string, clock: Clock): number | undefined {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/.test(text)) return undefined;
  const hasZone = /(?:Z|[+-]\d\d:?\d\d)$/.test(text);
  const parsed = Date.parse(hasZone ? text : `${text}Z`);
  if (Number.isNaN(parsed)) return undefined;
  return hasZone ? parsed / 1000 : fromWall(clock.zone, new Date(parsed));
}
