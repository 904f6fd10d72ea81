import { numberOf, textOf } from '../values/value';
import type { FieldValue } from '../types';

/** `printf(format, …)` of eval: C's conversions d i o u x X f F e E g G a A c s and %%, with flags, width and precision. */
export function printf(format: string, values: readonly FieldValue[]): string {
  let next = 0;
  const take = (): FieldValue => values[next++] ?? null;
  return format.replace(
    /%([-+ 0#']*)(\*|\d+)?(?:\.(\*|-?\d+))?(?:hh|h|ll|l|j|z|t|L)?([diouxXfFeEgGaAcs%])/g,
    (_, flags: string, width: string | undefined, precision: string | undefined, kind: string) => {
      if (kind === '%') return '%';
      const wide = width === '*' ? (numberOf(take()) ?? 0) : Number(width ?? 0);
      const exact = precision === '*' ? numberOf(take()) : precision === undefined ? undefined : Number(precision);
      return padded(converted(kind, take(), flags, exact), flags, wide, kind);
    },
  );
}

function converted(kind: string, value: FieldValue, flags: string, precision: number | undefined): string {
  const text = textOf(value) ?? '';
  if (kind === 's') return precision === undefined ? text : Array.from(text).slice(0, precision).join('');
  const number = numberOf(value) ?? 0;
  if (kind === 'c')
    return numberOf(value) === undefined
      ? (Array.from(text)[0] ?? '')
      : String.fromCodePoint(Math.max(0, Math.trunc(number)));
  const sign = number < 0 ? '-' : flags.includes('+') ? '+' : flags.includes(' ') ? ' ' : '';
  return sign + magnitude(kind, Math.abs(number), flags, precision);
}

function magnitude(kind: string, x: number, flags: string, precision: number | undefined): string {
  const alternative = flags.includes('#');
  switch (kind) {
    case 'x':
    case 'X': {
      const digits = `${alternative ? '0x' : ''}${whole(x, 16, precision)}`;
      return kind === 'X' ? digits.toUpperCase() : digits;
    }
    case 'o':
      return `${alternative ? '0' : ''}${whole(x, 8, precision)}`;
    case 'f':
    case 'F':
      return grouped(fixed(x, precision ?? 6), flags);
    case 'e':
    case 'E':
      return exponent(x.toExponential(precision ?? 6), kind === 'E');
    case 'g':
    case 'G':
      return general(x, precision ?? 6, kind === 'G');
    case 'a':
      return hexadecimal(x, precision);
    case 'A':
      return hexadecimal(x, precision).toUpperCase();
    default:
      return grouped(whole(x, 10, precision), flags);
  }
}

function whole(x: number, base: number, precision: number | undefined): string {
  return BigInt(Math.trunc(x))
    .toString(base)
    .padStart(precision ?? 1, '0');
}

/** So many decimals; half of the last one goes to the even digit, as C's printf has it, and not up. */
function fixed(x: number, decimals: number): string {
  const places = Math.min(100, decimals);
  // From here on toFixed writes powers of ten.
  if (Math.abs(x) >= 1e21) return BigInt(x).toString() + (places > 0 ? `.${'0'.repeat(places)}` : '');
  const up = x.toFixed(places);
  // A number that lies just between two such decimals has exactly one more digit, a five.
  const isHalf = places < 100 && Number(x.toFixed(places + 1)) === x && x.toFixed(places + 1).endsWith('5');
  if (!isHalf || /[02468]$/.test(up) || !isExact(x, places + 1)) return up;
  const step = Number(`1e-${places}`);
  return (x > 0 ? Number(up) - step : Number(up) + step).toFixed(places);
}

/** True when the binary number is the decimal one: a half, a quarter, an eighth … */
function isExact(x: number, places: number): boolean {
  return /^0*$/.test(
    x
      .toFixed(Math.min(100, places + 40))
      .split('.')[1]
      ?.slice(places) ?? '',
  );
}

/** C's `%a`: `0x1.8p+1`, a hexadecimal fraction and a power of two; rounded where there are fewer digits than it has. */
function hexadecimal(x: number, precision: number | undefined): string {
  if (x === 0) return `0x0${precision === undefined || precision <= 0 ? '' : `.${'0'.repeat(precision)}`}p+0`;
  let power = Math.floor(Math.log2(x));
  let fraction = x / 2 ** power;
  if (precision !== undefined) fraction = Math.round(fraction * 16 ** precision) / 16 ** precision;
  if (fraction >= 2) [fraction, power] = [fraction / 2, power + 1];
  const [whole = '', digits = ''] = fraction.toString(16).split('.');
  const shown = precision === undefined ? digits : digits.padEnd(precision, '0');
  return `0x${whole}${shown === '' ? '' : `.${shown}`}p${power < 0 ? '-' : '+'}${Math.abs(power)}`;
}

function grouped(text: string, flags: string): string {
  return flags.includes("'") ? text.replace(/\B(?=(\d{3})+(?!\d))(?<!\.\d*)/g, ',') : text;
}

function exponent(text: string, upper: boolean): string {
  const fixed = text.replace(/e([+-])(\d)$/, 'e$10$2');
  return upper ? fixed.toUpperCase() : fixed;
}

function general(x: number, precision: number, upper: boolean): string {
  const digits = Math.max(1, precision);
  const power = x === 0 ? 0 : Math.floor(Math.log10(x));
  const text =
    power < -4 || power >= digits
      ? exponent(x.toExponential(digits - 1), upper)
      : fixed(x, Math.max(0, digits - 1 - power));
  return text.includes('.') ? text.replace(/\.?0+(?=e|E|$)/, '') : text;
}

function padded(text: string, flags: string, width: number, kind: string): string {
  if (flags.includes('-') || width < 0) return text.padEnd(Math.abs(width));
  if (!flags.includes('0') || kind === 's' || kind === 'c') return text.padStart(width);
  const sign = /^[+ -]?(?:0[xX])?/.exec(text)?.[0] ?? '';
  return sign + text.slice(sign.length).padStart(width - sign.length, '0');
}
