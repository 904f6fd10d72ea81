import Button from '@splunk/react-ui/Button';
import { useState, type ReactElement } from 'react';
import { Mark } from '../shared/icons';
import { counted, dayText, type Clock } from '../shared/times';
import type { BaselineBuild } from './use_baseline_build';
import { BUILD_READ_ONLY } from './words';

/** What the first steps are given. */
export interface FirstRunProps {
  readonly build: BaselineBuild;
  readonly clock: Clock;
  readonly hosts: number;
  readonly sightings: number;
  readonly detections: number;
  readonly canBuild: boolean;
  /** Until when to build (epoch seconds): now, or where the data of a preview ends. */
  readonly buildTo: number;
  /** Whether the steps are seen before somebody asks for them: on a phone the rows come first. */
  readonly isOpen: boolean;
  readonly onShowData: () => void;
  readonly onFilter: () => void;
}

const DAY = 86_400;

/** What to do first, in three steps with a button each. The rows stay below: nobody has to wait to look. */
export function FirstRun(props: FirstRunProps): ReactElement {
  const { hosts, sightings, detections } = props;
  return (
    <details className="ww-box ww-first-run ww-no-print" open={props.isOpen}>
      <summary>
        <h2>Nothing to compare with yet</h2>
      </summary>
      <p className="ww-small ww-muted">
        Webshell Watch can say what is new only when it knows what was there before. Until then “new” means first in
        this range. Nothing raises an alert until the last step.
      </p>
      <ol className="ww-steps">
        <li className="ww-step">
          <h3>Check that process events arrive</h3>
          <p className="ww-small">
            {sightings === 0
              ? 'No web server has started anything in this range.'
              : `${counted(hosts, 'host')} with a web server, ${counted(sightings, 'sighting')} in this range.`}
          </p>
          <Button onClick={props.onShowData}>Show what is indexed</Button>
        </li>
        <BuildStep {...props} />
        <li className="ww-step">
          <h3>Filter what is known, then switch on the {detections === 2 ? 'two ' : ''}detections</h3>
          <p className="ww-small">
            Put the vendor helpers that the baseline shows into the filter first. Better after step 2; you can look now.
          </p>
          <Button onClick={props.onFilter}>Review filters</Button>
        </li>
      </ol>
    </details>
  );
}

function BuildStep(props: FirstRunProps): ReactElement {
  const { build, clock, canBuild, buildTo } = props;
  const [days, setDays] = useState(90);
  const isBusy = build.state.kind === 'running' || build.state.kind === 'looking';
  return (
    <li className="ww-step">
      <h3>Build the baseline from the past</h3>
      <p className="ww-small">
        Stores the first and last time of every host, parent and child. It stays when the events have been deleted.
      </p>
      <BuildControls build={build} clock={clock} />
      {isBusy ? null : (
        <>
          <div className="ww-row" role="radiogroup" aria-label="How far back">
            {[30, 90, 0].map((each) => (
              <label key={each} className="ww-count">
                <input type="radio" name="ww-days" checked={days === each} onChange={() => setDays(each)} />
                {each === 0 ? 'All that is indexed' : `${each} days`}
              </label>
            ))}
          </div>
          <span title={canBuild ? undefined : BUILD_READ_ONLY}>
            <Button
              appearance="primary"
              disabled={!canBuild}
              onClick={() => build.start(days === 0 ? null : buildTo - days * DAY, buildTo)}
            >
              Build baseline
            </Button>
          </span>
          {canBuild ? null : <p className="ww-small ww-muted">{BUILD_READ_ONLY}</p>}
        </>
      )}
    </li>
  );
}

/** Progress of a build, with the button that stops it or goes on. */
export function BuildControls({
  build,
  clock,
}: {
  readonly build: BaselineBuild;
  readonly clock: Clock;
}): ReactElement | null {
  const { state } = build;
  switch (state.kind) {
    case 'idle':
      return null;
    case 'looking':
      return (
        <div role="status">
          Looking for the first event. <Button onClick={build.stop}>Cancel</Button>
        </div>
      );
    case 'running':
      return (
        <div role="status">
          Building the baseline: {state.progress.done} of {state.progress.of} parts, back to{' '}
          {dayText(clock, state.progress.back)}. You can leave this page; come back to go on.{' '}
          <Button onClick={build.stop}>Cancel</Button>
        </div>
      );
    case 'stopped':
      return (
        <div role="status">
          Stopped at {dayText(clock, state.progress.back)}. <Button onClick={build.goOn}>Go on</Button>
        </div>
      );
    case 'failed':
      return (
        <div role="alert" className="ww-red">
          Stopped at {dayText(clock, state.progress.back)}. Splunk says: “{state.text}”{' '}
          <Button onClick={build.goOn}>Go on</Button>
        </div>
      );
    case 'done':
      return (
        <div role="status">
          <Mark name="known_good" /> The baseline is built.
        </div>
      );
  }
}
