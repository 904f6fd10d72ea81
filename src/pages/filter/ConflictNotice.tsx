import { Button } from './LaterButton';
import { useState, type ReactElement } from 'react';
import { Notice } from '../shared/Notice';
import { dayText, hourText, minuteText, type Clock } from '../shared/times';
import { DifferenceView } from './DifferenceView';
import type { EditorWords } from './editor_words';
import type { Conflict } from './save_macro';

interface ConflictNoticeProps {
  readonly conflict: Conflict;
  readonly words: EditorWords;
  /** The saved text that the edits began from, and the edits. */
  readonly base: string;
  readonly mine: string;
  readonly canOverwrite: boolean;
  readonly clock: Clock;
  /** null where both edits cannot be made one. */
  readonly onMerge: (() => void) | null;
  readonly onOverwrite: () => void;
  readonly onTakeTheirs: () => void;
}

/** A colleague saved meanwhile: both changes side by side, and the ways on. */
export function ConflictNotice(props: ConflictNoticeProps): ReactElement {
  const { conflict, words, base, mine, canOverwrite, clock, onMerge } = props;
  const [isOpen, setOpen] = useState(false);
  const { change, theirs } = conflict;
  return (
    <Notice
      tone="warning"
      actions={
        <>
          <Button aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            See both
          </Button>
          <Button disabled={onMerge === null} onClick={() => onMerge?.()}>
            Merge
          </Button>
          <Button disabled={!canOverwrite} onClick={props.onOverwrite}>
            Overwrite
          </Button>
          <Button onClick={props.onTakeTheirs}>Take theirs</Button>
        </>
      }
    >
      <p>
        {change === null
          ? `Somebody saved this ${words.noun} meanwhile.`
          : `${change.user} saved this ${words.noun} ${when(clock, change.time)}.`}{' '}
        See both, then merge or overwrite.
        {onMerge !== null ? '' : ` ${words.unmergeable}`}
        {canOverwrite ? '' : ' Overwriting needs a reason.'}
      </p>
      {isOpen ? (
        <div className="ww-both">
          <div>
            <h3>Theirs{change === null || change.reason === '' ? '' : `: ${change.reason}`}</h3>
            <DifferenceView before={base} after={theirs.definition} />
          </div>
          <div>
            <h3>Yours</h3>
            <DifferenceView before={base} after={mine} />
          </div>
        </div>
      ) : null}
    </Notice>
  );
}

const when = (clock: Clock, time: number): string =>
  dayText(clock, time) === dayText(clock, clock.now) ? `at ${hourText(clock, time)}` : `on ${minuteText(clock, time)}`;
