import { allNodes } from '../../spl/visit';
import { placeOfSchedule } from './places';
import type { Rule } from './rule';

const DAY = 86_400;
const UNIT_SECONDS: Readonly<Record<string, number>> = {
  s: 1,
  m: 60,
  h: 3600,
  d: DAY,
  w: 7 * DAY,
  mon: 30 * DAY,
  q: 91 * DAY,
  y: 365 * DAY,
};

/** With summariesonly=false tstats reads raw events wherever a summary is missing: slow over long ranges. */
export const longRange: Rule = {
  severity: 'warning',
  level: 'recommended',
  title: 'summariesonly=false is not used over more than a day',
  check({ detection, expanded }, _library, report) {
    const raw = allNodes(expanded).some(
      (node) => node.kind === 'tstats' && node.datamodel !== null && node.options.summariesonly !== true,
    );
    const seconds = secondsBack(detection.schedule.earliest);
    if (!raw || seconds <= DAY) return;
    report(
      placeOfSchedule(detection, 'earliest_time'),
      `The search goes back to ${detection.schedule.earliest === '' ? 'the beginning' : detection.schedule.earliest} and may read raw events (summariesonly=false)`,
      'set summariesonly=true, or a shorter range',
    );
  },
};

/** How far a modifier such as `-70m@m` goes back; all time for none. */
function secondsBack(earliest: string): number {
  if (earliest === '' || earliest === '0') return Infinity;
  const match = /^-(\d*)(mon|[smhdwqy])/.exec(earliest);
  return match === null ? 0 : Number(match[1] === '' ? 1 : match[1]) * (UNIT_SECONDS[match[2] ?? ''] ?? 0);
}
