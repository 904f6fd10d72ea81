import { useCallback, useEffect, useRef, useState } from 'react';
import { withFilter, type Detection } from '../shared/detections';
import { parseProblem, readMacro, type Macro } from '../shared/macros';
import { failureBehind, isAbort, type RestFailure } from '../shared/rest';
import type { TimeRange } from '../shared/time_bounds';
import { keepDraft, storedDraft, type StoredDraft } from './draft_store';
import { keyOf, mergeExceptions } from './exception_changes';
import type { Exception } from './exceptions';
import { differs, readContent, textOfContent, withException, type FilterContent } from './filter_content';
import { askedEffect, type EffectGroup, type FilterEffect } from './filter_effect';
import { readFilterHistory, type FilterChange } from './filter_history';
import { readFilter } from './read_filter';
import { conflictWith, saveFilter, type Conflict, type SaveOutcome } from './save_filter';
import { edited, redone, undoable, undone, type Undoable } from './undo';

export interface FilterEditorProps {
  readonly detection: Detection;
  readonly range: TimeRange;
  readonly user: string;
  /** An exception to begin with, proposed elsewhere. */
  readonly proposal: Exception | null;
  /** Whether a group that would go is marked malicious: hiding it needs a second thought. */
  readonly isMalicious: (group: EffectGroup) => boolean;
}

export type Check = { readonly kind: 'none' | 'checking' | 'ok' } | { readonly kind: 'problem'; readonly text: string };

interface EditorState {
  readonly macro: Macro | null;
  readonly history: readonly FilterChange[];
  /** The saved text that the edits began from. */
  readonly base: string;
  readonly steps: Undoable<FilterContent>;
  readonly reason: string;
  readonly check: Check;
  /** What Splunk says of the edit as it is now. */
  readonly asked: FilterEffect | 'running' | null;
  readonly sure: boolean;
  readonly isSaving: boolean;
  readonly message: string;
  readonly failure: RestFailure | null;
  readonly conflict: Conflict | null;
  /** Edits from before a reload or the end of a session, which can be taken back. */
  readonly kept: StoredDraft | null;
}

export interface FilterEditing extends Omit<EditorState, 'steps'> {
  readonly content: FilterContent;
  readonly isChanged: boolean;
  readonly canWrite: boolean;
  readonly canUndo: boolean;
  readonly canRedo: boolean;
  /** `place` names what is edited, so that typing on in it is one step; empty for a step of its own. */
  readonly change: (content: FilterContent, place: string) => void;
  readonly undo: () => void;
  readonly redo: () => void;
  readonly discard: () => void;
  readonly setReason: (reason: string) => void;
  readonly setSure: (sure: boolean) => void;
  readonly checkText: () => void;
  readonly askSplunk: () => void;
  readonly save: () => void;
  readonly merge: () => void;
  readonly overwrite: () => void;
  readonly takeTheirs: () => void;
  readonly takeBack: () => void;
  readonly forget: () => void;
  readonly retry: () => void;
}

const noText: FilterContent = { kind: 'text', text: '' };
const blank: EditorState = {
  macro: null,
  history: [],
  base: '',
  steps: undoable(noText),
  reason: '',
  check: { kind: 'none' },
  asked: null,
  sure: false,
  isSaving: false,
  message: '',
  failure: null,
  conflict: null,
  kept: null,
};
/** What an answer about an older text leaves behind. */
const unasked = { check: blank.check, asked: null, sure: false, message: '' } as const;
const never = new AbortController().signal;

/** State and actions of the editor: undo, check, effect, save with history, never over a colleague's save unseen. */
export function useFilterEditor(props: FilterEditorProps): FilterEditing {
  const { detection, range, user } = props;
  const { filterMacro } = detection;
  const [state, setState] = useState(blank);
  const patch = useCallback((part: Partial<EditorState>) => setState((before) => ({ ...before, ...part })), []);
  const { steps, base, macro, conflict } = state;
  const content = steps.present;
  const text = textOfContent(content);
  const isChanged = macro !== null && differs(content, base);
  const opened = useOpening(props, patch);
  useKeptDraft(
    user,
    filterMacro,
    macro === null ? null : { content, reason: state.reason, base },
    isChanged,
    state.kept !== null,
  );
  useColleagues(filterMacro, base, macro !== null, isChanged, patch);

  // An answer that comes after more typing is about another text.
  const patchFor = (about: string, part: Partial<EditorState>): void =>
    setState((before) => (textOfContent(before.steps.present) === about ? { ...before, ...part } : before));
  const guard = (work: () => Promise<unknown>): void => {
    work().catch((error: unknown) => {
      patch({ asked: null, isSaving: false, check: blank.check, failure: failureBehind(error) });
    });
  };
  const step = (next: Undoable<FilterContent>): void => patch({ steps: next, ...unasked });
  const start = (definition: string, next: FilterContent): void =>
    patch({ base: definition, steps: edited(steps, next, ''), ...unasked, conflict: null });
  const parses = async (): Promise<boolean> => {
    patch({ check: { kind: 'checking' }, message: '', failure: null });
    const problem = await parseProblem(withFilter(detection, text));
    patchFor(text, { check: problem === null ? { kind: 'ok' } : { kind: 'problem', text: problem } });
    return problem === null;
  };
  const ask = async (): Promise<void> => {
    if (!(await parses())) return;
    patch({ asked: 'running' });
    patchFor(text, { asked: await askedEffect(detection, base, text, range, never) });
  };
  const save = async (from: string): Promise<void> => {
    patch({ isSaving: true, message: '', failure: null });
    const outcome = await saveFilter({ ...props, text, base: from, reason: state.reason, sure: state.sure });
    patch({ isSaving: false, ...afterSave(outcome) });
    if (outcome.kind === 'saved') await opened.again();
  };
  const lookAgain = async (): Promise<void> => {
    patch({ failure: null, conflict: await conflictWith(filterMacro, base) });
  };
  useSilence(isChanged && state.check.kind === 'none', text, () => guard(parses));
  return {
    ...state,
    content,
    isChanged,
    canWrite: macro?.canWrite === true,
    canUndo: steps.past.length > 0,
    canRedo: steps.future.length > 0,
    change: (next, place) => step(edited(steps, next, place)),
    undo: () => step(undone(steps)),
    redo: () => step(redone(steps)),
    discard: () => start(macro?.definition ?? base, { kind: 'text', text: macro?.definition ?? base }),
    setReason: (reason) => patch({ reason }),
    setSure: (sure) => patch({ sure }),
    checkText: () => guard(parses),
    askSplunk: () => guard(ask),
    save: () => guard(() => save(base)),
    merge: () => (conflict === null ? undefined : start(conflict.theirs.definition, merged(base, conflict, content))),
    overwrite: () => {
      if (conflict === null) return;
      patch({ base: conflict.theirs.definition, macro: conflict.theirs, conflict: null });
      guard(() => save(conflict.theirs.definition));
    },
    takeTheirs: () => {
      if (conflict === null) return;
      const { definition } = conflict.theirs;
      start(definition, { kind: 'text', text: definition });
      patch({ macro: conflict.theirs });
    },
    takeBack: () => (state.kept === null ? undefined : patch(takenBack(state, state.kept))),
    forget: () => patch({ kept: null }),
    retry: () => guard(macro === null ? opened.first : lookAgain),
  };
}

