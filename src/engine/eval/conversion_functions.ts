import { createHash } from 'node:crypto';
import { ipv4 } from '../values/compare';
import { numberOf } from '../values/value';
import { asList, asNumber, asText, fieldValueOf, isNull, type EvalValue } from './eval_value';
import { cidrMatch } from './cidr';
import type { EvalFunction } from './function_type';
import { roundTo } from './math_functions';
import { printf } from './printf';

/** Conversion, cryptographic, informational and comparing functions of eval. */

const hexadecimal = (x: number): string => `0x${BigInt(Math.trunc(x)).toString(16).toUpperCase()}`;

/** `HH:MM:SS`, with the days in front (`1+02:03:04`), fractions kept as they are. */
export function durationText(seconds: number): string {
  const whole = Math.floor(Math.abs(seconds));
  const two = (x: number): string => String(x).padStart(2, '0');
  const days = Math.floor(whole / 86400);
  const clock = `${two(Math.floor(whole / 3600) % 24)}:${two(Math.floor(whole / 60) % 60)}:${two(whole % 60)}`;
  const fraction = Math.abs(seconds) - whole;
  const tail = fraction === 0 ? '' : fraction.toFixed(6).slice(1);
  return `${seconds < 0 ? '-' : ''}${days === 0 ? '' : `${days}+`}${clock}${tail}`;
}

/** Thousands separated, at most two decimals. */
export function commasText(x: number): string {
  const rounded = roundTo(x, 2);
  return rounded.toLocaleString('en-US', {
    minimumFractionDigits: Number.isInteger(rounded) ? 0 : 2,
    maximumFractionDigits: 2,
  });
}

const formats: Readonly<Record<string, (x: number) => string>> = {
  binary: (x) => Math.trunc(x).toString(2),
  hex: hexadecimal,
  commas: commasText,
  duration: durationText,
};

function toText([value, format]: readonly EvalValue[]): EvalValue {
  if (isNull(value) || value === undefined) return null;
  const number = asNumber(value);
  const wanted = asText(format)?.toLowerCase();
  const convert = wanted === undefined ? undefined : formats[wanted];
  if (convert !== undefined && number !== null) return convert(number);
  return asText(value);
}

/** `tonumber(text, base)`: null when the text is no number in that base (2 to 36). */
function toNumber([value, base]: readonly EvalValue[]): EvalValue {
  const text = asText(value)?.trim();
  const radix = base === undefined ? 10 : asNumber(base);
  if (text === undefined || radix === null) return null;
  if (radix === 10) return numberOf(text) ?? null;
  const digits = radix === 16 ? text.replace(/^0x/i, '') : text;
  const parsed = parseInt(digits, radix);
  return Number.isNaN(parsed) || parsed.toString(radix) !== digits.toLowerCase().replace(/^0+(?=.)/, '')
    ? null
    : parsed;
}

function ipMask([mask, address]: readonly EvalValue[]): EvalValue {
  const a = ipv4(asText(mask) ?? '');
  const b = ipv4(asText(address) ?? '');
  if (a === undefined || b === undefined) return null;
  const masked = (a & b) >>> 0;
  return [24, 16, 8, 0].map((shift) => (masked >>> shift) & 255).join('.');
}

function digest(algorithm: string): EvalFunction {
  return ([value]) => {
    const text = asText(value);
    return text === null ? null : createHash(algorithm).update(text, 'utf8').digest('hex');
  };
}

/** "Number", "String", "Boolean" or "Invalid"; text that reads as a number is a number. */
function typeName(value: EvalValue | undefined): string {
  if (isNull(value) || value === undefined) return 'Invalid';
  if (typeof value === 'boolean') return 'Boolean';
  return numberOf(value) === undefined ? 'String' : 'Number';
}

const isNumber = (value: EvalValue | undefined): boolean => value !== undefined && asNumber(value) !== null;

/** "true", "t", "1" and the like as a truth value; numbers are true unless 0. */
function toTruth([value]: readonly EvalValue[]): EvalValue {
  if (typeof value === 'boolean') return value;
  const text = asText(value)?.trim().toLowerCase();
  if (text === undefined) return null;
  if (['true', 't', 'yes'].includes(text)) return true;
  if (['false', 'f', 'no'].includes(text)) return false;
  const number = asNumber(value);
  return number === null ? null : number !== 0;
}

export const conversionFunctions = {
  cidrmatch: ([range, address]) => {
    const wanted = asText(range);
    if (wanted === null || isNull(address)) return null;
    return asList(address).some((one) => cidrMatch(wanted, String(one)));
  },
  false: () => false,
  ipmask: ipMask,
  isbool: ([value]) => typeof value === 'boolean',
  isdouble: ([value]) => isNumber(value) && !Number.isInteger(asNumber(value)),
  isint: ([value]) => isNumber(value) && Number.isInteger(asNumber(value)),
  ismv: ([value]) => asList(value).length > 1,
  isnotnull: ([value]) => !isNull(value),
  isnull: ([value]) => isNull(value),
  isnum: ([value]) => isNumber(value),
  isstr: ([value]) => !isNull(value) && typeof value !== 'boolean' && !isNumber(value),
  md5: digest('md5'),
  null: () => null,
  nullif: ([first, second]) => {
    if (first === undefined || isNull(first)) return null;
    const a = asText(first);
    const b = asText(second);
    const x = asNumber(first);
    return a === b || (x !== null && x === asNumber(second)) ? null : fieldValueOf(first);
  },
  printf: ([format, ...values]) => {
    const text = asText(format);
    return text === null ? null : printf(text, values.map(fieldValueOf));
  },
  sha1: digest('sha1'),
  sha256: digest('sha256'),
  sha512: digest('sha512'),
  tobool: toTruth,
  todouble: ([value]) => toNumber([value ?? null]),
  toint: ([value]) => {
    const number = value === undefined ? null : asNumber(value);
    return number === null ? null : Math.trunc(number);
  },
  tonumber: toNumber,
  tostring: toText,
  true: () => true,
  typeof: ([value]) => typeName(value),
} as const satisfies Readonly<Record<string, EvalFunction>>;
