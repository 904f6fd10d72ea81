import { didYouMean } from '../../core/suggest';
import type { Drilldown } from '../detection';
import type { CheckedDetection } from './checked_detection';
import { isTime } from './bad_time_range';
import { isGivenToken } from './drilldown_token_missing';
import { openTokensOf, tokensOf } from './places';
import type { Rule } from './rule';

/** A drilldown whose placeholder, token or range nobody fills in opens an empty page. */
export const brokenDrilldown: Rule = {
  severity: 'warning',
  level: 'recommended',
  title: 'Drilldowns use the placeholder, the tokens and the range that there are',
  check(checked, _library, report) {
    const { detection } = checked;
    detection.drilldowns.forEach((drilldown, index) => {
      const { text } = drilldown.written;
      const at = (offset: number, length: number) => ({
        source: drilldown.written,
        start: offset,
        end: offset + length,
      });
      for (const { 0: whole, 1: name = '', index: start } of text.matchAll(/%(\w+)%/g))
        if (name !== PLACEHOLDER && didYouMean(name, [PLACEHOLDER], '') !== '')
          report(at(start, whole.length), `Nothing stands for ${whole}`, `write %${PLACEHOLDER}%`);
      for (const { token, start } of openTokensOf(text))
        report(at(start, token.length), `The token ${token} is not closed by a second $`, `write ${token}$`);
      for (const key of ['earliest_offset', 'latest_offset'] as const) {
        const problem = rangeProblem(key, drilldown, checked);
        if (problem !== undefined)
          report(detection.at(`drilldown_searches.${index}.${key}`), problem.message, problem.hint);
      }
    });
  },
};

const PLACEHOLDER = 'original_detection_search';

interface Problem {
  readonly message: string;
  readonly hint: string;
}

function rangeProblem(
  key: 'earliest_offset' | 'latest_offset',
  { earliestOffset, latestOffset }: Drilldown,
  { output }: CheckedDetection,
): Problem | undefined {
  const [value, wrong, right] =
    key === 'earliest_offset'
      ? [earliestOffset, '$info_max_time$', '$info_min_time$']
      : [latestOffset, '$info_min_time$', '$info_max_time$'];
  if (value === wrong)
    return { message: `The drilldown's ${key} is ${wrong}, the other end of the range`, hint: `write ${right}` };
  if (!value.includes('$') && !isTime(value) && !isTime(`-${value}`))
    return { message: `The drilldown's ${key} "${value}" is no time`, hint: `write ${right}, or a length such as 7d` };
  const unknown = tokensOf(value).find((token) => !isGivenToken(token) && !output.open && !output.names.has(token));
  if (unknown === undefined) return undefined;
  return {
    message: `Nothing fills in $${unknown}$`,
    hint: didYouMean(unknown, ['info_min_time', 'info_max_time', ...output.names], `write ${right}`),
  };
}
