import { Button } from './LaterButton';
import type { ReactElement } from 'react';
import { FailureNotice } from '../shared/FailureNotice';
import { Notice } from '../shared/Notice';
import { minuteText, type Clock } from '../shared/times';
import { ConflictNotice } from './ConflictNotice';
import type { EditorWords } from './editor_words';
import type { MacroEditing } from './use_macro_editor';

interface EditorNoticesProps {
  readonly editing: MacroEditing;
  readonly words: EditorWords;
  readonly text: string;
  readonly clock: Clock;
}

/** What stands in the way of editing: a failed request, a colleague's save, edits from before. */
export function EditorNotices({ editing, words, text, clock }: EditorNoticesProps): ReactElement {
  const { failure, conflict, kept, base, reason, canWrite } = editing;
  return (
    <>
      {failure === null ? null : <FailureNotice failure={failure} button={Button} onAgain={editing.retry} />}
      {conflict === null ? null : (
        <ConflictNotice
          conflict={conflict}
          words={words}
          base={base}
          mine={text}
          canOverwrite={canWrite && reason.trim() !== ''}
          clock={clock}
          onMerge={editing.merge}
          onOverwrite={editing.overwrite}
          onTakeTheirs={editing.takeTheirs}
        />
      )}
      {kept === null ? null : (
        <Notice
          tone="plain"
          actions={
            <>
              <Button onClick={editing.takeBack}>Take them back</Button>
              <Button onClick={editing.forget}>Forget them</Button>
            </>
          }
        >
          Your edits of {minuteText(clock, kept.time)} were not saved. They are kept; what you see is the saved{' '}
          {words.noun}.
        </Notice>
      )}
    </>
  );
}