/** What the outcome of a save changes in the editor. */
function afterSave(outcome: SaveOutcome): Partial<EditorState> {
  switch (outcome.kind) {
    case 'does_not_parse':
      return { check: { kind: 'problem', text: outcome.problem } };
    case 'hides_malicious':
      return { asked: outcome.effect };
    case 'conflict':
      return { conflict: outcome.conflict };
    case 'saved': {
      const { historyProblem } = outcome;
      const message = `The filter is saved, but its history could not be written. Splunk says: “${historyProblem}”`;
      return { ...unasked, reason: '', conflict: null, message: historyProblem === '' ? '' : message };
    }
  }
}

/** Both edits together; where a text says more than rows can show, mine as it is. */
function merged(base: string, { theirs }: Conflict, mine: FilterContent): FilterContent {
  const [old, other, own] = [readFilter(base), readFilter(theirs.definition), readContent(mine)];
  if (old.kind !== 'rows' || other.kind !== 'rows' || own.kind !== 'rows') return mine;
  return { kind: 'rows', exceptions: mergeExceptions(old.exceptions, other.exceptions, own.exceptions) };
}

/** True when merging by exceptions is possible. */
export const canMerge = (base: string, { theirs }: Conflict, mine: FilterContent): boolean =>
  [readFilter(base), readFilter(theirs.definition), readContent(mine)].every(({ kind }) => kind === 'rows');

/** Reads macro and history, and begins with the edits that were kept, and with what was proposed. */
function useOpening(
  { detection: { filterMacro }, user, proposal }: FilterEditorProps,
  patch: (part: Partial<EditorState>) => void,
): { readonly first: () => Promise<void>; readonly again: () => Promise<void> } {
  const open = useCallback(
    async (signal: AbortSignal, first: boolean): Promise<void> => {
      const [macro, history] = await Promise.all([
        readMacro(filterMacro, signal),
        readFilterHistory(filterMacro, signal),
      ]);
      patch({ macro, history, failure: null, ...(first ? opening(macro, user, proposal) : saved(macro)) });
    },
    [filterMacro, user, proposal, patch],
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

const saved = ({ definition }: Macro): Partial<EditorState> => ({
  base: definition,
  steps: undoable<FilterContent>({ kind: 'text', text: definition }),
});

function opening(macro: Macro, user: string, proposal: Exception | null): Partial<EditorState> {
  const { definition } = macro;
  const stored = storedDraft(sessionStorage, user, macro.name);
  const begin = undoable<FilterContent>({ kind: 'text', text: definition });
  return {
    base: definition,
    steps: proposal === null ? begin : proposed(begin, proposal),
    kept: stored !== null && differs(stored.content, definition) ? stored : null,
  };
}

/** Kept edits back in the editor; a save that came between is a conflict. */
function takenBack(
  { macro, history, steps }: EditorState,
  { content, reason, base }: StoredDraft,
): Partial<EditorState> {
  const isConflict = macro !== null && macro.definition !== base;
  const change = history.find(({ definition }) => definition === macro?.definition) ?? null;
  return {
    base,
    reason,
    steps: edited(steps, content, ''),
    ...unasked,
    kept: null,
    conflict: isConflict ? { theirs: macro, change } : null,
  };
}

/** The proposal as one more exception, unless it is there already. */
function proposed(steps: Undoable<FilterContent>, proposal: Exception): Undoable<FilterContent> {
  const { exceptions } = readContent(steps.present);
  const isThere = exceptions.some((exception) => keyOf(exception) === keyOf(proposal));
  return isThere ? steps : edited(steps, withException(steps.present, proposal), '');
}

/** Keeps unsaved edits in the tab, and forgets them once there are none. */
function useKeptDraft(
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
function useSilence(isWanted: boolean, text: string, act: () => void): void {
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
function useColleagues(
  macro: string,
  base: string,
  isLoaded: boolean,
  isChanged: boolean,
  patch: (part: Partial<EditorState>) => void,
): void {
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
