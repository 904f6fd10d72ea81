import { createHash } from 'node:crypto';
import { CronExpressionParser } from 'cron-parser';
import { durationSeconds } from '../times';

/** When a cron schedule is due, and by how much a search may be moved (savedsearches.conf.spec: cron_schedule, allow_skew). */

/** The first time of a schedule after an instant, epoch seconds; undefined when it is no five-field cron expression. */
export function nextTime(cron: string, after: number, timeZone: string): number | undefined {
  if (cron.trim().split(/\s+/).length !== 5 || /[a-z@]/i.test(cron)) return undefined;
  try {
    const schedule = CronExpressionParser.parse(cron, { currentDate: new Date(after * 1000), tz: timeZone });
    return Math.floor(schedule.next().getTime() / 1000);
  } catch {
    return undefined;
  }
}

/**
 * Seconds by which a search is moved: always the same for one name. Full skew goes with the regular schedules that the
 * spec lists; any other schedule moves within its minute alone.
 */
export function skewSeconds(name: string, cron: string, allowSkew: string): number {
  const period = regularPeriod(cron);
  const percent = /^(\d+(?:\.\d+)?)%$/.exec(allowSkew.trim())?.[1];
  const asked =
    percent === undefined ? (durationSeconds(allowSkew) ?? 0) : ((period ?? 60) * Math.min(100, Number(percent))) / 100;
  const most = Math.floor(Math.min(asked, period ?? 60));
  if (most <= 0) return 0;
  return createHash('sha256').update(name).digest().readUInt32BE(0) % most;
}

/** The period of `* * * * *`, `*\/M * * * *`, `0 * * * *`, `0 *\/H * * *` and `0 0 * * *`, in seconds. */
function regularPeriod(cron: string): number | undefined {
  const [minute = '', hour = '', ...rest] = cron.trim().split(/\s+/);
  if (rest.join(' ') !== '* * *') return undefined;
  const step = (text: string): number => Number(/^\*\/(\d+)$/.exec(text)?.[1] ?? 0);
  if (hour === '*' && minute === '*') return 60;
  if (hour === '*' && step(minute) > 0) return step(minute) * 60;
  if (minute !== '0') return undefined;
  if (hour === '*') return 3600;
  return hour === '0' ? 86_400 : step(hour) > 0 ? step(hour) * 3600 : undefined;
}
