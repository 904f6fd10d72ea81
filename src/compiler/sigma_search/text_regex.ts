import type { SigmaString } from '../../sigma/sigma_string';
import type { RegexFlags, TimePart } from '../../sigma/value';

/** Sigma's tests as regular expressions that PCRE and RE2 read alike. */

const escapeLiteral = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&').replace(/\\\//g, '/');

/** The body of an expression that a whole text must match; anchors left out where a wildcard stands at the edge. */
export function bodyOf({ parts }: SigmaString): string {
  const open = parts[0]?.kind === 'any';
  const end = parts.length > 1 && parts.at(-1)?.kind === 'any';
  const inner = parts.slice(open ? 1 : 0, end ? -1 : undefined);
  const body = inner.map((part) =>
    part.kind === 'literal' ? escapeLiteral(part.text) : part.kind === 'any' ? '.*' : '.',
  );
  return `${open ? '' : '^'}${body.join('')}${end || (open && parts.length === 1) ? '' : '\\z'}`;
}

/** One expression for several texts: the dot matches line breaks; letters match in either case unless `cased`. */
export function textRegex(strings: readonly SigmaString[], cased: boolean): string {
  const bodies = strings.map(bodyOf);
  return `(?${cased ? '' : 'i'}s)${bodies.length === 1 ? bodies.join('') : `(?:${bodies.join('|')})`}`;
}

/** A rule's own expression with its flags in front. */
export function flaggedRegex(pattern: string, { ignoreCase, multiline, dotAll }: RegexFlags): string {
  const letters = `${ignoreCase ? 'i' : ''}${multiline ? 'm' : ''}${dotAll ? 's' : ''}`;
  return letters === '' ? pattern : `(?${letters})${pattern}`;
}

const two = (value: number): string => String(value).padStart(2, '0');

/** A part of a time as it stands in `2024-01-31 23:59:58.123`; undefined for weeks, which no pattern can tell. */
export function timeRegex(part: TimePart, value: number): string | undefined {
  const shapes: Record<TimePart, string | undefined> = {
    year: `^${String(value).padStart(4, '0')}-\\d\\d-\\d\\d[T ]\\d\\d:\\d\\d`,
    month: `^\\d{4}-${two(value)}-\\d\\d[T ]\\d\\d:\\d\\d`,
    day: `^\\d{4}-\\d\\d-${two(value)}[T ]\\d\\d:\\d\\d`,
    hour: `^\\d{4}-\\d\\d-\\d\\d[T ]${two(value)}:\\d\\d`,
    minute: `^\\d{4}-\\d\\d-\\d\\d[T ]\\d\\d:${two(value)}`,
    week: undefined,
  };
  return shapes[part];
}
