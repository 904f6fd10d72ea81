import type { SigmaString } from '../../sigma/sigma_string';
import type { TimePart } from '../../sigma/value';

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

/** A time without a zone, or in UTC, as Windows and ISO 8601 write it. */
const wholeTime = ({ year = '\\d{4}', month = '\\d\\d', day = '\\d\\d', hour = '\\d\\d', minute = '\\d\\d' }): string =>
  `^${year}-${month}-${day}[T ]${hour}:${minute}(?::\\d\\d(?:\\.\\d+)?)?Z?\\z`;

/** A part of a time as it stands in `2024-01-31 23:59:58.123`; without one, any such time. */
export function timeRegex(part?: Exclude<TimePart, 'week'>, value = 0): string {
  if (part === undefined) return wholeTime({});
  return wholeTime({ [part]: String(value).padStart(part === 'year' ? 4 : 2, '0') });
}
