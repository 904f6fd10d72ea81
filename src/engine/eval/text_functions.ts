import { replaceMatches, matches } from '../regex/pattern';
import { scalarText } from '../values/value';
import { asList, asNumber, asText, patternArgument, withinBudget, type EvalValue } from './eval_value';
import type { EvalFunction } from './function_type';
import { like } from './like';

/** Text functions of eval; positions count characters, not UTF-16 units. */

function onText(compute: (text: string) => EvalValue): EvalFunction {
  return ([value]) => {
    const text = asText(value);
    return text === null ? null : compute(text);
  };
}

function trimmer(start: boolean, end: boolean): EvalFunction {
  return ([value, characters]) => {
    const text = asText(value);
    if (text === null) return null;
    const set = new Set(asText(characters) ?? ' \t\n\r');
    const units = Array.from(text);
    let from = 0;
    let to = units.length;
    while (start && from < to && set.has(units[from] ?? '')) from += 1;
    while (end && to > from && set.has(units[to - 1] ?? '')) to -= 1;
    return units.slice(from, to).join('');
  };
}

/** `substr(text, start, length)`: 1 is the first character, negative counts from the end. */
function substring([value, start, length]: readonly EvalValue[]): EvalValue {
  const text = asText(value);
  const first = asNumber(start);
  if (text === null || first === null) return null;
  const units = Array.from(text);
  const from = first > 0 ? first - 1 : first < 0 ? Math.max(0, units.length + first) : 0;
  const count = length === undefined ? units.length : asNumber(length);
  return count === null ? null : units.slice(from, from + Math.max(0, count)).join('');
}

/** Percent-decoding; what is no valid escape stays as it is. */
function urlDecoded(text: string): string {
  return text.replace(/(?:%[0-9a-fA-F]{2})+/g, (run) => Buffer.from(run.replace(/%/g, ''), 'hex').toString('utf8'));
}

export const textFunctions = {
  len: onText((text) => Array.from(text).length),
  like: ([value, pattern]) => {
    const text = asText(value);
    const wanted = asText(pattern);
    return text === null || wanted === null ? null : like(text, wanted);
  },
  lower: onText((text) => text.toLowerCase()),
  ltrim: trimmer(true, false),
  match: ([value, pattern], scope) => {
    const wanted = asText(pattern);
    if (value === undefined || value === null || wanted === null) return null;
    const compiled = patternArgument(wanted, 1, scope);
    if (compiled === undefined) return null;
    return withinBudget(scope.span, () => asList(value).some((one) => matches(compiled, scalarText(one))));
  },
  replace: ([value, pattern, replacement], scope) => {
    const text = asText(value);
    const wanted = asText(pattern);
    const by = asText(replacement);
    if (text === null || wanted === null || by === null) return null;
    const compiled = patternArgument(wanted, 1, scope);
    return compiled === undefined ? null : withinBudget(scope.span, () => replaceMatches(compiled, text, by));
  },
  rtrim: trimmer(false, true),
  substr: substring,
  trim: trimmer(true, true),
  upper: onText((text) => text.toUpperCase()),
  urldecode: onText(urlDecoded),
} as const satisfies Readonly<Record<string, EvalFunction>>;
