import { isPresent, placeOf } from './places';
import type { Rule } from './rule';

/** TTP and Anomaly add risk; Hunting and Correlation do not (contentctl, from version 5 on). */
export const riskForType: Rule = {
  severity: 'error',
  level: 'minimum',
  title: 'A detection adds risk when its type does',
  check({ detection }, _library, report) {
    if (detection.origin.format !== 'escu' || detection.origin.generation !== 'v5' || detection.status !== 'production')
      return;
    const adds = detection.type === 'TTP' || detection.type === 'Anomaly';
    const has = isPresent(detection, 'rba');
    if (adds && !has)
      report(
        detection.at('type'),
        `A detection of type ${detection.type} needs rba with a risk object`,
        'add rba: message, risk_objects',
      );
    if (!adds && has)
      report(
        placeOf(detection, ['rba']),
        `A detection of type ${detection.type} adds no risk`,
        'remove rba, or change the type',
      );
  },
};
