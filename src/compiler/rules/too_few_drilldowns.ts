import { placeOf } from './places';
import type { Rule } from './rule';

/** contentctl wants two drilldowns on what reaches an analyst, one of them the detection's own results. */
export const tooFewDrilldowns: Rule = {
  severity: 'error',
  level: 'minimum',
  title: 'Production detections have two drilldown searches',
  check({ detection }, _library, report) {
    const { origin, status, type, drilldowns } = detection;
    if (origin.format !== 'escu' || origin.generation !== 'v5' || status !== 'production' || type === 'Hunting') return;
    if (drilldowns.length < 2)
      report(
        placeOf(detection, ['drilldown_searches']),
        `The detection has ${drilldowns.length} drilldown searches; two are wanted`,
        'add one with %original_detection_search% and one with the risk events of its objects',
      );
    else if (!drilldowns.some((one) => one.search.includes(detection.search.source.text.trim())))
      report(
        detection.at('drilldown_searches'),
        'No drilldown shows the results of the detection itself',
        'use %original_detection_search% in one of them',
      );
  },
};
