import type { ReactElement } from 'react';
import { BuildControls, FirstRun, type FirstRunProps } from './FirstRun';
import { useBaselineBuild } from './use_baseline_build';

interface BaselineBuildProps extends Omit<FirstRunProps, 'build'> {
  readonly isFirstRun: boolean;
  /** Told whenever a build has come to its end or was stopped. */
  readonly onChanged: () => void;
}

/** First steps while there is no baseline; progress of a build afterwards. */
export function BaselineBuild({ isFirstRun, onChanged, ...props }: BaselineBuildProps): ReactElement | null {
  const build = useBaselineBuild(onChanged);
  if (isFirstRun) return <FirstRun {...props} build={build} />;
  if (build.state.kind === 'idle' || !props.canBuild) return null;
  return (
    <div className="ww-notice ww-no-print">
      <BuildControls build={build} clock={props.clock} />
    </div>
  );
}
