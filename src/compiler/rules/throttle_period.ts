import { placeOf, throttlePeriodPaths } from './places';
import type { Rule } from './rule';

/** contentctl takes seconds, minutes and hours. */
export const throttlePeriod: Rule = {
  severity: 'error',
  level: 'minimum',
  title: 'The throttling period is a number and s, m, h or d',
  check({ detection }, _library, report) {
    const { throttling } = detection;
    if (throttling === null || /^[1-9]\d*[smhd]$/.test(throttling.period)) return;
    report(
      placeOf(detection, throttlePeriodPaths),
      `"${throttling.period}" is no period`,
      'write a number and a unit: 3600s, 60m, 24h',
    );
  },
};
