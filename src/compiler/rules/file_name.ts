import { placeOfName } from './places';
import type { Rule } from './rule';

/** contentctl derives the filter macro from the file's name; ours comes from the detection's: they must agree. */
export const fileName: Rule = {
  severity: 'error',
  level: 'minimum',
  title: 'The file is called as the detection',
  check({ detection }, _library, report) {
    if (detection.origin.format === 'sigma') return;
    const stem = detection.origin.source.name.replace(/^.*[/\\]/, '').replace(/\.ya?ml$/, '');
    if (stem === detection.stem || stem.startsWith('<')) return;
    report(
      placeOfName(detection),
      `The file is called ${stem}.yml, the detection ${detection.name}`,
      `call the file ${detection.stem}.yml, or rename the detection`,
    );
  },
};
