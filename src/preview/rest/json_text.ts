import type { Json } from './entry';

/** A JSON value as one text: itself when it is text, JSON when it has parts, empty for null. */
export function jsonText(value: Json | undefined): string {
  if (value === null || value === undefined) return '';
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
