import type { TimesKey } from '../../escu/model';
import { allNodes } from '../../spl/visit';
import { placeOfSchedule } from './places';
import type { Rule } from './rule';
import { followingWindows, inWords, type RunWindow } from './run_windows';

/** What two runs look at is alerted twice, unless the alert is throttled. */
export const overlappingRuns: Rule = {
  severity: 'warning',
  level: 'recommended',
  title: 'The ranges of runs overlap only where alerts are throttled',
  check({ detection, expanded }, _library, report) {
    const { schedule, throttling, type } = detection;
    if (throttling !== null || type === 'Hunting' || allNodes(expanded).some(({ kind }) => kind === 'time')) return;
    const pairs = followingWindows(schedule);
    const overlaps = pairs.map(([window, next]) => window.to - Math.max(next.from, window.from));
    const least = Math.min(...overlaps);
    const [pair] = pairs;
    if (pair === undefined || least <= 0) return;
    report(
      placeOfSchedule(detection, likelyKey(pair)),
      `Each run looks again at ${inWords(least)} that the run before it has seen, and no throttling keeps the same events from being alerted again`,
      'shorten the range to the time between two runs, or add throttling with fields and period',
    );
  },
};

const usual: ReadonlySet<number> = new Set([3600, 86_400]);

function likelyKey([{ run, from, to }, next]: readonly [RunWindow, RunWindow]): TimesKey {
  return usual.has(to - from) && !usual.has(next.run - run) ? 'cron_schedule' : 'earliest_time';
}
