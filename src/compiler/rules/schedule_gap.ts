import type { TimesKey } from '../../escu/model';
import { allNodes } from '../../spl/visit';
import { placeOfSchedule } from './places';
import type { Rule } from './rule';
import { followingWindows, inWords, type RunWindow } from './run_windows';

/** Events between the end of one run's range and the beginning of the next one's are never looked at. */
export const scheduleGap: Rule = {
  severity: 'warning',
  level: 'recommended',
  title: 'The ranges of runs that follow each other leave no gap',
  check({ detection, expanded }, _library, report) {
    const { schedule } = detection;
    if (allNodes(expanded).some(({ kind }) => kind === 'time')) return;
    const pairs = followingWindows(schedule);
    const widest = pairs.reduce<readonly [RunWindow, RunWindow] | undefined>(
      (most, pair) => (most === undefined || gapOf(pair) > gapOf(most) ? pair : most),
      undefined,
    );
    if (widest === undefined || gapOf(widest) <= 0) return;
    const [window, next] = widest;
    const period = inWords(next.run - window.run);
    report(
      placeOfSchedule(detection, likelyKey(widest)),
      `Events of ${inWords(gapOf(widest))} are never looked at: the search waits ${period} ("${schedule.cron}") and looks at ${inWords(window.to - window.from)} (${schedule.earliest} to ${schedule.latest || 'now'})`,
      `run it more often, or let earliest_time go back by ${period} from latest_time`,
    );
  },
};

function gapOf([window, next]: readonly [RunWindow, RunWindow]): number {
  return next.from - window.to;
}

const usual: ReadonlySet<number> = new Set([3600, 86_400]);

/** Which of the three keys is the odd one out. */
function likelyKey([{ run, from, to }, next]: readonly [RunWindow, RunWindow]): TimesKey {
  const period = next.run - run;
  if (run - from > period) return 'latest_time';
  return usual.has(period) && !usual.has(to - from) ? 'earliest_time' : 'cron_schedule';
}
