import { placeOf } from './places';
import type { Rule } from './rule';

/** Seconds of a unit, by its first letters; `mon` before `m`. */
const units: readonly (readonly [pattern: RegExp, seconds: number])[] = [
  [/^s(?:ecs?|econds?)?$/, 1],
  [/^m(?:ins?|inutes?)?$/, 60],
  [/^h(?:rs?|ours?)?$/, 3600],
  [/^d(?:ays?)?$/, 86_400],
  [/^w(?:eeks?|[0-7])?$/, 7 * 86_400],
  [/^mon(?:ths?)?$/, 30 * 86_400],
  [/^q(?:trs?|uarters?)?$/, 91 * 86_400],
  [/^y(?:rs?|ears?)?$/, 365 * 86_400],
];

/** A schedule whose range nobody can read, or that ends before it begins, looks at nothing. */
export const badTimeRange: Rule = {
  severity: 'error',
  level: 'minimum',
  title: 'Time ranges are valid and not empty',
  check({ detection }, _library, report) {
    const { earliest, latest } = detection.schedule;
    const [from, to] = [rangeOf(earliest), rangeOf(latest)];
    const hint = 'write for example earliest_time: -70m@m and latest_time: -10m@m';
    if (from === undefined)
      report(placeOf(detection, paths('earliest_time')), `"${earliest}" is no time for Splunk`, hint);
    if (to === undefined) report(placeOf(detection, paths('latest_time')), `"${latest}" is no time for Splunk`, hint);
    if (from !== undefined && to !== undefined && from.lowest >= to.highest)
      report(
        placeOf(detection, paths('latest_time')),
        `The range from ${earliest} to ${latest} ends before it begins`,
        'exchange the two',
      );
  },
};

function paths(key: string): readonly string[] {
  return [
    `deployment.scheduling.${key}`,
    `custom_schedule.${key}`,
    `webshell_watch.deployment.scheduling.${key}`,
    `webshell_watch.custom_schedule.${key}`,
  ];
}

/** Between which seconds from now a time lies: `@` goes back by up to its unit. */
interface Reach {
  readonly lowest: number;
  readonly highest: number;
}

/** Of a fixed time, a real-time one or a chain of offsets nothing is said. */
const anywhere: Reach = { lowest: -Infinity, highest: Infinity };

/** Splunk's time modifiers: a sign, a number, a unit, and `@` with a unit to go back to. Undefined for what is no time. */
function rangeOf(time: string): Reach | undefined {
  const text = time.trim();
  if (text === '' || /^(?:\d+(?:\.\d+)?|\d{1,2}\/\d{1,2}\/\d{4}:\d{2}:\d{2}:\d{2})$/.test(text)) return anywhere;
  const [start] = /^(?:rt)?(?:now(?:\(\))?)?/.exec(text) ?? [''];
  const steps = [...text.slice(start.length).matchAll(/([-+])(\d*)([a-z]+)|@([a-z]+[0-7]?)/g)];
  const isWhole = steps.map(([whole]) => whole).join('') === text.slice(start.length);
  if (!isWhole || steps.some(([, , , unit, snap]) => secondsOf(unit ?? snap ?? '') === undefined)) return undefined;
  if (start.startsWith('rt') || steps.length > 2) return anywhere;
  const offset = steps.find(([, sign]) => sign !== undefined);
  const snap = secondsOf(steps.find(([, , , , unit]) => unit !== undefined)?.[4] ?? '') ?? 0;
  const highest = offset === undefined ? 0 : signed(offset);
  return { lowest: highest - snap, highest };
}

function signed([, sign = '', count = '', unit = '']: RegExpExecArray): number {
  return (sign === '-' ? -1 : 1) * Number(count === '' ? 1 : count) * (secondsOf(unit) ?? 0);
}

function secondsOf(unit: string): number | undefined {
  return units.find(([pattern]) => pattern.test(unit))?.[1];
}
