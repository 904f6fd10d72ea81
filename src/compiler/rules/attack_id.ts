import { placeOfField } from './places';
import type { Detection } from '../detection';
import type { Rule } from './rule';

const PATHS = ['tags.mitre_attack_id.#', 'mitre_attack_id.#'];

/** ATT&CK ids look like T1505.003; contentctl refuses a technique beside its own sub-technique. */
export const attackId: Rule = {
  severity: 'error',
  level: 'minimum',
  title: 'ATT&CK ids are well formed and not given twice',
  check({ detection }, _library, report) {
    const { attackIds } = detection.annotations;
    for (const id of attackIds) {
      const say = (message: string, hint: string): void => report(placeOfField(detection, id, PATHS), message, hint);
      if (!isTechnique(id)) say(`"${id}" is no ATT&CK technique`, 'write T1505 or T1505.003');
      else if (refusesParents(detection) && attackIds.some((other) => other.startsWith(`${id}.`)))
        say(`${id} stands beside its own sub-technique`, 'keep the sub-technique alone');
    }
  },
};

/** From version 5 on; ESCU's older files are full of them. */
function refusesParents({ origin }: Detection): boolean {
  return origin.format === 'escu' && origin.generation !== 'v4';
}

/** Numbers of the matrices so far, with room above: ICS from T0800, Enterprise and Mobile from T1001. */
function isTechnique(id: string): boolean {
  return /^T(?:08\d\d|1[0-7]\d\d)(?:\.\d{3})?$/.test(id) && !/^T1000|\.000$/.test(id);
}
