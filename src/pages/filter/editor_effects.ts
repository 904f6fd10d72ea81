import { useCallback, useEffect, useRef } from 'react';
import { readMacro } from '../shared/macros';
import { errorText, failureBehind, isAbort } from '../shared/rest';
import { keepDraft } from './draft_store';
import { afterReading, opening, type EditorState, type EditorProps } from './editor_state';
import type { FilterContent } from './filter_content';
import { readFilterHistory, type FilterChange } from './filter_history';
import { conflictWith } from './save_macro';

/** What happens around the editor: reading, keeping, looking after colleagues. */

type Patch = (part: Partial<EditorState>) => void;

const never = new AbortController().signal;

/** Reads macro and history, and begins with the edits that were kept, and with what was proposed. */
export function useOpening(
  { edited: { macro: name }, user, proposal }: EditorProps,
  patch: Patch,
): { readonly first: () => Promise<void>; readonly again: () => Promise<void> } {
  const open = useCallback(
    async (signal: AbortSignal, first: boolean): Promise<void> => {
      const [macro, history] = await Promise.all([readMacro(name, signal), historyOf(name, signal)]);
      patch({ macro, ...history, failure: null, ...(first ? opening(macro, user, proposal) : afterReading(macro)) });
    },
    [name, user, proposal, patch],
  );
  useEffect(() => {
    const controller = new AbortController();
    open(controller.signal, true).catch((error: unknown) => {
      if (!isAbort(error)) patch({ failure: failureBehind(error) });
    });
    return () => {
      controller.abort();
    };
  }, [open, patch]);
  return { first: () => open(never, true), again: () => open(never, false) };
}

/** The history; where it cannot be read, that is said, and the macro can be edited all the same. */
async function historyOf(
  macro: string,
  signal: AbortSignal,
): Promise<{ readonly history: readonly FilterChange[]; readonly message?: string }> {
  try {
    return { history: await readFilterHistory(macro, signal) };
  } catch (error) {
    if (isAbort(error)) throw error;
    return { history: [], message: `The history could not be read. Splunk says: “${errorText(error)}”` };
  }
}

/** Keeps unsaved edits in the tab, and forgets them once there are none. */
export function useKeptDraft(
  user: string,
  macro: string,
  draft: { readonly content: FilterContent; readonly reason: string; readonly base: string } | null,
  isChanged: boolean,
  isOffered: boolean,
): void {
  const { content, reason, base } = draft ?? {};
  useEffect(() => {
    if (content === undefined || reason === undefined || base === undefined || (isOffered && !isChanged)) return;
    const time = Math.round(Date.now() / 1000);
    keepDraft(sessionStorage, user, macro, isChanged ? { content, reason, base, time } : null);
  }, [user, macro, content, reason, base, isChanged, isOffered]);
}

const SILENCE = 600;

/** Does something once nobody has typed for a while. */
export function useSilence(isWanted: boolean, text: string, act: () => void): void {
  const latest = useRef(act);
  latest.current = act;
  useEffect(() => {
    if (!isWanted) return undefined;
    const timer = setTimeout(() => latest.current(), SILENCE);
    return () => {
      clearTimeout(timer);
    };
  }, [isWanted, text]);
}

/** Looks for a colleague's save whenever somebody comes back to the page. */
export function useColleagues(macro: string, base: string, isLoaded: boolean, isChanged: boolean, patch: Patch): void {
  useEffect(() => {
    if (!isLoaded || !isChanged) return undefined;
    const look = (): void => {
      conflictWith(macro, base).then(
        (conflict) => patch({ conflict }),
        () => undefined,
      );
    };
    globalThis.addEventListener('focus', look);
    return () => {
      globalThis.removeEventListener('focus', look);
    };
  }, [macro, base, isLoaded, isChanged, patch]);
}
