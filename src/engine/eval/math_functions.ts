import { listOf, numberOf, scalarText, type Scalar } from '../values/value';
import { compareText } from '../values/compare';
import { asNumber, fieldValueOf, finite, type EvalValue } from './eval_value';
import type { EvalFunction } from './function_type';

/** Mathematical, trigonometric, bitwise and statistical eval functions: null for what is no number. */

function unary(compute: (x: number) => number): EvalFunction {
  return ([value]) => {
    const x = asNumber(value);
    return x === null ? null : finite(compute(x));
  };
}

function binary(compute: (x: number, y: number) => number): EvalFunction {
  return ([first, second]) => {
    const x = asNumber(first);
    const y = asNumber(second);
    return x === null || y === null ? null : finite(compute(x, y));
  };
}

/** Rounds half away from zero to so many decimals, by the decimal notation (2.675 to 2 is 2.68). */
export function roundTo(x: number, decimals: number): number {
  const scaled = Number(`${Math.abs(x)}e${decimals}`);
  const rounded = Number.isNaN(scaled) ? x : Number(`${Math.round(scaled)}e${-decimals}`);
  return x < 0 ? -rounded : rounded;
}

function bits(combine: (a: bigint, b: bigint) => bigint): EvalFunction {
  return (args) => {
    const numbers = args.map(asNumber);
    if (numbers.some((x) => x === null || !Number.isInteger(x) || x < 0)) return null;
    return Number(numbers.map((x) => BigInt(x ?? 0)).reduce(combine));
  };
}

const numbersOf = (args: readonly EvalValue[]): readonly number[] =>
  scalarsOf(args).flatMap((value) => numberOf(value) ?? []);

const scalarsOf = (args: readonly EvalValue[]): readonly Scalar[] =>
  args.flatMap((value) => listOf(fieldValueOf(value)));

/** The least or greatest; text counts as greater than every number. */
function extreme(sign: 1 | -1): EvalFunction {
  return (args) => {
    const all = scalarsOf(args);
    const numbers = numbersOf(all);
    const texts = all.filter((value) => numberOf(value) === undefined).map(scalarText);
    const wantsText = sign === 1 ? texts.length > 0 : numbers.length === 0;
    if (wantsText) return [...texts].sort((a, b) => -sign * compareText(a, b))[0] ?? null;
    return numbers.length === 0 ? null : numbers.reduce((best, x) => (sign * (x - best) > 0 ? x : best));
  };
}

export const mathFunctions = {
  abs: unary(Math.abs),
  acos: unary(Math.acos),
  acosh: unary(Math.acosh),
  asin: unary(Math.asin),
  asinh: unary(Math.asinh),
  atan: unary(Math.atan),
  atan2: binary(Math.atan2),
  atanh: unary(Math.atanh),
  avg: (args) => {
    const numbers = numbersOf(args);
    return numbers.length === 0 ? null : numbers.reduce((a, b) => a + b, 0) / numbers.length;
  },
  bit_and: bits((a, b) => a & b),
  bit_not: ([value, mask]) => {
    const x = asNumber(value);
    const y = mask === undefined ? 2 ** 53 - 1 : asNumber(mask);
    return x === null || y === null ? null : Number(~BigInt(Math.trunc(x)) & BigInt(Math.trunc(y)));
  },
  bit_or: bits((a, b) => a | b),
  bit_shift_left: bits((a, b) => BigInt.asUintN(53, a << b)),
  bit_shift_right: bits((a, b) => a >> b),
  bit_xor: bits((a, b) => a ^ b),
  ceil: unary(Math.ceil),
  ceiling: unary(Math.ceil),
  cos: unary(Math.cos),
  cosh: unary(Math.cosh),
  exact: ([value]) => asNumber(value),
  exp: unary(Math.exp),
  floor: unary(Math.floor),
  hypot: binary(Math.hypot),
  ln: unary(Math.log),
  log: ([value, base]) => {
    const x = asNumber(value);
    const b = base === undefined ? 10 : asNumber(base);
    if (x === null || b === null || x <= 0 || b <= 0 || b === 1) return null;
    return finite(b === 10 ? Math.log10(x) : b === 2 ? Math.log2(x) : Math.log(x) / Math.log(b));
  },
  max: extreme(1),
  min: extreme(-1),
  pi: () => Math.PI,
  pow: binary((x, y) => x ** y),
  random: () => Math.floor(Math.random() * 2 ** 31),
  round: ([value, places]) => {
    const x = asNumber(value);
    const decimals = places === undefined ? 0 : asNumber(places);
    return x === null || decimals === null ? null : finite(roundTo(x, Math.trunc(decimals)));
  },
  sin: unary(Math.sin),
  sinh: unary(Math.sinh),
  sqrt: unary(Math.sqrt),
  sum: (args) => {
    const numbers = numbersOf(args);
    return numbers.length === 0 ? null : numbers.reduce((a, b) => a + b, 0);
  },
  tan: unary(Math.tan),
  tanh: unary(Math.tanh),
} as const satisfies Readonly<Record<string, EvalFunction>>;
