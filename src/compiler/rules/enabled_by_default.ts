import { placeOf } from './places';
import type { Rule } from './rule';

/** Only what is in production and meant to alert may be on from the start. */
export const enabledByDefault: Rule = {
  severity: 'error',
  level: 'minimum',
  title: 'Only production TTP, Anomaly and Correlation detections are on by default',
  check({ detection }, _library, report) {
    if (!detection.enabledByDefault || (detection.status === 'production' && detection.type !== 'Hunting')) return;
    report(
      placeOf(detection, ['enabled_by_default']),
      `A ${detection.status} detection of type ${detection.type} is on by default`,
      'remove enabled_by_default',
    );
  },
};
