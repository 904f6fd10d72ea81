import { withFilter, type Detection } from '../shared/detections';
import { parseProblem, readMacro, saveMacro, type Macro } from '../shared/macros';
import { errorText } from '../shared/rest';
import type { TimeRange } from '../shared/time_bounds';
import { askedEffect, type EffectGroup, type FilterEffect } from './filter_effect';
import { readFilterHistory, recordFilterChange, type FilterChange } from './filter_history';

/** What is saved when somebody presses Save, and what may stand against it. */

export interface FilterToSave {
  readonly detection: Detection;
  readonly range: TimeRange;
  /** The text to save, and the saved one that the edits began from. */
  readonly text: string;
  readonly base: string;
  readonly reason: string;
  readonly user: string;
  /** The box "although it hides a sighting that is marked malicious" is ticked. */
  readonly sure: boolean;
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
  | { readonly kind: 'hides_malicious'; readonly effect: FilterEffect }
  | { readonly kind: 'conflict'; readonly conflict: Conflict };

const never = new AbortController().signal;

/** Saves, unless Splunk's parser, a malicious sighting or a colleague stands against it. Throws RestError. */
export async function saveFilter(filter: FilterToSave): Promise<SaveOutcome> {
  const { detection, range, text, base, sure, isMalicious } = filter;
  const problem = await parseProblem(withFilter(detection, text));
  if (problem !== null) return { kind: 'does_not_parse', problem };
  if (!sure) {
    const effect = await askedEffect(detection, base, text, range, never);
    if (effect.goes.some(isMalicious)) return { kind: 'hides_malicious', effect };
  }
  const conflict = await conflictWith(detection.filterMacro, base);
  if (conflict !== null) return { kind: 'conflict', conflict };
  await saveMacro(detection.filterMacro, text);
  return { kind: 'saved', historyProblem: await recorded(filter) };
}

/** Who saved the filter since `base` was read; null when nobody did. */
export async function conflictWith(macro: string, base: string): Promise<Conflict | null> {
  const theirs = await readMacro(macro);
  if (theirs.definition === base) return null;
  // A conflict counts also where nobody can say whose it is.
  const history = await readFilterHistory(macro, never).catch((): readonly FilterChange[] => []);
  return { theirs, change: history.find(({ definition }) => definition === theirs.definition) ?? null };
}

/** Writes the history; what goes wrong there is told, since the filter is saved already. */
async function recorded({ detection, text, base, reason, user }: FilterToSave): Promise<string> {
  const change = { macro: detection.filterMacro, definition: text, previous: base, reason: reason.trim(), user };
  return recordFilterChange({ ...change, time: Math.round(Date.now() / 1000) }).then(() => '', errorText);
}
