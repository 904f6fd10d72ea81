import { placeOf } from './places';
import type { Rule } from './rule';

/** Two detections of one id are one detection to whoever reads alerts. */
export const duplicateId: Rule = {
  severity: 'error',
  level: 'minimum',
  title: 'Ids occur once',
  checkAll(detections, _library, report) {
    const first = new Map<string, string>();
    for (const { detection } of detections) {
      if (detection.id === '') continue;
      const known = first.get(detection.id.toLowerCase());
      if (known === undefined) first.set(detection.id.toLowerCase(), detection.origin.source.name);
      else
        report(placeOf(detection, ['id']), `${known} has this id too`, 'give the newer one an id of its own: uuidgen');
    }
  },
};
