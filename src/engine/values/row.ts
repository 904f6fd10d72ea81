import type { FieldValue, Row } from '../types';

/** Rows and the batches in which they pass from command to command. */

/** Some rows and the order of their fields; a row may lack any of them. */
export interface Batch {
  readonly fields: readonly string[];
  readonly rows: readonly Row[];
}

export const emptyBatch: Batch = { fields: [], rows: [] };

/** A field of a row, null when the row lacks it. */
export function fieldOf(row: Row, name: string): FieldValue {
  return Object.hasOwn(row, name) ? (row[name] ?? null) : null;
}

/** The row with one field set; null takes the field away. */
export function withField(row: Row, name: string, value: FieldValue): Row {
  return { ...row, [name]: value };
}

/** The fields with more of them behind, each once. */
export function addFields(fields: readonly string[], more: Iterable<string>): readonly string[] {
  const all = new Set(fields);
  const before = all.size;
  for (const field of more) all.add(field);
  return all.size === before ? fields : [...all];
}

/** A row with these fields only. */
export function pick(row: Row, fields: readonly string[]): Row {
  return Object.fromEntries(fields.map((field) => [field, fieldOf(row, field)]));
}

/** A test for a field list's entry, where `*` stands for any characters. */
export function fieldMatcher(pattern: string): (name: string) => boolean {
  if (!pattern.includes('*')) return (name) => name === pattern;
  const regex = new RegExp(`^${pattern.split('*').map(escapeRegex).join('([\\s\\S]*)')}$`);
  return (name) => regex.test(name);
}

/** What the stars of a pattern stand for in a name, or null when it does not match. */
export function fieldStars(pattern: string, name: string): readonly string[] | null {
  const regex = new RegExp(`^${pattern.split('*').map(escapeRegex).join('([\\s\\S]*)')}$`);
  return regex.exec(name)?.slice(1) ?? null;
}

function escapeRegex(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

/** True for the fields that Splunk treats as internal. */
export function isInternal(name: string): boolean {
  return name.startsWith('_');
}
