import Button from '@splunk/react-ui/Button';
import Text from '@splunk/react-ui/Text';
import TextArea from '@splunk/react-ui/TextArea';
import type { ReactElement } from 'react';
import type { Clock } from '../times';
import { EffectView } from './EffectView';
import { HistoryList } from './HistoryList';
import { useFilterEditor, type Check, type FilterEditing, type FilterEditorProps } from './use_filter_editor';

const READ_ONLY = 'You may look but not change: the role webshell_watch_analyst is needed.';

/** A detection's filter macro: its text, Splunk's word on it, what it would hide, why, and what it said before. */
export function FilterEditor(props: FilterEditorProps & { readonly clock: Clock }): ReactElement {
  const editing = useFilterEditor(props);
  const { macro, draft, history, edit } = editing;
  return (
    <div>
      <p className="ww-small ww-muted">
        <code>{props.detection.filterMacro}</code> ·{' '}
        {macro?.canWrite === false ? 'you may read it' : 'you may write it'} · saved in local, kept by upgrades
      </p>
      <TextPart {...editing} />
      <EffectView effect={draft.effect} isMalicious={props.isMalicious} />
      <SavePart {...editing} />
      <HistoryList
        history={history}
        clock={props.clock}
        onRestore={(change, which) => {
          const reason = `Back to the text ${which === 'previous' ? 'before' : 'of'} the change by ${change.user}`;
          edit({ text: change[which], reason, check: { kind: 'none' }, effect: null });
        }}
      />
    </div>
  );
}

function TextPart({ macro, draft, edit, isChanged, check, showEffect }: FilterEditing): ReactElement {
  return (
    <>
      <span className="ww-label" style={{ marginTop: 8 }}>
        Filter: what stays is shown, what it drops is hidden
      </span>
      <div className="ww-code-input">
        <TextArea
          value={draft.text}
          aria-label="Filter macro"
          rowsMin={4}
          rowsMax={16}
          spellCheck={false}
          disabled={macro?.canWrite === false}
          error={draft.check.kind === 'problem'}
          onChange={(_event, { value }) => edit({ text: value, check: { kind: 'none' }, effect: null, sure: false })}
        />
      </div>
      <CheckText check={draft.check} />
      <div className="ww-row" style={{ marginTop: 8 }}>
        <Button disabled={macro === null} onClick={showEffect}>
          What it would hide
        </Button>
        <Button disabled={macro === null} onClick={check}>
          Check
        </Button>
        <Button
          disabled={!isChanged}
          onClick={() => edit({ text: macro?.definition ?? '', check: { kind: 'none' }, effect: null })}
        >
          Discard edits
        </Button>
      </div>
    </>
  );
}

function CheckText({ check }: { readonly check: Check }): ReactElement {
  return (
    <p className="ww-small" aria-live="polite" style={{ minHeight: 18 }}>
      {check.kind === 'checking' ? 'Asking Splunk …' : null}
      {check.kind === 'ok' ? <span className="ww-ok">Splunk’s parser accepts it</span> : null}
      {check.kind === 'problem' ? <span className="ww-red">It does not parse. Splunk says: “{check.text}”</span> : null}
    </p>
  );
}

function SavePart(editing: FilterEditing): ReactElement {
  const { macro, draft, edit, hidesMalicious, save } = editing;
  const hint = saveHint(editing);
  return (
    <div className="ww-block">
      <span className="ww-label">Reason, kept in the history</span>
      <Text
        value={draft.reason}
        aria-label="Reason, kept in the history"
        onChange={(_event, { value }) => edit({ reason: value })}
      />
      {hidesMalicious ? (
        <label className="ww-row ww-red" style={{ marginTop: 8 }}>
          <input type="checkbox" checked={draft.sure} onChange={(event) => edit({ sure: event.target.checked })} />
          Save although it hides a sighting that is marked malicious
        </label>
      ) : null}
      <div className="ww-row" style={{ marginTop: 8 }}>
        <Button appearance="primary" disabled={macro === null || hint !== ''} onClick={save}>
          Save filter
        </Button>
        <span className="ww-small ww-muted">{hint}</span>
      </div>
      {draft.message === '' ? null : (
        <p role="alert" className="ww-red" style={{ marginTop: 6 }}>
          {draft.message}
        </p>
      )}
    </div>
  );
}

/** Why the filter cannot be saved now; empty when it can. */
function saveHint({ macro, isChanged, draft, hidesMalicious }: FilterEditing): string {
  if (macro === null) return 'Reading the filter …';
  if (!macro.canWrite) return READ_ONLY;
  if (!isChanged) return 'Nothing is changed';
  if (hidesMalicious && !draft.sure) return 'Narrow the exception or tick the box';
  return draft.reason.trim() === '' ? 'A reason is needed' : '';
}
