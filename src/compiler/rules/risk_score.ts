import { placeOfField } from './places';
import type { Rule } from './rule';

const PATHS = [
  'rba.risk_objects.#.score',
  'intermediate_findings.entities.#.score',
  'finding.entity.score',
  'tags.risk_score',
  'webshell_watch.rba.risk_objects.#.score',
];

/** Enterprise Security takes scores of 1 to 100. */
export const riskScore: Rule = {
  severity: 'error',
  level: 'minimum',
  title: 'Risk scores are 1 to 100',
  check({ detection }, _library, report) {
    const { rating } = detection;
    if (rating !== null) {
      for (const key of ['confidence', 'impact'] as const)
        if (rating[key] < 1 || rating[key] > 100)
          report(detection.at(`tags.${key}`), `${key} is ${rating[key]}`, 'write a number from 1 to 100');
      return;
    }
    for (const { score, field } of detection.risk.objects)
      if (score < 1 || score > 100)
        report(
          placeOfField(detection, String(score), PATHS),
          `The risk score of ${field} is ${score}`,
          'write a number from 1 to 100',
        );
  },
};
