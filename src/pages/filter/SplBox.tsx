import { Button } from './LaterButton';
import { useRef, type ReactElement, type ReactNode } from 'react';
import type { Diagnostic } from '../../core/diagnostic';
import { Mark } from '../shared/icons';
import type { Check } from './editor_state';
import type { EditorWords } from './editor_words';
import { TextProblem } from './TextProblem';
import type { MacroEditing } from './use_macro_editor';
import { UNDOABLE } from './use_undo_keys';

export type LineState = 'new' | 'bad';

interface SplBoxProps {
  readonly editing: MacroEditing;
  readonly words: EditorWords;
  readonly text: string;
  /** What our own parser and checks object to, errors first. */
  readonly problems: readonly Diagnostic[];
  /** What a line of the text is, when it is not saved yet. */
  readonly lineState: (line: string) => LineState | null;
  /** Nothing can be tried with what our own parser objects to. */
  readonly isBlocked?: boolean;
  /** What can be done about a problem at once. */
  readonly mend?: (problem: Diagnostic) => ReactNode;
  /** More buttons. */
  readonly children?: ReactNode;
}

const MOST_PROBLEMS = 5;

/** The macro's text, editable; lines that are not saved yet are tinted. */
export function SplBox(props: SplBoxProps): ReactElement {
  const { editing, words, text, problems, lineState, isBlocked = false, mend, children } = props;
  const { check, macro, canWrite, change, checkText, askSplunk } = editing;
  const area = useRef<HTMLTextAreaElement>(null);
  const isWrong = check.kind === 'problem' || problems.some(({ severity }) => severity === 'error');
  return (
    <section className="ww-box" aria-labelledby="ww-spl-title">
      <div className="ww-caption">
        <h2 id="ww-spl-title" tabIndex={-1}>
          {words.textTitle}
        </h2>
        <span className="ww-small ww-muted">{words.textNote}</span>
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
            ref={area}
            value={text}
            aria-label={words.textLabel}
            aria-invalid={isWrong}
            aria-describedby="ww-spl-check"
            spellCheck={false}
            readOnly={macro === null || !canWrite}
            onChange={(event) => change({ kind: 'text', text: event.target.value }, 'text')}
          />
        </div>
        <div className="ww-small ww-check" id="ww-spl-check" aria-live="polite">
          <CheckText check={check} />
          {check.kind === 'problem'
            ? null
            : problems
                .slice(0, MOST_PROBLEMS)
                .map((problem) => (
                  <TextProblem key={keyOf(problem)} area={area} problem={problem} mend={mend?.(problem)} />
                ))}
        </div>
        <div className="ww-row">
          <Button disabled={macro === null || isBlocked} onClick={askSplunk}>
            {words.effect}
          </Button>
          <Button disabled={macro === null} onClick={checkText}>
            Check
          </Button>
          {children}
        </div>
      </div>
    </section>
  );
}

const classOf = (state: LineState | null): string | undefined => (state === null ? undefined : `ww-spl-${state}`);

const keyOf = ({ line, column, message }: Diagnostic): string => `${line}:${column} ${message}`;

function CheckText({ check }: { readonly check: Check }): ReactElement | null {
  switch (check.kind) {
    case 'none':
      return null;
    case 'checking':
      return <p>Asking Splunk …</p>;
    case 'ok':
      return <p className="ww-hidden">Splunk’s parser accepts the text</p>;
    case 'problem':
      return <p className="ww-red">It does not parse. Splunk says: “{check.text}”</p>;
  }
}
