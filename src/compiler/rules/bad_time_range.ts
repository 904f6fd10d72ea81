import type { Schedule } from '../detection';
import { parseTime } from '../../spl/time/modifier';
import type { EvalString, Pipeline, SearchTime } from '../../spl/ast';
import { allNodes } from '../../spl/visit';
import { placeOfSchedule } from './places';
import type { Rule } from './rule';
import { windowAt } from './run_windows';

/** A schedule whose range nobody can read, or that ends before it begins, looks at nothing. */
export const badTimeRange: Rule = {
  severity: 'error',
  level: 'minimum',
  title: 'Time ranges are valid and not empty',
  check({ detection, written }, _library, report) {
    for (const { node, problem } of timesInSearch(written))
      report(node.span, problem, 'write for example earliest=-70m@m latest=-10m@m');
    for (const { value, span } of modifiersIn(written))
      if (!value.includes('`') && !isTime(value))
        report(span, `"${value}" is no time for Splunk`, 'write for example "-1d@d"');
    const { earliest, latest } = detection.schedule;
    const hint = 'write for example earliest_time: -70m@m and latest_time: -10m@m';
    if (!isTime(earliest))
      report(placeOfSchedule(detection, 'earliest_time'), `"${earliest}" is no time for Splunk`, hint);
    if (!isTime(latest)) report(placeOfSchedule(detection, 'latest_time'), `"${latest}" is no time for Splunk`, hint);
    if (isTime(earliest) && isTime(latest) && isAlwaysEmpty(detection.schedule))
      report(
        placeOfSchedule(detection, 'latest_time'),
        `The range from ${earliest} to ${latest} ends before it begins`,
        'exchange the two',
      );
  },
};

/** Splunk's time modifiers: a sign, a number, a unit, and `@` with a unit to go back to; a fixed time; or real time. */
export function isTime(text: string): boolean {
  if (text === '' || /^rt(?:now)?(?:[-+@]|$)/.test(text)) return true;
  return !/^\d+[a-z]/i.test(text) && parseTime(text, { now: SOME_MONDAY, timeZone: 'UTC' }).kind === 'time';
}

/** What relative_time() is asked for. */
function modifiersIn(search: Pipeline): readonly EvalString[] {
  return allNodes(search).flatMap((node) => {
    const modifier = node.kind === 'call' && node.name === 'relative_time' ? node.arguments[1] : undefined;
    return modifier?.kind === 'string' ? [modifier] : [];
  });
}

const SOME_MONDAY = Date.UTC(2024, 0, 1) / 1000;
const HOUR = 3600;

/** Whether it ends before it begins at each hour of a month: snapping to a unit makes some ranges empty at times. */
function isAlwaysEmpty(schedule: Schedule): boolean {
  for (let hour = 0; hour < 32 * 24; hour++) {
    const window = windowAt(schedule, SOME_MONDAY + hour * HOUR + 17 * 60);
    if (window === undefined || window.from < window.to) return false;
  }
  return true;
}

interface TimeProblem {
  readonly node: SearchTime;
  readonly problem: string;
}

/** `earliest=` and `latest=` inside the search: no times, or the wrong way round. */
function timesInSearch(search: Pipeline): readonly TimeProblem[] {
  const times = allNodes(search).filter((node) => node.kind === 'time');
  const wrong = times
    .filter(({ value }) => !isTime(value))
    .map((node) => ({ node, problem: `"${node.value}" is no time for Splunk` }));
  const [earliest, latest] = ['earliest', 'latest'].map((name) => times.find((node) => node.name === name));
  if (wrong.length > 0 || earliest === undefined || latest === undefined) return wrong;
  const schedule = { cron: '', earliest: earliest.value, latest: latest.value, window: '', stated: true, at: null };
  return isAlwaysEmpty(schedule)
    ? [{ node: latest, problem: `The range from ${earliest.value} to ${latest.value} ends before it begins` }]
    : [];
}
