import type { Macro } from '../shared/macros';
import type { RestFailure } from '../shared/rest';
import type { TimeRange } from '../shared/time_bounds';
import { storedDraft, type StoredDraft } from './draft_store';
import type { EditedMacro } from './edited_macro';
import { keyOf, mergeExceptions } from './exception_changes';
import type { Exception } from './exceptions';
import { differs, readContent, textOfContent, withException, type FilterContent } from './filter_content';
import type { EffectGroup } from './filter_effect';
import type { FilterChange } from './filter_history';
import type { MacroEffect } from './macro_effect';
import { mergeConditions } from './merge_conditions';
import { readFilter } from './read_filter';
import type { Conflict, SaveOutcome } from './save_macro';
import { edited, undoable, type Undoable } from './undo';

/** What the editor knows, and how that changes. */

export interface EditorProps {
  readonly edited: EditedMacro;
  readonly range: TimeRange;
  readonly user: string;
  /** An exception to begin with, proposed elsewhere. */
  readonly proposal: Exception | null;
  /** Whether a sighting is marked malicious: losing sight of it needs a second thought. */
  readonly isMalicious: (group: EffectGroup) => boolean;
}

export type Check = { readonly kind: 'none' | 'checking' | 'ok' } | { readonly kind: 'problem'; readonly text: string };

export interface EditorState {
  readonly macro: Macro | null;
  readonly history: readonly FilterChange[];
  /** The saved text that the edits began from. */
  readonly base: string;
  readonly steps: Undoable<FilterContent>;
  readonly reason: string;
  readonly check: Check;
  /** What Splunk says of the edit as it is now. */
  readonly asked: MacroEffect | 'running' | null;
  readonly sure: boolean;
  readonly isSaving: boolean;
  readonly message: string;
  readonly failure: RestFailure | null;
  readonly conflict: Conflict | null;
  /** Edits from before a reload or the end of a session, which can be taken back. */
  readonly kept: StoredDraft | null;
}

const noText: FilterContent = { kind: 'text', text: '' };
/** Before anything is read. */
export const blank: EditorState = {
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
export const unasked = { check: blank.check, asked: null, sure: false, message: '' } as const;
/** What the outcome of a save changes in the editor. */
export function afterSave(outcome: SaveOutcome): Partial<EditorState> {
  switch (outcome.kind) {
    case 'does_not_parse':
      return { check: { kind: 'problem', text: outcome.problem } };
    case 'dangerous':
      return { asked: outcome.effect };
    case 'conflict':
      return { conflict: outcome.conflict };
    case 'saved': {
      const { historyProblem } = outcome;
      const message = `It is saved, but its history could not be written. Splunk says: “${historyProblem}”`;
      return { ...unasked, reason: '', conflict: null, message: historyProblem === '' ? '' : message };
    }
  }
}

/** Both edits together, by what the macro is; null where nobody but a person can merge them. */
export const merged: Readonly<
  Record<EditedMacro['kind'], (base: string, conflict: Conflict, mine: FilterContent) => FilterContent | null>
> = {
  filter: (base, { theirs }, mine) => {
    const [old, other, own] = [readFilter(base), readFilter(theirs.definition), readContent(mine)];
    if (old.kind !== 'rows' || other.kind !== 'rows' || own.kind !== 'rows') return null;
    return { kind: 'rows', exceptions: mergeExceptions(old.exceptions, other.exceptions, own.exceptions) };
  },
  web_servers: (base, { theirs }, mine) => {
    const text = mergeConditions(base, theirs.definition, textOfContent(mine));
    return text === null ? null : { kind: 'text', text };
  },
};

/** The editor after a save: nothing to undo. */
export const afterReading = ({ definition }: Macro): Partial<EditorState> => ({
  base: definition,
  steps: undoable<FilterContent>({ kind: 'text', text: definition }),
});

/** The editor as it opens: with what was proposed, and an offer of what was kept. */
export function opening(macro: Macro, user: string, proposal: Exception | null): Partial<EditorState> {
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
export function takenBack(
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
