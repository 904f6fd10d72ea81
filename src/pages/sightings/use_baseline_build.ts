import { useCallback, useRef, useState } from 'react';
import { errorText, isAbort } from '../shared/rest';
import { buildBaseline, buildParts, type BuildProgress } from './baseline_build';
import type { TimeSpan } from './time_axis';

export type BuildState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'running'; readonly progress: BuildProgress }
  | { readonly kind: 'stopped'; readonly progress: BuildProgress }
  | { readonly kind: 'failed'; readonly progress: BuildProgress; readonly text: string }
  | { readonly kind: 'done' };

export interface BaselineBuild {
  readonly state: BuildState;
  readonly start: (span: TimeSpan) => void;
  readonly stop: () => void;
  readonly goOn: () => void;
}

/** Start, stop and go on with a build; what is done stays done. */
export function useBaselineBuild(onChanged: () => void): BaselineBuild {
  const [state, setState] = useState<BuildState>({ kind: 'idle' });
  const live = useRef<{ controller: AbortController; parts: readonly TimeSpan[]; progress: BuildProgress } | null>(
    null,
  );
  const run = useCallback(
    (parts: readonly TimeSpan[], progress: BuildProgress): void => {
      const controller = new AbortController();
      const job = { controller, parts, progress };
      live.current = job;
      setState({ kind: 'running', progress });
      const note = (next: BuildProgress): void => {
        job.progress = next;
        setState({ kind: 'running', progress: next });
      };
      buildBaseline(parts, progress.done, controller.signal, note).then(
        () => {
          setState({ kind: 'done' });
          onChanged();
        },
        (error: unknown) => {
          const kind = isAbort(error) ? 'stopped' : 'failed';
          setState({ kind, progress: job.progress, text: errorText(error) });
          onChanged();
        },
      );
    },
    [onChanged],
  );
  return {
    state,
    start: (span) => {
      const parts = buildParts(span);
      run(parts, { done: 0, of: parts.length, back: span.to });
    },
    stop: () => live.current?.controller.abort(),
    goOn: () => {
      if (live.current !== null) run(live.current.parts, live.current.progress);
    },
  };
}
