import { compareText } from '../values/compare';
import { matches } from '../regex/pattern';
import { fromList, scalarText } from '../values/value';
import { timeUnit } from '../../spl/time_units';
import { addUnits } from '../../spl/time/units';
import {
  asList,
  asNumber,
  asText,
  isNull,
  patternArgument,
  withinBudget,
  type EvalScope,
  type EvalValue,
} from './eval_value';
import type { EvalFunction } from './function_type';

/** Multivalue functions of eval: a single value counts as one value, null as none. */

const MOST_RANGE = 100_000;

/** `mvindex(x, start, end)`: 0 is the first, -1 the last, `end` included. */
function indexed([value, first, last]: readonly EvalValue[]): EvalValue {
  const all = asList(value);
  const start = asNumber(first);
  const end = last === undefined ? start : asNumber(last);
  if (start === null || end === null) return null;
  const from = start < 0 ? start + all.length : start;
  const to = end < 0 ? end + all.length : end;
  if (last !== undefined && (from > to || from < 0)) return null;
  return from < 0 ? null : fromList(all.slice(from, to + 1));
}

function zipped([left, right, separator]: readonly EvalValue[]): EvalValue {
  if (isNull(left) || isNull(right)) return null;
  const b = asList(right);
  const by = asText(separator) ?? ',';
  const pairs = asList(left).flatMap((value, i) => {
    const other = b[i];
    return other === undefined ? [] : [`${scalarText(value)}${by}${scalarText(other)}`];
  });
  return fromList(pairs);
}

/** `mvrange(start, end, step)`: `end` is left out; a step such as `1d` walks the calendar. */
function range([first, last, step]: readonly EvalValue[], scope: EvalScope): EvalValue {
  const start = asNumber(first);
  const end = asNumber(last);
  const next = stepper(step, scope);
  if (start === null || end === null || next === undefined) return null;
  const values: number[] = [];
  const ascending = next(start) > start;
  for (let x = start; ascending ? x < end : x > end; x = next(x)) {
    if (values.length >= MOST_RANGE || next(x) === x) break;
    values.push(x);
  }
  return fromList(values);
}

function stepper(step: EvalValue | undefined, { clock }: EvalScope): ((x: number) => number) | undefined {
  if (step === undefined) return (x) => x + 1;
  const number = asNumber(step);
  if (number !== null) return (x) => x + number;
  const match = /^(\d+)([a-z]+)$/i.exec(asText(step) ?? '');
  const unit = timeUnit(match?.[2] ?? '');
  if (unit === undefined) return undefined;
  return (x) => addUnits(x, Number(match?.[1]), unit, clock.timeZone);
}

function split([value, delimiter]: readonly EvalValue[]): EvalValue {
  const by = asText(delimiter);
  if (isNull(value) || by === null) return null;
  const split = (text: string): readonly string[] => (by === '' ? Array.from(text) : text.split(by));
  return fromList(asList(value).flatMap((one) => split(scalarText(one))));
}

function found([value, pattern]: readonly EvalValue[], scope: EvalScope): EvalValue {
  const wanted = asText(pattern);
  if (isNull(value) || wanted === null) return null;
  const compiled = patternArgument(wanted, 1, scope);
  if (compiled === undefined) return null;
  const at = withinBudget(scope.span, () => asList(value).findIndex((one) => matches(compiled, scalarText(one))));
  return at === -1 ? null : at;
}

function distinct(value: EvalValue | undefined): EvalValue {
  const seen = new Set<string>();
  return fromList(asList(value).filter((one) => !seen.has(scalarText(one)) && seen.add(scalarText(one))));
}

export const multivalueFunctions = {
  commands: ([value]) => {
    const text = asText(value);
    if (text === null) return null;
    return fromList([...text.matchAll(/(?:^|\|)\s*([A-Za-z_]\w*)/g)].map((match) => match[1] ?? ''));
  },
  mvappend: (args) => fromList(args.flatMap(asList)),
  mvcount: ([value]) => asList(value).length || null,
  mvdedup: ([value]) => distinct(value),
  mvfind: found,
  mvindex: indexed,
  mvjoin: ([value, delimiter]) => {
    const by = asText(delimiter);
    return isNull(value) || by === null ? null : asList(value).map(scalarText).join(by);
  },
  mvrange: range,
  mvsort: ([value]) => fromList([...asList(value)].sort((a, b) => compareText(scalarText(a), scalarText(b)))),
  mvzip: zipped,
  split,
} as const satisfies Readonly<Record<string, EvalFunction>>;
