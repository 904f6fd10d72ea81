import { useState, type ReactElement } from 'react';
import { counted, minuteText, type Clock } from '../shared/times';
import { changeWords } from './exception_changes';
import { DifferenceView } from './DifferenceView';
import type { FilterChange } from './filter_history';

interface HistoryBoxProps {
  readonly history: readonly FilterChange[];
  readonly clock: Clock;
  readonly disabled: boolean;
  /** Takes a version's text back into the editor; saving it is another step. */
  readonly onRestore: (text: string, reason: string) => void;
}

const PAGE = 10;

/** Who changed the filter, when and why; each version can be looked at and taken back. */
export function HistoryBox({ history, clock, disabled, onRestore }: HistoryBoxProps): ReactElement {
  const [shown, setShown] = useState(PAGE);
  const oldest = history.at(-1);
  return (
    <section className="ww-box" aria-labelledby="ww-history-title">
      <div className="ww-caption">
        <h2 id="ww-history-title">History</h2>
        <span className="ww-small ww-muted">{counted(history.length, 'change')}</span>
      </div>
      {history.length === 0 ? <p className="ww-pad ww-muted">Nobody has changed this filter yet.</p> : null}
      <ul className="ww-history">
        {history.slice(0, shown).map((change, i) => (
          <Version
            key={`${change.time} ${i}`}
            change={change}
            clock={clock}
            disabled={disabled}
            onRestore={onRestore}
          />
        ))}
        {oldest === undefined || history.length > shown ? null : (
          <li>
            <span className="ww-muted">Before</span>
            <span>
              <code className="ww-mono">{oldest.previous}</code>
            </span>
            <span>
              <RestoreButton
                disabled={disabled}
                label="Restore the text before all changes"
                onClick={() => onRestore(oldest.previous, 'Back to the text before all changes')}
              />
            </span>
          </li>
        )}
      </ul>
      {history.length > shown ? (
        <p className="ww-pad">
          <button type="button" className="ww-link" onClick={() => setShown(shown + 5 * PAGE)}>
            Older versions
          </button>
        </p>
      ) : null}
    </section>
  );
}

const RestoreButton = ({
  disabled,
  label,
  onClick,
}: {
  readonly disabled: boolean;
  readonly label: string;
  readonly onClick: () => void;
}): ReactElement | null =>
  disabled ? null : (
    <button type="button" className="ww-link" aria-label={label} onClick={onClick}>
      Restore
    </button>
  );

function Version({
  change,
  clock,
  disabled,
  onRestore,
}: Omit<HistoryBoxProps, 'history'> & { readonly change: FilterChange }): ReactElement {
  const [isOpen, setOpen] = useState(false);
  const when = minuteText(clock, change.time);
  return (
    <li>
      <span className="ww-muted ww-nowrap">{when}</span>
      <span>
        <b>
          <bdi>{change.user}</bdi>
        </b>{' '}
        {changeWords(change)}
        <span className="ww-muted ww-block-line" dir="auto">
          {change.reason}
        </span>
        {isOpen ? <DifferenceView before={change.previous} after={change.definition} /> : null}
      </span>
      <span className="ww-nowrap">
        <button
          type="button"
          className="ww-link"
          aria-expanded={isOpen}
          aria-label={`Diff of ${when}`}
          onClick={() => setOpen(!isOpen)}
        >
          Diff
        </button>{' '}
        {disabled ? '' : '· '}
        <RestoreButton
          disabled={disabled}
          label={`Restore the version of ${when}`}
          onClick={() => onRestore(change.definition, `Back to the version of ${when} by ${change.user}`)}
        />
      </span>
    </li>
  );
}
