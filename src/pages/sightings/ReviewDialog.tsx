import Button from '@splunk/react-ui/Button';
import TextArea from '@splunk/react-ui/TextArea';
import { useState, type ReactElement } from 'react';
import { Dialog } from '../shared/Dialog';
import { failureBehind, problemText } from '../shared/rest';
import { visibleText } from '../shared/visible_text';
import type { Sighting, Verdict } from './sighting';
import { verdictTitles } from './words';

interface ReviewDialogProps {
  readonly sighting: Sighting;
  readonly verdict: Verdict | null;
  readonly onSave: (reason: string) => Promise<void>;
  readonly onClose: () => void;
}

/** Asks for the reason of a decision: in half a year nobody remembers why a shell was known good. */
export function ReviewDialog({ sighting, verdict, onSave, onClose }: ReviewDialogProps): ReactElement {
  const [reason, setReason] = useState('');
  const [problem, setProblem] = useState('');
  const [isSaving, setSaving] = useState(false);
  const title = verdict === null ? 'Take the review back' : `Mark as ${verdictTitles[verdict].toLowerCase()}`;
  const save = (): void => {
    setSaving(true);
    onSave(reason.trim()).then(onClose, (error: unknown) => {
      setProblem(problemText('It could not be saved.', failureBehind(error)));
      setSaving(false);
    });
  };
  return (
    <Dialog title={title} onClose={onClose}>
      <p>
        <bdi>{visibleText(sighting.parent)}</bdi> → <b>{visibleText(sighting.child)}</b> on{' '}
        <b>{visibleText(sighting.dest)}</b>
      </p>
      {verdict === null ? null : (
        <>
          <span className="ww-label" style={{ marginTop: 8 }}>
            Reason, kept with the review
          </span>
          <TextArea
            value={reason}
            aria-label="Reason, kept with the review"
            rowsMin={3}
            autoFocus
            onChange={(_event, { value }) => setReason(value)}
          />
        </>
      )}
      {problem === '' ? null : (
        <p role="alert" className="ww-red">
          {problem}
        </p>
      )}
      <div className="ww-row" style={{ marginTop: 12 }}>
        <Button appearance="primary" disabled={isSaving || (verdict !== null && reason.trim() === '')} onClick={save}>
          {verdict === null ? 'Take back' : 'Save review'}
        </Button>
        <Button onClick={onClose}>Cancel</Button>
        {verdict !== null && reason.trim() === '' ? (
          <span className="ww-small ww-muted">A reason is needed</span>
        ) : null}
      </div>
    </Dialog>
  );
}
