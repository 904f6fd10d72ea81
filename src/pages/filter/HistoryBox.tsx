import { useState, type ReactElement } from 'react';
import { counted, minuteText, type Clock } from '../shared/times';
import { changeWords } from './exception_changes';
import { DifferenceView } from './DifferenceView';
import type { EditorWords } from './editor_words';
import type { FilterChange } from './filter_history';
import type { MacroEditing } from './use_macro_editor';

interface HistoryBoxProps {
  readonly editing: MacroEditing;
  readonly words: EditorWords;
  readonly clock: Clock;
}

type OnRestore = (text: string, reason: string) => void;

const PAGE = 10;

/** Who changed the macro, when and why; each version can be looked at and taken back. */
export function HistoryBox({ editing, words, clock }: HistoryBoxProps): ReactElement {
  const { history, canWrite } = editing;
  const disabled = !canWrite;
  const [shown, setShown] = useState(PAGE);
  // Back into the editor; saving it is another step.
  const onRestore: OnRestore = (text, reason) => {
    editing.change({ kind: 'text', text }, '');
    editing.setReason(reason);
  };
  const oldest = history.at(-1);
  return (
    <section className="ww-box" aria-labelledby="ww-history-title">
      <div className="ww-caption">
        <h2 id="ww-history-title">History</h2>
        <span className="ww-small ww-muted">{counted(history.length, 'change')}</span>
      </div>
      {history.length === 0 ? <p className="ww-pad ww-muted">Nobody has changed this {words.noun} yet.</p> : null}
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
}: {
  readonly change: FilterChange;
  readonly clock: Clock;
  readonly disabled: boolean;
  readonly onRestore: OnRestore;
}): ReactElement {
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
      <span className="ww-nowrap ww-no-print">
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
