import { isPresent, placeOfSchedule } from './places';
import type { Rule } from './rule';

/** savedsearches.conf takes `auto` or minutes for a window; of two schedules the named one does not count. */
export const scheduleWords: Rule = {
  severity: 'warning',
  level: 'recommended',
  title: 'A schedule is stated once, its window as auto or minutes',
  check({ detection }, _library, report) {
    const { window, at } = detection.schedule;
    if (at !== null && !/^(?:auto|\d+)$/.test(window))
      report(
        placeOfSchedule(detection, 'schedule_window'),
        `"${window}" is no window for Splunk`,
        'write auto, or a number of minutes',
      );
    if (detection.origin.format === 'sigma' || detection.origin.generation !== 'v6') return;
    if (isPresent(detection, 'schedule') && isPresent(detection, 'custom_schedule'))
      report(detection.at('schedule'), 'schedule: does not count beside custom_schedule:', 'remove one of the two');
  },
};
