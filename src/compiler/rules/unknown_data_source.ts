import { didYouMean } from '../../core/suggest';
import { placeOfField } from './places';
import type { Rule } from './rule';

/** Data sources name what a detection needs; contentctl refuses unknown ones. */
export const unknownDataSource: Rule = {
  severity: 'warning',
  level: 'recommended',
  title: 'Data sources are defined',
  check({ detection }, { dataSources }, report) {
    if (dataSources === undefined || detection.origin.format === 'sigma') return;
    for (const entry of detection.dataSources) {
      const unknown = namedSources(entry).find((name) => !dataSources.has(name));
      if (unknown === undefined) continue;
      report(
        placeOfField(detection, entry, ['data_source.#']),
        `There is no data source "${unknown}"`,
        didYouMean(unknown, dataSources, 'Add a file for it to data_sources.'),
      );
    }
  },
};

/** The data sources that an entry names: several are joined with AND. */
export function namedSources(entry: string): readonly string[] {
  return entry.split(/\s+AND\s+/).map((name) => name.trim());
}
