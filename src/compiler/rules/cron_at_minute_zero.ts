import { placeOfSchedule } from './places';
import type { Rule } from './rule';

/** Searches that all start at minute 0 wait for each other and are skipped. */
export const cronAtMinuteZero: Rule = {
  severity: 'warning',
  level: 'recommended',
  title: 'Stated schedules do not all start at minute 0',
  checkAll(detections, _library, report) {
    const stated = detections.map(({ detection }) => detection).filter(({ schedule }) => schedule.stated);
    if (stated.length < 2 || !stated.every(({ schedule }) => /^0\s/.test(schedule.cron))) return;
    for (const detection of stated)
      report(
        placeOfSchedule(detection, 'cron_schedule'),
        `All ${stated.length} stated schedules start at minute 0 and compete for the same second`,
        'spread them over the hour, such as 7 * * * * and 23 * * * *',
      );
  },
};
