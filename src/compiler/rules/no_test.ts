import { placeOf } from './places';
import type { Rule } from './rule';

/** A detection in production is tested with data that it must find. */
export const noTest: Rule = {
  severity: 'warning',
  level: 'strict',
  title: 'Production detections have a test',
  check({ detection }, _library, report) {
    if (detection.origin.format === 'sigma' || detection.status !== 'production' || detection.type === 'Correlation')
      return;
    if (detection.tests.length === 0)
      report(
        placeOf(detection, ['tests']),
        'The detection has no test',
        'add tests: with attack_data that it must find',
      );
  },
};
