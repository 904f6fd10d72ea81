import { placeOfName } from './places';
import type { Rule } from './rule';

/** Enterprise Security saves `<domain> - <label> - <name> - Rule - Rule` and takes 99 characters. */
const MOST = 67;

export const longName: Rule = {
  severity: 'error',
  level: 'minimum',
  title: `Names have at most ${MOST} characters`,
  check({ detection }, _library, report) {
    if (detection.origin.format === 'sigma' || detection.name.length <= MOST) return;
    report(
      placeOfName(detection),
      `The name has ${detection.name.length} characters; Enterprise Security can save ${MOST}`,
      'shorten it; the file name changes with it',
    );
  },
};
