import { Button } from './LaterButton';
import type { ReactElement } from 'react';
import { minuteText, type Clock } from '../shared/times';
import type { EditorWords } from './editor_words';
import { incompleteOf } from './filter_content';
import type { MacroEditing } from './use_macro_editor';

const READ_ONLY = 'You may look but not change: the role webshell_watch_analyst is needed.';

interface SaveBoxProps {
  readonly editing: MacroEditing;
  readonly words: EditorWords;
  /** Why it needs a second thought, behind "Save although"; null when nothing speaks against it. */
  readonly danger: string | null;
  /** What must be done first; empty when nothing must. */
  readonly first?: string;
  readonly clock: Clock;
}

/** Why, and the button that saves. */
export function SaveBox(props: SaveBoxProps): ReactElement {
  const { editing, words, danger, clock } = props;
  const { reason, sure, message, setReason, setSure, save, discard, isChanged, canWrite, base, history } = editing;
  const hint = saveHint(props);
  const version = history.find(({ definition }) => definition === base);
  return (
    <section className="ww-box ww-no-print" aria-labelledby="ww-save-title">
      <div className="ww-caption">
        <h2 id="ww-save-title">Save</h2>
        <span className="ww-small ww-muted">
          {version === undefined ? '' : `based on the version of ${minuteText(clock, version.time)}`}
        </span>
      </div>
      <div className="ww-pad">
        <span className="ww-label">Reason, kept in the history</span>
        <textarea
          className="ww-input ww-reason"
          value={reason}
          aria-label="Reason, kept in the history"
          rows={2}
          disabled={!canWrite}
          onChange={(event) => setReason(event.target.value)}
        />
        {danger === null ? null : (
          <label className="ww-sure ww-red ww-space">
            <input type="checkbox" checked={sure} onChange={(event) => setSure(event.target.checked)} />
            Save although {danger}
          </label>
        )}
        <div className="ww-row ww-space">
          <Button appearance="primary" disabled={hint !== ''} onClick={save}>
            Save {words.noun}
          </Button>
          <Button disabled={!isChanged || !canWrite} onClick={discard}>
            Discard edits
          </Button>
          <span className="ww-small ww-muted">{hint}</span>
        </div>
        {message === '' ? null : (
          <p role="alert" className="ww-red ww-space">
            {message}
          </p>
        )}
      </div>
    </section>
  );
}

/** Why it cannot be saved now; empty when it can. */
function saveHint({ editing, words, danger, first = '' }: SaveBoxProps): string {
  const { macro, canWrite, isChanged, isSaving, conflict, content, sure, reason } = editing;
  if (macro === null) return `Reading the ${words.noun} …`;
  if (!canWrite) return READ_ONLY;
  if (isSaving) return 'Checking and saving …';
  const [incomplete] = incompleteOf(content);
  if (incomplete !== undefined) return `Complete exception ${incomplete}, or remove it`;
  if (!isChanged) return 'Nothing is changed';
  if (conflict !== null) return 'Merge or overwrite first';
  if (first !== '') return first;
  if (danger !== null && !sure) return words.mend;
  return reason.trim() === '' ? 'A reason is needed' : '';
}
