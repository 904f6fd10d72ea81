import { isComplete, type Exception } from './exceptions';
import { printException, printFilter } from './print_filter';
import { readFilter, type ReadFilter } from './read_filter';

/** A filter while it is edited: text as somebody typed it, or rows, which may be incomplete yet. */
export type FilterContent =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'rows'; readonly exceptions: readonly Exception[] };

/** The filter as rows, as far as they can show it. */
export const readContent = (content: FilterContent): ReadFilter =>
  content.kind === 'rows' ? content : readFilter(content.text);

/** The filter as SPL; exceptions that are not complete yet are left out. */
export const textOfContent = (content: FilterContent): string =>
  content.kind === 'text' ? content.text : printFilter(content.exceptions.filter(isComplete));

/** Numbers, from 1, of the exceptions that still lack a field or a value. */
export const incompleteOf = (content: FilterContent): readonly number[] =>
  content.kind === 'text' ? [] : content.exceptions.flatMap((exception, i) => (isComplete(exception) ? [] : [i + 1]));

/** True when saving would change something. */
export function differs(content: FilterContent, saved: string): boolean {
  if (content.kind === 'text') return content.text.trim() !== saved.trim();
  const before = readFilter(saved);
  if (before.kind !== 'rows' || incompleteOf(content).length > 0) return true;
  return printFilter(content.exceptions) !== printFilter(before.exceptions);
}

/** The filter with one exception more; behind a text that says more than rows, as one more command. */
export function withException(content: FilterContent, exception: Exception): FilterContent {
  const read = readContent(content);
  if (read.kind === 'rows') return { kind: 'rows', exceptions: [...read.exceptions, exception] };
  return { kind: 'text', text: `${textOfContent(content).trimEnd()}\n| search NOT ${printException(exception)}` };
}
