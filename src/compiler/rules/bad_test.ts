import { slipOfLog } from './library';
import type { Rule } from './rule';

/** A test whose data nobody can fetch, or that does not say what the fetched data is, tests nothing; local files speak for themselves. */
export const badTest: Rule = {
  severity: 'warning',
  level: 'recommended',
  title: 'Tests say where their data is and what it is',
  check({ detection }, library, report) {
    detection.tests.forEach(({ attackData }, test) =>
      attackData.forEach((data, index) => {
        const isAddress = /^[a-z]+:\/\//i.test(data.data);
        const path = `tests.${test}.attack_data.${index}`;
        if (isAddress && !/^(?:https?|s3):\/\/[^\s/]+\//i.test(data.data))
          report(
            detection.at(`${path}.data`),
            `"${data.data.slice(0, 60)}" is no address that data comes from`,
            'write https://… or a path beside this file',
          );
        for (const key of ['source', 'sourcetype'] as const) {
          const meant = slipOfLog(data[key].trim(), library.logs[key]);
          if (meant !== undefined)
            report(
              detection.at(`${path}.${key}`),
              `No data source has the ${key} "${data[key]}"`,
              `Did you mean "${meant}"?`,
            );
        }
        for (const key of ['source', 'sourcetype'] as const)
          if (isAddress && data[key].trim() === '')
            report(detection.at(path), `The test's data has no ${key}`, `add ${key}: as the search expects it`);
      }),
    );
  },
};
