import { Button } from './LaterButton';
import { useState, type ReactElement } from 'react';
import { Mark } from '../shared/icons';
import { counted, numberText, type Clock } from '../shared/times';
import { rangeText, type TimeRange } from '../shared/time_bounds';
import { visibleText } from '../shared/visible_text';
import type { EditedMacro } from './edited_macro';
import { editorWords } from './editor_words';
import { ChangeList, firstThose } from './ChangeList';
import { Comparison, EffectFrame } from './EffectFrame';
import type { EffectGroup } from './filter_effect';
import { resultTime } from './result_time';
import type { ServerChange, ServerCount, ServersEffect } from './servers_effect';

interface ServersBoxProps {
  readonly effect: ServersEffect | 'running' | null;
  readonly isMalicious: (group: EffectGroup) => boolean;
  readonly clock: Clock;
  readonly range: TimeRange;
  readonly edited: EditedMacro;
  /** The saved condition and the edit. */
  readonly texts: readonly [saved: string, edited: string];
  /** Gives up what is running. */
  readonly onStop: () => void;
}

const words = editorWords.web_servers;

/** Which programs on which hosts would newly count as web servers, and which no longer, with what they started. */
export const ServersBox = (props: ServersBoxProps): ReactElement => (
  <EffectFrame
    title={words.effect}
    note="used by Sightings and the baseline; the detections keep lists of their own"
    edited={props.edited}
    texts={props.texts}
    range={props.range}
    spoken={props.effect === null || props.effect === 'running' ? '' : spoken(props.effect)}
  >
    <Body {...props} />
  </EffectFrame>
);

/** The effect for somebody who hears it. */
const spoken = ({ saved, edited, comes, goes, vanishes }: ServersEffect): string =>
  [
    `${counted(saved.servers, 'web server')} count as saved, ${numberText(edited.servers)} with your edits.`,
    `${numberText(wholeOf(comes))} would newly count, ${numberText(wholeOf(goes))} would no longer count.`,
    vanishes.length === 0 ? '' : `${counted(vanishes.length, 'sighting')} would be seen no more.`,
  ].join(' ');

const wholeOf = (changes: readonly ServerChange[]): number => changes.filter(({ isPart }) => !isPart).length;

function Body({ effect, onStop, ...rest }: ServersBoxProps): ReactElement {
  if (effect === 'running')
    return (
      <p className="ww-pad ww-muted ww-row" role="status">
        Looking for web servers by the saved and by the edited condition … <Button onClick={onStop}>Stop</Button>
      </p>
    );
  if (effect === null)
    return (
      <p className="ww-pad ww-muted">
        Press “{words.effect}”: Splunk looks for web servers by the saved and by the edited condition, and the
        difference is shown here before anything is saved.
      </p>
    );
  return (
    <>
      <Numbers effect={effect} range={rest.range} />
      <Changes title="Would newly count" changes={effect.comes} {...rest} />
      <Changes title="Would no longer count" changes={effect.goes} {...rest} />
      {effect.comes.length === 0 ? null : (
        <p className="ww-pad ww-small ww-muted">
          Once saved, the baseline takes up what newly counts from the last week on. Until an administrator builds it
          from the past again, older children of it may show as new.
        </p>
      )}
    </>
  );
}

function Numbers({
  effect: { saved, edited },
  range,
}: {
  readonly effect: ServersEffect;
  readonly range: TimeRange;
}): ReactElement {
  const most = Math.max(saved.servers, edited.servers, 1);
  const line = ({ servers, starts }: ServerCount): { readonly share: number; readonly words: ReactElement } => ({
    share: servers / most,
    words: (
      <>
        <b>{numberText(servers)}</b> with {counted(starts, 'start')}
      </>
    ),
  });
  return (
    <Comparison
      label={`Programs on hosts, ${rangeText(range)}`}
      noun={words.noun}
      from={numberText(saved.servers)}
      to={numberText(edited.servers)}
      saved={line(saved)}
      edited={line(edited)}
    />
  );
}

interface ChangesProps {
  readonly title: string;
  readonly changes: readonly ServerChange[];
  readonly isMalicious: ServersBoxProps['isMalicious'];
  readonly clock: Clock;
}

function Changes({ title, changes, isMalicious, clock }: ChangesProps): ReactElement {
  const starts = changes.reduce((sum, change) => sum + change.starts, 0);
  return (
    <ChangeList
      title={title}
      changes={changes}
      isMalicious={({ children }) => children.some(isMalicious)}
      noun="web server"
      sum={`${counted(changes.length, 'web server')}, ${counted(starts, 'start')}`}
      heads={changeHeads}
      row={(change) => (
        <ChangeRow
          key={[change.host, change.parent].join('\n')}
          change={change}
          isMalicious={isMalicious}
          clock={clock}
        />
      )}
    />
  );
}

const changeHeads = (
  <>
    <th scope="col">What it started</th>
    <th scope="col" className="ww-num">
      Starts
    </th>
    <th scope="col">Last</th>
  </>
);

function ChangeRow({
  change: { host, parent, isPart, starts, children },
  isMalicious,
  clock,
}: {
  readonly change: ServerChange;
  readonly isMalicious: ServersBoxProps['isMalicious'];
  readonly clock: Clock;
}): ReactElement {
  const last = children.map((child) => child.last).sort((a, b) => Number(b) - Number(a))[0] ?? '';
  return (
    <tr>
      <td>
        <bdi>{visibleText(host)}</bdi> <bdi>{visibleText(parent)}</bdi>
        {isPart ? <span className="ww-muted"> counts either way, with other starts</span> : null}
      </td>
      <td data-name="Started">
        <Children groups={children} isMalicious={isMalicious} />
      </td>
      <td className="ww-num" data-name="Starts">
        {numberText(starts)}
      </td>
      <td className="ww-nowrap" data-name="Last">
        {resultTime(last, clock)}
      </td>
    </tr>
  );
}

const FEW = 6;

/** The children with their starts, malicious ones first; the rest comes on a press. */
function Children({
  groups,
  isMalicious,
}: {
  readonly groups: readonly EffectGroup[];
  readonly isMalicious: ServersBoxProps['isMalicious'];
}): ReactElement {
  const [isWhole, setWhole] = useState(false);
  const ordered = firstThose(isMalicious, groups);
  const shown = isWhole ? ordered : ordered.slice(0, FEW);
  return (
    <>
      <ul className="ww-children">
        {shown.map((group) => (
          <li key={group.child}>
            {isMalicious(group) ? <Mark name="malicious" label="marked malicious" /> : null}{' '}
            <bdi>{visibleText(group.child)}</bdi> <span className="ww-muted">{numberText(group.results)}</span>
          </li>
        ))}
      </ul>
      {shown.length < ordered.length ? (
        <button type="button" className="ww-link" onClick={() => setWhole(true)}>
          all {numberText(ordered.length)}
        </button>
      ) : null}
    </>
  );
}
