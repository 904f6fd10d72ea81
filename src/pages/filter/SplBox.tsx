import Button from '@splunk/react-ui/Button';
import TextArea from '@splunk/react-ui/TextArea';
import type { ReactElement } from 'react';
import type { Diagnostic } from '../../core/diagnostic';
import type { Check, FilterEditing } from './use_filter_editor';

interface SplBoxProps {
  readonly editing: FilterEditing;
  readonly text: string;
  /** What our own parser objects to; null when it reads the text. */
  readonly problem: Diagnostic | null;
}

/** The same filter as SPL, editable. */
export function SplBox({ editing, text, problem }: SplBoxProps): ReactElement {
  const { check, macro, canWrite, change, checkText, askSplunk } = editing;
  return (
    <section className="ww-box" aria-labelledby="ww-spl-title">
      <div className="ww-caption">
        <h2 id="ww-spl-title">As SPL</h2>
        <span className="ww-small ww-muted">same filter, edit either side</span>
      </div>
      <div className="ww-pad">
        <div className="ww-code-input">
          <TextArea
            value={text}
            aria-label="Filter macro"
            rowsMin={4}
            rowsMax={24}
            spellCheck={false}
            disabled={macro === null || !canWrite}
            error={check.kind === 'problem'}
            onChange={(_event, { value }) => change({ kind: 'text', text: value }, 'text')}
          />
        </div>
        <CheckText check={check} problem={problem} />
        <div className="ww-row ww-space">
          <Button disabled={macro === null} onClick={askSplunk}>
            What it would hide
          </Button>
          <Button disabled={macro === null} onClick={checkText}>
            Check
          </Button>
        </div>
      </div>
    </section>
  );
}

function CheckText({ check, problem }: { readonly check: Check; readonly problem: Diagnostic | null }): ReactElement {
  return (
    <p className="ww-small ww-check" aria-live="polite">
      {check.kind === 'checking' ? 'Asking Splunk …' : null}
      {check.kind === 'ok' ? <span className="ww-ok">Splunk’s parser accepts it</span> : null}
      {check.kind === 'problem' ? <span className="ww-red">It does not parse. Splunk says: “{check.text}”</span> : null}
      {check.kind === 'none' && problem !== null ? (
        <span className="ww-red">
          Line {problem.line}, column {problem.column}: {problem.message}. {problem.hint}
        </span>
      ) : null}
    </p>
  );
}
