/** Reading JSON of unknown shape: each function gives a typed value, or a harmless one where the shape is another. */

export type Json = Readonly<Record<string, unknown>>;

export const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const objectOf = (value: unknown): Json => (isObject(value) ? value : {});

export const arrayOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

/** Text of a value; numbers and booleans are written out, anything else is empty. */
export function textOf(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** A finite number, also when it comes as text; else undefined. */
export function numberOf(value: unknown): number | undefined {
  if (value === null || value === undefined || value === '' || typeof value === 'boolean') return undefined;
  const number = typeof value === 'number' ? value : Number(textOf(value) || 'x');
  return Number.isFinite(number) ? number : undefined;
}

/** Splunk's flags come as booleans, 0/1 and "0"/"1", by version and endpoint. */
export const flagOf = (value: unknown): boolean => value === true || value === 1 || value === '1' || value === 'true';

/** A multivalue field: an array, or one value. */
export function textsOf(value: unknown): readonly string[] {
  if (Array.isArray(value)) return value.map(textOf);
  const one = textOf(value);
  return one === '' ? [] : [one];
}
