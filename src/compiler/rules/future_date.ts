import { placeOf } from './places';
import type { Rule } from './rule';

/** contentctl takes dates up to today; what is no date at all the reader has refused before. */
export const futureDate: Rule = {
  severity: 'error',
  level: 'minimum',
  title: 'Dates are not in the future',
  check({ detection }, { today }, report) {
    if (detection.origin.format === 'sigma') return;
    const dates = { created: ['creation_date', 'date'], modified: ['modification_date', 'date'] } as const;
    const late = (['modified', 'created'] as const).find((key) => detection[key] > today);
    if (late === undefined) return;
    report(placeOf(detection, dates[late]), `${detection[late]} is in the future`, `write a date up to ${today}`);
  },
};
