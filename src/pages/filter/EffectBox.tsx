import Button from '@splunk/react-ui/Button';
import { useState, type ReactElement } from 'react';
import { searchPageAddress } from '../shared/host_page';
import { Mark } from '../shared/icons';
import { Notice } from '../shared/Notice';
import { finalizeJob } from '../shared/search_client';
import { counted, minuteText, numberText, type Clock } from '../shared/times';
import type { TimeRange } from '../shared/time_bounds';
import type { EffectGroup, FilterEffect } from './filter_effect';
import { FailureNotice } from './FailureNotice';
import { resultTime } from './result_time';
import type { Trial } from './use_trial';

interface EffectBoxProps {
  readonly trial: Trial;
  readonly effect: FilterEffect | 'running' | null;
  readonly isMalicious: (group: EffectGroup) => boolean;
  readonly clock: Clock;
  readonly range: TimeRange;
  /** The searches with the saved filter and with the edit. */
  readonly searches: readonly [saved: string, edited: string];
  readonly onAgain: () => void;
}

/** What would go and what would come back, in numbers and by name. */
export function EffectBox(props: EffectBoxProps): ReactElement {
  const { trial, clock, range, searches, effect } = props;
  return (
    <section className="ww-box ww-what" aria-labelledby="ww-effect-title">
      <div className="ww-caption">
        <h2 id="ww-effect-title">What it would hide</h2>
        <span className="ww-small ww-muted">{jobWords(trial, clock)}</span>
        <span className="ww-grow" />
        <span className="ww-small">
          Open the search{' '}
          {searches.map((search, i) => (
            <span key={i}>
              {i === 0 ? '' : ' · '}
              <a
                className="ww-link"
                href={searchPageAddress(search, range.earliest, range.latest)}
                target="_blank"
                rel="noreferrer"
                aria-label={`Open the search ${i === 0 ? 'as saved' : 'with your edits'}`}
              >
                {i === 0 ? 'as saved' : 'with your edits'} <Mark name="outside" />
              </a>
            </span>
          ))}
        </span>
      </div>
      <p className="ww-hidden" role="status">
        {effect === null || effect === 'running' ? '' : spoken(effect, props.isMalicious)}
      </p>
      <Body {...props} />
    </section>
  );
}

function jobWords(trial: Trial, clock: Clock): string {
  if (trial.kind !== 'ready') return '';
  const { from, to } = trial.bounds;
  const range = `${from === null ? 'all time' : minuteText(clock, from)} to ${minuteText(clock, to ?? clock.now)}`;
  return `one job, ${range} ${clock.zone.name}, done in ${trial.seconds.toFixed(1)} s`;
}

/** The effect for somebody who hears it. */
function spoken(
  { all, saved, edited, goes, comesBack }: FilterEffect,
  isMalicious: EffectBoxProps['isMalicious'],
): string {
  const bad = goes.filter(isMalicious).length;
  const results = (groups: readonly EffectGroup[]): number => groups.reduce((sum, group) => sum + group.results, 0);
  return [
    `Of ${counted(all, 'result')} the saved filter leaves ${numberText(saved)}, your edits ${numberText(edited)}.`,
    `${numberText(results(goes))} would go, ${numberText(results(comesBack))} come back.`,
    bad === 0 ? '' : `${counted(bad, 'group')} marked malicious would go.`,
  ].join(' ');
}

function Body({ trial, effect, isMalicious, clock, onAgain }: EffectBoxProps): ReactElement {
  if (trial.kind === 'failed') return <FailureNotice failure={trial.failure} onAgain={onAgain} />;
  if (effect === 'running')
    return (
      <p className="ww-pad ww-muted">Running the detection without, with the saved and with the edited filter …</p>
    );
  if (trial.kind === 'loading')
    return (
      <p className="ww-pad ww-muted ww-row" role="status">
        Running the detection without its filter{trial.done > 0 ? `, ${Math.round(trial.done * 100)} % done` : ''} …
        <StopButton sid={trial.sid} />
      </p>
    );
  return (
    <>
      {trial.stopped ? (
        <Notice tone="warning" actions={<Button onClick={onAgain}>Search again</Button>}>
          The search was stopped: results may be missing, so these numbers are too small.
        </Notice>
      ) : null}
      {effect === null ? (
        <p className="ww-pad ww-muted">
          Rows cannot count this text. Press “What it would hide”, and Splunk runs both filters.
        </p>
      ) : (
        <>
          <Numbers {...effect} />
          <Groups title="Would go" groups={effect.goes} isMalicious={isMalicious} clock={clock} />
          <Groups title="Come back" groups={effect.comesBack} isMalicious={isMalicious} clock={clock} />
        </>
      )}
    </>
  );
}

