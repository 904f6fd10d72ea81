import { useCallback, useEffect, useRef, useState } from 'react';
import { parseProblem, type Macro } from '../shared/macros';
import { failureBehind, isAbort } from '../shared/rest';
import type { TimeRange } from '../shared/time_bounds';
import { searchWith } from './edited_macro';
import { useColleagues, useKeptDraft, useOpening, useSilence } from './editor_effects';
import { afterSave, blank, merged, takenBack, unasked, type EditorState, type EditorProps } from './editor_state';
import { differs, textOfContent, type FilterContent } from './filter_content';
import { askedEffect } from './macro_effect';
import { conflictWith, saveEdit, type Conflict } from './save_macro';
import { edited, redone, undone, type Undoable } from './undo';

export interface MacroEditing extends Omit<EditorState, 'steps'>, WaysOut {
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
  readonly stopAsking: () => void;
  readonly save: () => void;
  readonly takeBack: () => void;
  readonly forget: () => void;
  readonly retry: () => void;
}

/** What can be done about a colleague's save. */
interface WaysOut {
  /** null where both edits cannot be made one. */
  readonly merge: (() => void) | null;
  readonly overwrite: () => void;
  readonly takeTheirs: () => void;
}

/** State and actions of the editor: undo, check, effect, save with history, never over a colleague's save unseen. */
export function useMacroEditor(props: EditorProps): MacroEditing {
  const { edited: subject, range, user } = props;
  const { macro: name } = subject;
  const { state, patch, patchFor, guard } = useEditorState();
  const { steps, base, macro, conflict } = state;
  const content = steps.present;
  const text = textOfContent(content);
  const isChanged = macro !== null && differs(content, base);
  const opened = useOpening(props, patch);
  useKeptDraft(
    user,
    name,
    macro === null ? null : { content, reason: state.reason, base },
    isChanged,
    state.kept !== null,
  );
  useColleagues(name, base, macro !== null, isChanged, patch);

  const asking = useAsking(`${text}\n${base}`, range, patch);
  const known = state.asked === 'running' ? null : state.asked;

  const step = (next: Undoable<FilterContent>): void => patch({ steps: next, ...unasked });
  const startFrom = (from: Macro, next: FilterContent): void =>
    patch({ macro: from, base: from.definition, steps: edited(steps, next, ''), ...unasked, conflict: null });
  const parses = async (): Promise<boolean> => {
    patch({ check: { kind: 'checking' }, message: '', failure: null });
    const problem = await parseProblem(searchWith(subject, text));
    patchFor(text, { check: problem === null ? { kind: 'ok' } : { kind: 'problem', text: problem } });
    return problem === null;
  };
  const ask = async (): Promise<void> => {
    if (!(await parses())) return;
    patchFor(text, { asked: 'running' });
    patchFor(text, { asked: await askedEffect(subject, base, text, range, asking.begin()) });
  };
  const save = async (from: string): Promise<void> => {
    patch({ isSaving: true, message: '', failure: null });
    const { reason, sure } = state;
    const outcome = await saveEdit({ ...props, text, base: from, reason, sure, known: from === base ? known : null });
    patch({ isSaving: false, ...afterSave(outcome) });
    if (outcome.kind === 'saved') await opened.again();
  };
  const lookAgain = async (): Promise<void> => {
    patch({ failure: null, conflict: await conflictWith(name, base) });
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
    discard: () => (macro === null ? undefined : startFrom(macro, { kind: 'text', text: macro.definition })),
    setReason: (reason) => patch({ reason }),
    setSure: (sure) => patch({ sure }),
    checkText: () => guard(parses),
    askSplunk: () => guard(ask),
    stopAsking: () => {
      asking.end();
      patch({ asked: null });
    },
    save: () => guard(() => save(base)),
    ...waysOut(conflict, conflict === null ? null : merged[subject.kind](base, conflict, content), {
      startFrom,
      overwrite: (theirs) => {
        patch({ base: theirs.definition, macro: theirs, conflict: null });
        guard(() => save(theirs.definition));
      },
    }),
    takeBack: () => (state.kept === null ? undefined : patch(takenBack(state, state.kept))),
    forget: () => patch({ kept: null }),
    retry: () => guard(macro === null ? opened.first : lookAgain),
  };
}

interface Ways {
  readonly startFrom: (from: Macro, next: FilterContent) => void;
  readonly overwrite: (theirs: Macro) => void;
}

function waysOut(conflict: Conflict | null, both: FilterContent | null, { startFrom, overwrite }: Ways): WaysOut {
  const theirs = conflict?.theirs;
  const withTheirs = (way: (theirs: Macro) => void) => () => (theirs === undefined ? undefined : way(theirs));
  return {
    merge: both === null ? null : withTheirs((from) => startFrom(from, both)),
    overwrite: withTheirs(overwrite),
    takeTheirs: withTheirs((from) => startFrom(from, { kind: 'text', text: from.definition })),
  };
}

/** The state with the ways to change it, safe against answers that come late or not at all. */
function useEditorState(): {
  readonly state: EditorState;
  readonly patch: (part: Partial<EditorState>) => void;
  /** For an answer about a text: one that comes after more typing is about another text. */
  readonly patchFor: (about: string, part: Partial<EditorState>) => void;
  /** Runs work whose failure is shown. */
  readonly guard: (work: () => Promise<unknown>) => void;
} {
  const [state, setState] = useState(blank);
  const patch = useCallback((part: Partial<EditorState>) => setState((before) => ({ ...before, ...part })), []);
  const patchFor = (about: string, part: Partial<EditorState>): void =>
    setState((before) => (textOfContent(before.steps.present) === about ? { ...before, ...part } : before));
  const guard = (work: () => Promise<unknown>): void => {
    work().catch((error: unknown) => {
      if (!isAbort(error)) patch({ asked: null, isSaving: false, check: blank.check, failure: failureBehind(error) });
    });
  };
  return { state, patch, patchFor, guard };
}

/** The search that somebody waits for: a new one takes its place, and it ends when what it is about changes. */
function useAsking(
  about: string,
  { earliest, latest }: TimeRange,
  patch: (part: Partial<EditorState>) => void,
): { readonly begin: () => AbortSignal; readonly end: () => void } {
  const running = useRef<AbortController | null>(null);
  const end = (): void => running.current?.abort();
  useEffect(() => end, [about, earliest, latest]);
  // What was said of another range says nothing of this one.
  useEffect(() => patch({ asked: null, sure: false }), [earliest, latest, patch]);
  const begin = (): AbortSignal => {
    end();
    running.current = new AbortController();
    return running.current.signal;
  };
  return { begin, end };
}
