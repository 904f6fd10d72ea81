import { useCallback, useEffect, useState } from 'react';
import { withFilter, type Detection } from '../detections';
import { parseProblem, readMacro, saveMacro, type Macro } from '../macros';
import { errorText, isAbort } from '../rest';
import type { TimeRange } from '../time_bounds';
import { filterEffect, type EffectGroup, type FilterEffect } from './filter_effect';
import { readFilterHistory, recordFilterChange, type FilterChange } from './filter_history';

export interface FilterEditorProps {
  readonly detection: Detection;
  readonly range: TimeRange;
  readonly user: string;
  /** Text to start from instead of the saved one: an exception that was proposed elsewhere. */
  readonly proposal?: (saved: string) => string;
  /** Whether a group that would go is marked malicious: hiding it needs a second thought. */
  readonly isMalicious: (group: EffectGroup) => boolean;
  readonly onSaved: () => void;
}

export type Check = { readonly kind: 'none' | 'checking' | 'ok' } | { readonly kind: 'problem'; readonly text: string };

/** A filter being edited. */
export interface Draft {
  readonly text: string;
  readonly reason: string;
  readonly check: Check;
  readonly effect: FilterEffect | 'running' | null;
  readonly message: string;
  /** The box "although it hides a sighting that is marked malicious" is ticked. */
  readonly sure: boolean;
}

export interface FilterEditing {
  readonly macro: Macro | null;
  readonly history: readonly FilterChange[];
  readonly draft: Draft;
  readonly isChanged: boolean;
  readonly hidesMalicious: boolean;
  readonly edit: (part: Partial<Draft>) => void;
  readonly check: () => void;
  readonly showEffect: () => void;
  readonly save: () => void;
}

const blank: Draft = { text: '', reason: '', check: { kind: 'none' }, effect: null, message: '', sure: false };
const never = new AbortController().signal;

/** The macro with its history, and the way to read both again. */
function useMacro(filterMacro: string): {
  readonly macro: Macro | null;
  readonly history: readonly FilterChange[];
  readonly load: (signal: AbortSignal) => Promise<Macro>;
} {
  const [macro, setMacro] = useState<Macro | null>(null);
  const [history, setHistory] = useState<readonly FilterChange[]>([]);
  const load = useCallback(
    async (signal: AbortSignal): Promise<Macro> => {
      const found = await readMacro(filterMacro, signal);
      setMacro(found);
      setHistory(await readFilterHistory(filterMacro, signal));
      return found;
    },
    [filterMacro],
  );
  return { macro, history, load };
}

/** State and actions of the editor: check, effect, save with history, never over a colleague's save unseen. */
export function useFilterEditor(props: FilterEditorProps): FilterEditing {
  const { detection, range, user, proposal, isMalicious, onSaved } = props;
  const [draft, setDraft] = useState(blank);
  const edit = useCallback((part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part })), []);
  const { filterMacro } = detection;
  const { macro, history, load } = useMacro(filterMacro);
  useEffect(() => {
    const controller = new AbortController();
    readMacro(filterMacro, controller.signal)
      .then(({ definition }) =>
        setDraft({ ...blank, text: proposal === undefined ? definition : proposal(definition) }),
      )
      .then(() => load(controller.signal))
      .catch((error: unknown) => {
        if (!isAbort(error)) edit({ message: errorText(error) });
      });
    return () => {
      controller.abort();
    };
    // A proposal belongs to the opening of the editor, not to each time it is drawn.
  }, [filterMacro, load, edit]);

  const parses = async (): Promise<boolean> => {
    edit({ check: { kind: 'checking' }, message: '' });
    const problem = await parseProblem(withFilter(detection, draft.text));
    edit({ check: problem === null ? { kind: 'ok' } : { kind: 'problem', text: problem } });
    return problem === null;
  };
  const effectOf = async (saved: string): Promise<FilterEffect> => {
    edit({ effect: 'running' });
    const effect = await filterEffect(detection, saved, draft.text, range, never);
    edit({ effect });
    return effect;
  };
  const write = async (seen: Macro): Promise<void> => {
    if (!(await parses())) return;
    const effect = draft.effect === null || draft.effect === 'running' ? await effectOf(seen.definition) : draft.effect;
    if (!draft.sure && effect.goes.some(isMalicious)) return;
    const now = await load(never);
    if (now.definition !== seen.definition)
      return edit({
        message:
          'Somebody saved this filter meanwhile. Compare with the history below, then save again to overwrite it.',
      });
    await saveMacro(filterMacro, draft.text);
    const change = {
      macro: filterMacro,
      definition: draft.text,
      previous: seen.definition,
      reason: draft.reason.trim(),
      user,
    };
    const problem = await recordFilterChange({ ...change, time: Math.round(Date.now() / 1000) }).then(
      () => '',
      errorText,
    );
    edit({
      reason: '',
      effect: null,
      sure: false,
      message:
        problem === '' ? '' : `The filter is saved, but its history could not be written. Splunk says: “${problem}”`,
    });
    await load(never);
    onSaved();
  };
  const guard = (work: () => Promise<unknown>): void => {
    work().catch((error: unknown) => edit({ effect: null, message: `Splunk says: “${errorText(error)}”` }));
  };
  const { effect } = draft;
  return {
    macro,
    history,
    draft,
    isChanged: macro !== null && draft.text.trim() !== macro.definition.trim(),
    hidesMalicious: effect !== null && effect !== 'running' && effect.goes.some(isMalicious),
    edit,
    check: () => guard(parses),
    showEffect: () => guard(async () => ((await parses()) ? effectOf(macro?.definition ?? '') : undefined)),
    save: () => (macro === null ? undefined : guard(() => write(macro))),
  };
}
