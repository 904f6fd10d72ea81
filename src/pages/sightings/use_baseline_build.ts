import { useCallback, useRef, useState } from 'react';
import { errorText, isAbort } from '../shared/rest';
import { buildBaseline, buildParts, firstEvent, type BuildProgress } from './baseline_build';
import { recallBuild, rememberBuild, type BuildPlan } from './build_memory';

export type BuildState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'looking' }
  | { readonly kind: 'running'; readonly progress: BuildProgress }
  | { readonly kind: 'stopped'; readonly progress: BuildProgress }
  | { readonly kind: 'failed'; readonly progress: BuildProgress; readonly text: string }
  | { readonly kind: 'done' };

export interface BaselineBuild {
  readonly state: BuildState;
  /** Epoch seconds; without `from` it begins at the first event that is indexed. */
  readonly start: (from: number | null, to: number) => void;
  readonly stop: () => void;
  readonly goOn: () => void;
}

/** Start, stop and go on with a build; what is done stays done, also when the page is left. */
export function useBaselineBuild(onChanged: () => void): BaselineBuild {
  const plan = useRef(recallBuild());
  const [state, setState] = useState<BuildState>(() =>
    plan.current === null ? { kind: 'idle' } : { kind: 'stopped', progress: progressOf(plan.current) },
  );
  const live = useRef(new AbortController());
  const run = useCallback(async (): Promise<void> => {
    live.current = new AbortController();
    const keep = (next: BuildPlan | null): void => {
      plan.current = next;
      rememberBuild(next);
    };
    try {
      await build(plan.current, live.current.signal, keep, setState);
      keep(null);
    } catch (error) {
      const progress = progressOf(plan.current);
      setState(isAbort(error) ? { kind: 'stopped', progress } : { kind: 'failed', progress, text: errorText(error) });
    }
    onChanged();
  }, [onChanged]);
  return {
    state,
    start: (from, to) => {
      plan.current = { from, to, done: 0 };
      void run();
    },
    stop: () => live.current.abort(),
    goOn: () => void run(),
  };
}

/** Runs what is left of a plan; `keep` is told of every part that is done. */
async function build(
  plan: BuildPlan | null,
  signal: AbortSignal,
  keep: (plan: BuildPlan) => void,
  show: (state: BuildState) => void,
): Promise<void> {
  if (plan === null) return;
  if (plan.from === null) show({ kind: 'looking' });
  const from = plan.from ?? (await firstEvent(signal));
  if (from === null) {
    show({ kind: 'idle' });
    return;
  }
  const note = (done: number): void => {
    const next = { from, to: plan.to, done };
    keep(next);
    show({ kind: 'running', progress: progressOf(next) });
  };
  note(plan.done);
  await buildBaseline(buildParts({ from, to: plan.to }), plan.done, signal, note);
  show({ kind: 'done' });
}

function progressOf(plan: BuildPlan | null): BuildProgress {
  const { from, to, done } = plan ?? { from: null, to: 0, done: 0 };
  const parts = from === null ? [] : buildParts({ from, to });
  return { done, of: parts.length, back: parts[done - 1]?.from ?? to };
}
