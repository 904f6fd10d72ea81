import type { ReactElement } from 'react';
import { Mark } from '../icons';
import { counted, numberText } from '../times';
import type { EffectGroup, FilterEffect } from './filter_effect';

interface EffectViewProps {
  readonly effect: FilterEffect | 'running' | null;
  readonly isMalicious: (group: EffectGroup) => boolean;
}

/** What would go and what would come back, in numbers and by name. */
export function EffectView({ effect, isMalicious }: EffectViewProps): ReactElement | null {
  if (effect === null) return null;
  if (effect === 'running')
    return (
      <p className="ww-block ww-muted">Running the detection without, with the saved and with the edited filter …</p>
    );
  const { all, saved, edited } = effect;
  return (
    <div className="ww-block" aria-live="polite">
      <h3>What it would hide</h3>
      <p>
        Results left:{' '}
        <b>
          {numberText(saved)} → {numberText(edited)}
        </b>{' '}
        of {numberText(all)}
      </p>
      <div className="ww-effect">
        <span>Saved filter</span>
        <Bar share={all === 0 ? 0 : saved / all} />
        <span>{numberText(saved)} left</span>
        <span>With your edit</span>
        <Bar share={all === 0 ? 0 : edited / all} />
        <span>{numberText(edited)} left</span>
      </div>
      <Groups title="Would go" groups={effect.goes} isMalicious={isMalicious} />
      <Groups title="Would come back" groups={effect.comesBack} isMalicious={isMalicious} />
    </div>
  );
}

const Bar = ({ share }: { readonly share: number }): ReactElement => (
  <span className="ww-effect-bar" aria-hidden="true">
    <i style={{ width: `${share * 100}%` }} />
  </span>
);

const SHOWN = 20;

function Groups({
  title,
  groups,
  isMalicious,
}: {
  readonly title: string;
  readonly groups: readonly EffectGroup[];
  readonly isMalicious: (group: EffectGroup) => boolean;
}): ReactElement {
  if (groups.length === 0) return <p className="ww-muted">{title}: none.</p>;
  const results = groups.reduce((sum, group) => sum + group.results, 0);
  return (
    <table className="ww-list" style={{ marginTop: 6 }}>
      <thead>
        <tr>
          <th scope="col">
            {title}: {counted(results, 'result')} in {counted(groups.length, 'group')}
          </th>
          <th scope="col">Example command line</th>
          <th scope="col" className="ww-num">
            Results
          </th>
        </tr>
      </thead>
      <tbody>
        {groups.slice(0, SHOWN).map((group) => (
          <tr key={`${group.host} ${group.parent} ${group.child}`}>
            <td>
              {isMalicious(group) ? <Mark name="malicious" label="marked malicious" /> : null} <bdi>{group.host}</bdi>{' '}
              <bdi>{group.parent}</bdi> → <bdi>{group.child}</bdi>
            </td>
            <td>
              <code className="ww-mono">{group.example.slice(0, 120)}</code>
            </td>
            <td className="ww-num">{numberText(group.results)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
