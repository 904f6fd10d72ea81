import { parseProblem, readMacro, saveMacro, type Macro } from '../shared/macros';
import { errorText } from '../shared/rest';
import type { TimeRange } from '../shared/time_bounds';
import { searchWith, type EditedMacro } from './edited_macro';
import type { EffectGroup } from './filter_effect';
import { readFilterHistory, recordFilterChange, type FilterChange } from './filter_history';
import { askedEffect, dangerOf, type MacroEffect } from './macro_effect';

/** What is saved when somebody presses Save, and what may stand against it. */

export interface EditToSave {
  readonly edited: EditedMacro;
  readonly range: TimeRange;
  /** The text to save, and the saved one that the edits began from. */
  readonly text: string;
  readonly base: string;
  readonly reason: string;
  readonly user: string;
  /** The box "Save although …" is ticked. */
  readonly sure: boolean;
  /** What Splunk said of this very edit already. */
  readonly known: MacroEffect | null;
  readonly isMalicious: (group: EffectGroup) => boolean;
}

/** A colleague's save between reading and saving. */
export interface Conflict {
  readonly theirs: Macro;
  /** Who, when and why, where the history knows. */
  readonly change: FilterChange | null;
}

export type SaveOutcome =
  | { readonly kind: 'saved'; readonly historyProblem: string }
  | { readonly kind: 'does_not_parse'; readonly problem: string }
  | { readonly kind: 'dangerous'; readonly effect: MacroEffect }
  | { readonly kind: 'conflict'; readonly conflict: Conflict };

const never = new AbortController().signal;

/** Saves, unless Splunk's parser, a danger (see `dangerOf`) or a colleague stands against it. Throws RestError. */
export async function saveEdit(edit: EditToSave): Promise<SaveOutcome> {
  const { edited, range, text, base, sure, known, isMalicious } = edit;
  const problem = await parseProblem(searchWith(edited, text));
  if (problem !== null) return { kind: 'does_not_parse', problem };
  if (!sure) {
    const effect = known ?? (await askedEffect(edited, base, text, range, never));
    if (dangerOf(effect, isMalicious) !== null) return { kind: 'dangerous', effect };
  }
  const conflict = await conflictWith(edited.macro, base);
  if (conflict !== null) return { kind: 'conflict', conflict };
  await saveMacro(edited.macro, text);
  return { kind: 'saved', historyProblem: await recorded(edit) };
}

/** Who saved the macro since `base` was read; null when nobody did. */
export async function conflictWith(macro: string, base: string): Promise<Conflict | null> {
  const theirs = await readMacro(macro);
  if (theirs.definition === base) return null;
  // A conflict counts also where nobody can say whose it is.
  const history = await readFilterHistory(macro, never).catch((): readonly FilterChange[] => []);
  return { theirs, change: history.find(({ definition }) => definition === theirs.definition) ?? null };
}

/** Writes the history; what goes wrong there is told, since the macro is saved already. */
async function recorded({ edited, text, base, reason, user }: EditToSave): Promise<string> {
  const change = { macro: edited.macro, definition: text, previous: base, reason: reason.trim(), user };
  return recordFilterChange({ ...change, time: Math.round(Date.now() / 1000) }).then(() => '', errorText);
}
