import { placeOfField } from './places';
import type { Rule } from './rule';

/** CVE ids look like CVE-2023-12345. */
export const badCve: Rule = {
  severity: 'error',
  level: 'minimum',
  title: 'CVE ids are well formed',
  check({ detection }, _library, report) {
    for (const cve of detection.annotations.cves)
      if (!/^CVE-[12]\d{3}-\d+$/.test(cve))
        report(
          placeOfField(detection, cve, ['tags.cve.#', 'cve.#']),
          `"${cve}" is no CVE id`,
          'write CVE-2023-12345, in capitals',
        );
  },
};
