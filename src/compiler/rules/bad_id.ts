import { placeOf } from './places';
import type { Rule } from './rule';

/** An id outlives every name: it is a UUID. */
export const badId: Rule = {
  severity: 'error',
  level: 'minimum',
  title: 'Ids are UUIDs',
  check({ detection }, _library, report) {
    if (detection.origin.format === 'sigma' && detection.id === '') return;
    if (/^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(detection.id)) return;
    report(placeOf(detection, ['id']), `"${detection.id}" is no UUID`, 'make one with uuidgen');
  },
};
