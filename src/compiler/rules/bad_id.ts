import { placeOf, placeOfField } from './places';
import type { Rule } from './rule';

/** An id outlives every name: it is a UUID. */
export const badId: Rule = {
  severity: 'error',
  level: 'minimum',
  title: 'Ids are UUIDs',
  check({ detection }, _library, report) {
    for (const guid of detection.annotations.atomicGuids)
      if (!isUuid(guid))
        report(placeOfField(detection, guid, GUIDS), `"${guid}" is no UUID`, "copy the test's auto_generated_guid");
    if (isUuid(detection.id) || (detection.origin.format === 'sigma' && detection.id === '')) return;
    report(placeOf(detection, ['id']), `"${detection.id}" is no UUID`, 'make one with uuidgen');
  },
};

const GUIDS = ['tags.atomic_guid.#', 'atomic_guid.#'];

function isUuid(text: string): boolean {
  return /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(text.trim());
}
