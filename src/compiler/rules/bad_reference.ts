import { placeOfField } from './places';
import type { Rule } from './rule';

/** References are web addresses. */
export const badReference: Rule = {
  severity: 'error',
  level: 'minimum',
  title: 'References are web addresses',
  check({ detection }, _library, report) {
    if (detection.origin.format === 'sigma') return;
    for (const reference of detection.references)
      if (!/^https?:\/\/[^\s/]+\.?[^\s]*$/.test(reference))
        report(
          placeOfField(detection, reference, ['references.#']),
          `"${reference}" is no web address`,
          'write it with https://, without blanks',
        );
  },
};