const StopButton = ({ sid }: { readonly sid: string | null }): ReactElement | null =>
  sid === null ? null : <Button onClick={() => void finalizeJob(sid)}>Stop</Button>;

function Numbers({ all, saved, edited }: FilterEffect): ReactElement {
  if (all === 0)
    return <p className="ww-pad">The detection finds nothing in this range, so no filter hides anything.</p>;
  return (
    <div className="ww-numbers">
      <div>
        <span className="ww-label">Results left</span>
        <span className="ww-big">
          {numberText(saved)} → {numberText(edited)}
        </span>
      </div>
      <div className="ww-effect">
        <span>Saved filter</span>
        <Bar share={saved / all} />
        <span>
          <b>{numberText(saved)}</b> left, {numberText(all - saved)} hidden of {numberText(all)}
        </span>
        <span>With your edits</span>
        <Bar share={edited / all} />
        <span>
          <b>{numberText(edited)}</b> left, {numberText(all - edited)} hidden of {numberText(all)}
        </span>
      </div>
    </div>
  );
}

const Bar = ({ share }: { readonly share: number }): ReactElement => (
  <span className="ww-effect-bar" aria-hidden="true">
    <i style={{ width: `${share * 100}%` }} />
  </span>
);

const PAGE = 20;

interface GroupsProps {
  readonly title: string;
  readonly groups: readonly EffectGroup[];
  readonly isMalicious: (group: EffectGroup) => boolean;
  readonly clock: Clock;
}

function Groups({ title, groups, isMalicious, clock }: GroupsProps): ReactElement {
  const [shown, setShown] = useState(PAGE);
  if (groups.length === 0) return <p className="ww-pad ww-muted">{title}: none.</p>;
  const results = groups.reduce((sum, group) => sum + group.results, 0);
  // What must not go unseen stands first.
  const ordered = [...groups.filter(isMalicious), ...groups.filter((group) => !isMalicious(group))];
  return (
    <div className="ww-groups">
      <table className="ww-list">
        <thead>
          <tr>
            <th scope="col">
              {title}: {counted(results, 'result')} in {counted(groups.length, 'group')}
            </th>
            <th scope="col">Example command line</th>
            <th scope="col">By</th>
            <th scope="col" className="ww-num">
              Results
            </th>
            <th scope="col">Last</th>
          </tr>
        </thead>
        <tbody>
          {ordered.slice(0, shown).map((group) => (
            <GroupRow
              key={[group.host, group.parent, group.child, group.by].join('\n')}
              group={group}
              isBad={isMalicious(group)}
              clock={clock}
            />
          ))}
        </tbody>
      </table>
      {ordered.length > shown ? (
        <p className="ww-pad">
          <Button onClick={() => setShown(shown + 5 * PAGE)}>Show more of {numberText(ordered.length)} groups</Button>
        </p>
      ) : null}
    </div>
  );
}

const GroupRow = ({
  group: { host, parent, child, by, results, last, example },
  isBad,
  clock,
}: {
  readonly group: EffectGroup;
  readonly isBad: boolean;
  readonly clock: Clock;
}): ReactElement => (
  <tr className={isBad ? 'ww-strong' : undefined}>
    <td>
      {isBad ? <Mark name="malicious" label="marked malicious" /> : null} <bdi>{host}</bdi> <bdi>{parent}</bdi> →{' '}
      <bdi>{child}</bdi>
    </td>
    <td>
      <Example text={example} />
    </td>
    <td className="ww-nowrap" data-name="By">
      {by === null ? '' : `#${by}`}
    </td>
    <td className="ww-num" data-name="Results">
      {numberText(results)}
    </td>
    <td className="ww-nowrap" data-name="Last">
      {resultTime(last, clock)}
    </td>
  </tr>
);

const LONGEST = 60;

/** A command line, cut where it is long; the rest comes on a press. */
function Example({ text }: { readonly text: string }): ReactElement {
  const [isWhole, setWhole] = useState(false);
  if (isWhole || text.length <= LONGEST) return <code className="ww-mono">{text}</code>;
  return (
    <>
      <code className="ww-mono">{text.slice(0, LONGEST)} … </code>
      <button type="button" className="ww-link" onClick={() => setWhole(true)}>
        all {numberText(text.length)} characters
      </button>
    </>
  );
}
