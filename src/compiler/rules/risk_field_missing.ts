import { didYouMean } from '../../core/suggest';
import { placeOfField, riskFieldPaths } from './places';
import type { Rule } from './rule';

/** A risk or threat object whose field no row has adds no risk. */
export const riskFieldMissing: Rule = {
  severity: 'error',
  level: 'recommended',
  title: 'Risk and threat fields come out of the search',
  check({ detection, output }, _library, report) {
    if (output.open) return;
    const fields = [...detection.risk.objects, ...detection.risk.threats].map(({ field }) => field);
    for (const field of new Set(fields)) {
      if (output.names.has(field)) continue;
      report(
        placeOfField(detection, field, riskFieldPaths),
        `The search gives no field ${field}, so it can carry no risk`,
        didYouMean(field, output.names, `The search gives ${[...output.names].slice(0, 8).join(', ')}.`),
      );
    }
  },
};
