import { cronProblem, parseCron } from '../cron';
import { placeOfSchedule } from './places';
import type { Rule } from './rule';

/** Schedules that are valid and hardly what was meant. */
export const oddCron: Rule = {
  severity: 'warning',
  level: 'recommended',
  title: 'Cron schedules say what is meant',
  check({ detection }, _library, report) {
    const { cron } = detection.schedule;
    if (cronProblem(cron) !== undefined) return;
    const [minute = '', hour = '', day = ''] = cron.trim().split(/\s+/);
    const say = (message: string, hint: string): void =>
      report(placeOfSchedule(detection, 'cron_schedule'), `"${cron}": ${message}`, hint);
    if (parseCron(cron)?.eitherDay === true)
      say(
        'it runs on the days of the month and on the days of the week, one of the two is enough',
        'leave one of the two as *',
      );
    if (isUneven(minute, 60)) say(`${minute} begins anew each hour, so the last step is shorter`, evenSteps(60));
    if (isUneven(hour, 24)) say(`${hour} begins anew each day, so the last step is shorter`, evenSteps(24));
    if (stepOf(day) > 15)
      say(`${day} begins anew on the 1st, so two runs lie a day or two apart`, 'name the day: 0 3 1 * *');
  },
};

function stepOf(part: string): number {
  return Number(/^\*\/(\d+)$/.exec(part)?.[1] ?? 1);
}

function isUneven(part: string, whole: number): boolean {
  return whole % stepOf(part) !== 0;
}

function evenSteps(whole: number): string {
  const steps = Array.from({ length: whole / 2 }, (_, index) => index + 1).filter((step) => whole % step === 0);
  return `steps that fit are ${steps.slice(1).join(', ')}`;
}
