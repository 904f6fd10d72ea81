import { isObject, numberOf, objectOf, textOf, type Json } from '../shared/decode';
import { exceptionsOf } from './exceptions_json';
import type { FilterContent } from './filter_content';

/** Edits that are not saved yet, kept by the browser's tab: signing in again, or a reload, does not lose them. */

export interface StoredDraft {
  readonly content: FilterContent;
  readonly reason: string;
  /** The saved text that the edits began from. */
  readonly base: string;
  /** When it was kept, epoch seconds. */
  readonly time: number;
}

const keyFor = (user: string, macro: string): string => `webshell_watch.filter.${user}.${macro}`;

/** What was kept; null when nothing was, or nothing that can be read. */
export function storedDraft(storage: Storage, user: string, macro: string): StoredDraft | null {
  try {
    const stored: unknown = JSON.parse(storage.getItem(keyFor(user, macro)) ?? 'null');
    const content = isObject(stored) ? contentOf(objectOf(stored.content)) : null;
    if (!isObject(stored) || content === null) return null;
    return { content, reason: textOf(stored.reason), base: textOf(stored.base), time: numberOf(stored.time) ?? 0 };
  } catch {
    return null;
  }
}

/** Keeps a draft, or forgets it. A browser that refuses storage only loses this convenience. */
export function keepDraft(storage: Storage, user: string, macro: string, draft: StoredDraft | null): void {
  try {
    if (draft === null) storage.removeItem(keyFor(user, macro));
    else storage.setItem(keyFor(user, macro), JSON.stringify(draft));
  } catch {
    return;
  }
}

function contentOf(stored: Json): FilterContent | null {
  if (stored.kind === 'text') return { kind: 'text', text: textOf(stored.text) };
  if (stored.kind !== 'rows') return null;
  return { kind: 'rows', exceptions: exceptionsOf(stored.exceptions) };
}
