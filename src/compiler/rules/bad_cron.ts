import { cronProblem } from '../cron';
import { placeOfSchedule } from './places';
import type { Rule } from './rule';

/** Splunk runs a search with an invalid schedule never, and says so only in its log. */
export const badCron: Rule = {
  severity: 'error',
  level: 'minimum',
  breaks: true,
  title: 'Cron schedules are valid',
  check({ detection }, _library, report) {
    const problem = cronProblem(detection.schedule.cron);
    if (problem !== undefined)
      report(
        placeOfSchedule(detection, 'cron_schedule'),
        `"${detection.schedule.cron}" is no cron schedule: ${problem}`,
        'write minute hour day month weekday, such as 7 * * * *',
      );
  },
};
