import { placeOf } from './places';
import type { Rule } from './rule';

/** Enterprise Security takes scores of 1 to 100. */
export const riskScore: Rule = {
  severity: 'error',
  level: 'minimum',
  title: 'Risk scores are 1 to 100',
  check({ detection }, _library, report) {
    detection.risk.objects.forEach(({ score, field }, index) => {
      if (score >= 1 && score <= 100) return;
      const paths = [
        `rba.risk_objects.${index}.score`,
        'tags.risk_score',
        `webshell_watch.rba.risk_objects.${index}.score`,
        `intermediate_findings.entities.${index}.score`,
      ];
      report(placeOf(detection, paths), `The risk score of ${field} is ${score}`, 'write a number from 1 to 100');
    });
  },
};
