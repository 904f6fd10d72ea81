import type { FilterChange } from './filter_history';
import { isComplete, type Exception } from './exceptions';
import { printException } from './print_filter';
import { readFilter } from './read_filter';

/** What two versions of a filter differ in, exception by exception. */

export interface Difference {
  readonly added: readonly Exception[];
  readonly removed: readonly Exception[];
}

/** Equal for exceptions that say the same in the same words. */
export const keyOf = (exception: Exception): string =>
  isComplete(exception) ? printException(exception) : JSON.stringify(exception);

const keysOf = (exceptions: readonly Exception[]): ReadonlySet<string> => new Set(exceptions.map(keyOf));

const without = (exceptions: readonly Exception[], keys: ReadonlySet<string>): readonly Exception[] =>
  exceptions.filter((exception) => !keys.has(keyOf(exception)));

/** What came and what went. */
export const differenceOf = (before: readonly Exception[], after: readonly Exception[]): Difference => ({
  added: without(after, keysOf(before)),
  removed: without(before, keysOf(after)),
});

/** Both sets of edits to one base: theirs, without what I removed, with what I added. */
export function mergeExceptions(
  base: readonly Exception[],
  theirs: readonly Exception[],
  mine: readonly Exception[],
): readonly Exception[] {
  const { added, removed } = differenceOf(base, mine);
  return [...without(theirs, keysOf(removed)), ...without(added, keysOf(theirs))];
}

/** The two texts' difference, or null when one says more than rows can show. */
export function textDifference(before: string, after: string): Difference | null {
  const [old, young] = [readFilter(before), readFilter(after)];
  return old.kind === 'rows' && young.kind === 'rows' ? differenceOf(old.exceptions, young.exceptions) : null;
}

/** "added 2", "removed 1", "changed 1": what a change did, for the history. */
export function changeWords({ previous, definition }: FilterChange): string {
  const difference = textDifference(previous, definition);
  if (difference === null) return 'changed the text';
  const [added, removed] = [difference.added.length, difference.removed.length];
  if (added === removed) return added === 0 ? 'changed the layout' : `changed ${added}`;
  return [added === 0 ? '' : `added ${added}`, removed === 0 ? '' : `removed ${removed}`]
    .filter((part) => part !== '')
    .join(', ');
}

/** Also of texts that say more than rows: as far as rows can show them. */
const broughtIn = ({ previous, definition }: FilterChange): readonly Exception[] =>
  differenceOf(readFilter(previous).exceptions, readFilter(definition).exceptions).added;

/** For each exception the change that brought it in, from a history with the newest first; null when none did. */
export function originsOf(
  exceptions: readonly Exception[],
  history: readonly FilterChange[],
): readonly (FilterChange | null)[] {
  const origins = new Map<string, FilterChange>();
  for (const change of history)
    for (const exception of broughtIn(change))
      if (!origins.has(keyOf(exception))) origins.set(keyOf(exception), change);
  return exceptions.map((exception) => origins.get(keyOf(exception)) ?? null);
}
