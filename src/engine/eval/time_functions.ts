import { relative } from '../../spl/time/modifier';
import { strftime } from '../time/strftime';
import { strptime } from '../time/strptime';
import { asNumber, asText } from './eval_value';
import type { EvalFunction } from './function_type';

/** Date and time functions of eval, in the user's time zone. */
export const timeFunctions = {
  now: (_, { clock }) => Math.floor(clock.now),
  relative_time: ([time, modifier], { clock }) => {
    const epoch = asNumber(time);
    const text = asText(modifier);
    if (epoch === null || text === null) return null;
    return relative(text.trim(), { now: epoch, timeZone: clock.timeZone }) ?? null;
  },
  strftime: ([time, format], { clock }) => {
    const epoch = asNumber(time);
    const text = asText(format);
    return epoch === null || text === null ? null : strftime(epoch, text, clock.timeZone);
  },
  strptime: ([value, format], { clock }) => {
    const text = asText(value);
    const wanted = asText(format);
    return text === null || wanted === null ? null : (strptime(text, wanted, clock) ?? null);
  },
  time: (_, { clock }) => clock.now,
} as const satisfies Readonly<Record<string, EvalFunction>>;
