import Button from '@splunk/react-ui/Button';
import type { ReactElement, ReactNode } from 'react';
import type { Diagnostic } from '../../core/diagnostic';
import { Mark } from '../shared/icons';
import type { Check } from './editor_state';
import type { FilterEditing } from './use_filter_editor';
import { UNDOABLE } from './use_undo_keys';

export type LineState = 'new' | 'bad';

interface SplBoxProps {
  readonly editing: FilterEditing;
  readonly text: string;
  /** What our own parser objects to; null when it reads the text. */
  readonly problem: Diagnostic | null;
  /** What a line of the text is, when it is not saved yet. */
  readonly lineState: (line: string) => LineState | null;
  /** Import and export. */
  readonly exchange: ReactNode;
}

/** The same filter as SPL, editable; lines that are not saved yet are tinted. */
export function SplBox({ editing, text, problem, lineState, exchange }: SplBoxProps): ReactElement {
  const { check, macro, canWrite, change, checkText, askSplunk } = editing;
  return (
    <section className="ww-box" aria-labelledby="ww-spl-title">
      <div className="ww-caption">
        <h2 id="ww-spl-title">As SPL</h2>
        <span className="ww-small ww-muted">same filter, edit either side</span>
        {check.kind === 'ok' ? (
          <span className="ww-accepted">
            <Mark name="known_good" /> Splunk’s parser accepts it
          </span>
        ) : null}
      </div>
      <div className="ww-pad">
        <div className={`ww-spl ${UNDOABLE}`}>
          <div className="ww-spl-lines" aria-hidden="true">
            {text.split('\n').map((line, i) => (
              <span key={i} className={classOf(lineState(line))}>
                {line === '' ? ' ' : line}
              </span>
            ))}
          </div>
          <textarea
            value={text}
            aria-label="Filter macro"
            aria-invalid={check.kind === 'problem' || problem !== null}
            aria-describedby="ww-spl-check"
            spellCheck={false}
            readOnly={macro === null || !canWrite}
            onChange={(event) => change({ kind: 'text', text: event.target.value }, 'text')}
          />
        </div>
        <CheckText check={check} problem={problem} />
        <div className="ww-row">
          <Button disabled={macro === null} onClick={askSplunk}>
            What it would hide
          </Button>
          <Button disabled={macro === null} onClick={checkText}>
            Check
          </Button>
          {exchange}
        </div>
      </div>
    </section>
  );
}

const classOf = (state: LineState | null): string | undefined => (state === null ? undefined : `ww-spl-${state}`);

function CheckText({ check, problem }: { readonly check: Check; readonly problem: Diagnostic | null }): ReactElement {
  return (
    <p className="ww-small ww-check" id="ww-spl-check" aria-live="polite">
      {check.kind === 'checking' ? 'Asking Splunk …' : null}
      {check.kind === 'ok' ? <span className="ww-hidden">Splunk’s parser accepts the text</span> : null}
      {check.kind === 'problem' ? <span className="ww-red">It does not parse. Splunk says: “{check.text}”</span> : null}
      {check.kind !== 'problem' && problem !== null ? (
        <span className="ww-red">
          Line {problem.line}, column {problem.column}: {problem.message}. {problem.hint}
        </span>
      ) : null}
    </p>
  );
}
