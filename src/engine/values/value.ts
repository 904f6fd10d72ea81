import type { FieldValue } from '../types';

/** One value of a field; a field has none (null), one, or several. */
export type Scalar = string | number;

const numberPattern = /^[ \t]*[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?[ \t]*$/;

/** The number that a value reads as, or undefined: text counts when all of it is a decimal number ("007", "1e3", not "0x1f"). */
export function numberOf(value: FieldValue): number | undefined {
  const one = isList(value) ? (value.length === 1 ? value[0] : undefined) : value;
  if (typeof one === 'number') return Number.isFinite(one) ? one : undefined;
  if (typeof one !== 'string' || !mayBeNumber(one) || !numberPattern.test(one)) return undefined;
  return Number(one);
}

/** A look at the first character spares most texts the pattern: digits, signs, a point and blanks all sort up to `9`. */
function mayBeNumber(text: string): boolean {
  return text.charCodeAt(0) <= 0x39;
}

/** A number as results show it: whole numbers without a point, others with as many digits as tell them apart. */
export function numberText(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1e21) return value === 0 ? '0' : String(value);
  if (Number.isNaN(value)) return 'nan';
  if (!Number.isFinite(value)) return value > 0 ? 'inf' : '-inf';
  return String(value);
}

/** One value as text. */
export function scalarText(value: Scalar): string {
  return typeof value === 'number' ? numberText(value) : value;
}

/** A field as one text; several values are joined by line ends, null is undefined. */
export function textOf(value: FieldValue): string | undefined {
  if (value === null) return undefined;
  return isList(value) ? value.map(scalarText).join('\n') : scalarText(value);
}

/** All values of a field. */
export function listOf(value: FieldValue): readonly Scalar[] {
  if (value === null) return [];
  return isList(value) ? value : [value];
}

/** A field from its values: null for none, the value itself for one. */
export function fromList(values: readonly Scalar[]): FieldValue {
  const [first] = values;
  if (first === undefined) return null;
  return values.length === 1 ? first : values;
}

/** True for a field with several values. */
export function isList(value: FieldValue): value is readonly Scalar[] {
  return Array.isArray(value);
}

/** A key under which equal values meet: the text, number-like or not ("1" and 1 are one, "1.0" is another). */
export function valueKey(value: FieldValue): string {
  if (value === null) return '';
  return isList(value) ? `[${value.map(scalarText).join('\u0000')}` : `=${scalarText(value)}`;
}
