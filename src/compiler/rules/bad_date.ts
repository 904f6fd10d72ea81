import { placeOf } from './places';
import type { Rule } from './rule';

/** contentctl takes dates up to today, as YYYY-MM-DD. */
export const badDate: Rule = {
  severity: 'error',
  level: 'minimum',
  title: 'Dates are real and not in the future',
  check({ detection }, { today }, report) {
    for (const [date, paths] of [
      [detection.created, ['creation_date', 'date']],
      [detection.modified, ['modification_date', 'modified', 'date']],
    ] as const) {
      if (date === '' || detection.origin.format === 'sigma') continue;
      if (!isDate(date)) report(placeOf(detection, paths), `"${date}" is no date`, 'write YYYY-MM-DD');
      else if (date > today)
        report(placeOf(detection, paths), `${date} is in the future`, `write a date up to ${today}`);
      if (detection.created === detection.modified) return;
    }
  },
};

function isDate(text: string): boolean {
  const time = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(`${text}T00:00:00Z`) : NaN;
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(text);
}
