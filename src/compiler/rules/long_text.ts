import type { Rule } from './rule';

const LIMITS = { author: 255, description: 10_000 } as const;

/** contentctl's limits on texts. */
export const longText: Rule = {
  severity: 'error',
  level: 'minimum',
  title: 'Author and description keep to their lengths',
  check({ detection }, _library, report) {
    for (const key of ['author', 'description'] as const)
      if (detection[key].length > LIMITS[key])
        report(
          detection.at(key),
          `${key} has ${detection[key].length} characters; the limit is ${LIMITS[key]}`,
          'shorten it',
        );
  },
};
