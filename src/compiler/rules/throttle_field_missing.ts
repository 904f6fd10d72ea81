import { didYouMean } from '../../core/suggest';
import { placeOfField, throttleFieldPaths } from './places';
import type { Rule } from './rule';

/** Throttling by a field that no row has holds back every alert after the first. */
export const throttleFieldMissing: Rule = {
  severity: 'error',
  level: 'recommended',
  title: 'Throttle fields come out of the search',
  check({ detection, output }, _library, report) {
    if (output.open || detection.throttling === null || !detection.throttling.stated) return;
    for (const field of detection.throttling.fields) {
      if (output.names.has(field)) continue;
      report(
        placeOfField(detection, field, throttleFieldPaths),
        `The search gives no field ${field}: throttling by it would hold back every alert but the first`,
        didYouMean(field, output.names, `The search gives ${[...output.names].slice(0, 8).join(', ')}.`),
      );
    }
  },
};
