import { didYouMean } from '../../core/suggest';
import { tokensOf } from './places';
import type { Rule } from './rule';

/** Tokens that Splunk fills in for every finding. */
const GIVEN = /^(?:info_(?:min|max|search)_time|info_sid|earliest|latest|result\..+|trigger_time|name|search)$/;

/** Whether Splunk fills in a token for every finding. */
export function isGivenToken(token: string): boolean {
  return GIVEN.test(token);
}

/** A drilldown with a token that no row fills finds nothing. */
export const drilldownTokenMissing: Rule = {
  severity: 'warning',
  level: 'recommended',
  title: 'Tokens of drilldown searches come out of the search',
  check({ detection, output }, _library, report) {
    if (output.open) return;
    detection.drilldowns.forEach((drilldown, index) => {
      const own = drilldown.search
        .replace(detection.search.source.text, '')
        .replace(detection.search.source.text.trim(), '');
      for (const token of new Set(tokensOf(`${own} ${drilldown.name}`))) {
        if (output.names.has(token) || isGivenToken(token)) continue;
        report(
          detection.at(`drilldown_searches.${index}.search`),
          `The search gives no field for $${token}$ in the drilldown "${drilldown.name}"`,
          didYouMean(token, output.names, `The search gives ${[...output.names].slice(0, 8).join(', ')}.`),
        );
      }
    });
  },
};
