import { Button } from './LaterButton';
import { useState, type ReactElement } from 'react';
import { FailureNotice } from '../shared/FailureNotice';
import { Mark } from '../shared/icons';
import { Notice } from '../shared/Notice';
import { finalizeJob } from '../shared/search_client';
import { counted, minuteText, numberText, type Clock } from '../shared/times';
import type { TimeRange } from '../shared/time_bounds';
import { visibleText } from '../shared/visible_text';
import type { EditedMacro } from './edited_macro';
import { editorWords } from './editor_words';
import { ChangeList } from './ChangeList';
import { Comparison, EffectFrame } from './EffectFrame';
import type { ResultTable } from './exception_fit';
import type { EffectGroup, FilterEffect } from './filter_effect';
import { resultTime } from './result_time';
import type { Trial } from './use_trial';

interface EffectBoxProps {
  readonly trial: Trial;
  readonly effect: FilterEffect | 'running' | null;
  readonly isMalicious: (group: EffectGroup) => boolean;
  readonly clock: Clock;
  readonly range: TimeRange;
  readonly edited: EditedMacro;
  /** The saved filter and the edit. */
  readonly texts: readonly [saved: string, edited: string];
  readonly onAgain: () => void;
  /** Gives up what is running. */
  readonly onStop: () => void;
}

/** What would go and what would come back, in numbers and by name. */
export function EffectBox(props: EffectBoxProps): ReactElement {
  const { trial, clock, range, edited, texts, effect, isMalicious } = props;
  const isKnown = effect !== null && effect !== 'running' && trial.kind === 'ready';
  return (
    <EffectFrame
      title={editorWords.filter.effect}
      note={jobWords(trial, clock)}
      edited={edited}
      texts={texts}
      range={range}
      spoken={isKnown ? spoken(effect, allOf(trial.table, effect), isMalicious) : ''}
    >
      <Body {...props} />
    </EffectFrame>
  );
}

/** All results; more may have come since they were counted. */
const allOf = (table: ResultTable, { saved, edited }: FilterEffect): number =>
  Math.max(table.rows.length, saved, edited);

function jobWords(trial: Trial, clock: Clock): string {
  if (trial.kind !== 'ready') return '';
  const { from, to } = trial.bounds;
  const range = `${from === null ? 'all time' : minuteText(clock, from)} to ${minuteText(clock, to ?? clock.now)}`;
  return `one job, ${range} ${clock.zone.name}, done in ${trial.seconds.toFixed(1)} s`;
}

/** The effect for somebody who hears it. */
function spoken(
  { saved, edited, goes, comesBack }: FilterEffect,
  all: number,
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

function Body({ trial, effect, isMalicious, clock, onAgain, onStop }: EffectBoxProps): ReactElement {
  if (trial.kind === 'failed') return <FailureNotice failure={trial.failure} button={Button} onAgain={onAgain} />;
  if (effect === 'running')
    return (
      <p className="ww-pad ww-muted ww-row" role="status">
        Running the detection with the saved and with the edited filter … <Button onClick={onStop}>Stop</Button>
      </p>
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
          <Numbers all={allOf(trial.table, effect)} effect={effect} />
          <Groups title="Would go" groups={effect.goes} isMalicious={isMalicious} clock={clock} />
          <Groups title="Come back" groups={effect.comesBack} isMalicious={isMalicious} clock={clock} />
        </>
      )}
    </>
  );
}

const StopButton = ({ sid }: { readonly sid: string | null }): ReactElement | null =>
  sid === null ? null : <Button onClick={() => void finalizeJob(sid)}>Stop</Button>;

function Numbers({ all, effect }: { readonly all: number; readonly effect: FilterEffect }): ReactElement {
  const { saved, edited } = effect;
  if (all === 0)
    return <p className="ww-pad">The detection finds nothing in this range, so no filter hides anything.</p>;
  const line = (left: number): { readonly share: number; readonly words: ReactElement } => ({
    share: left / all,
    words: (
      <>
        <b>{numberText(left)}</b> left, {numberText(all - left)} hidden of {numberText(all)}
      </>
    ),
  });
  return (
    <Comparison
      label="Results left"
      noun="filter"
      from={numberText(saved)}
      to={numberText(edited)}
      saved={line(saved)}
      edited={line(edited)}
    />
  );
}

interface GroupsProps {
  readonly title: string;
  readonly groups: readonly EffectGroup[];
  readonly isMalicious: (group: EffectGroup) => boolean;
  readonly clock: Clock;
}

function Groups({ title, groups, isMalicious, clock }: GroupsProps): ReactElement {
  const results = groups.reduce((sum, group) => sum + group.results, 0);
  return (
    <ChangeList
      title={title}
      changes={groups}
      isMalicious={isMalicious}
      noun="group"
      sum={`${counted(results, 'result')} in ${counted(groups.length, 'group')}`}
      heads={groupHeads}
      row={(group) => (
        <GroupRow
          key={[group.host, group.parent, group.child, group.by].join('\n')}
          group={group}
          isBad={isMalicious(group)}
          clock={clock}
        />
      )}
    />
  );
}

const groupHeads = (
  <>
    <th scope="col">Example command line</th>
    <th scope="col">By</th>
    <th scope="col" className="ww-num">
      Results
    </th>
    <th scope="col">Last</th>
  </>
);

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
      {isBad ? <Mark name="malicious" label="marked malicious" /> : null} <bdi>{visibleText(host)}</bdi>{' '}
      <bdi>{visibleText(parent)}</bdi> → <bdi>{visibleText(child)}</bdi>
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
  if (isWhole || text.length <= LONGEST) return <code className="ww-mono">{visibleText(text)}</code>;
  return (
    <>
      <code className="ww-mono">{visibleText(text.slice(0, LONGEST))} … </code>
      <button type="button" className="ww-link" onClick={() => setWhole(true)}>
        all {numberText(text.length)} characters
      </button>
    </>
  );
}
