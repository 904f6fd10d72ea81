import Button from '@splunk/react-ui/Button';
import Text from '@splunk/react-ui/Text';
import TextArea from '@splunk/react-ui/TextArea';
import { useCallback, useEffect, useState, type ReactElement } from 'react';
import { withFilter, type Detection } from '../detections';
import { readMacro, parseProblem, saveMacro, type Macro } from '../macros';
import { errorText, isAbort } from '../rest';
import type { TimeRange } from '../time_bounds';
import type { Clock } from '../times';
import { EffectView } from './EffectView';
import { filterEffect, type EffectGroup, type FilterEffect } from './filter_effect';
import { readFilterHistory, recordFilterChange, type FilterChange } from './filter_history';
import { HistoryList } from './HistoryList';

interface FilterEditorProps {
  readonly detection: Detection;
  readonly range: TimeRange;
  readonly clock: Clock;
  readonly user: string;
  /** Text to start from instead of the saved one: an exception that was proposed elsewhere. */
  readonly proposal?: (saved: string) => string;
  /** Whether a group that would go is marked malicious: hiding it needs a second thought. */
  readonly isMalicious: (group: EffectGroup) => boolean;
  readonly onSaved: () => void;
}

type Check = { readonly kind: 'none' | 'checking' | 'ok' } | { readonly kind: 'problem'; readonly text: string };

/** A detection's filter macro: its text, Splunk's word on it, what it would hide, why, and what it said before. */
export function FilterEditor(props: FilterEditorProps): ReactElement {
  const { detection, range, clock, user, proposal, isMalicious, onSaved } = props;
  const [macro, setMacro] = useState<Macro | null>(null);
  const [text, setText] = useState('');
  const [reason, setReason] = useState('');
  const [check, setCheck] = useState<Check>({ kind: 'none' });
  const [effect, setEffect] = useState<FilterEffect | 'running' | null>(null);
  const [history, setHistory] = useState<readonly FilterChange[]>([]);
  const [message, setMessage] = useState('');
  const [sure, setSure] = useState(false);
  const load = useCallback(
    async (signal: AbortSignal, keep: boolean): Promise<void> => {
      const found = await readMacro(detection.filterMacro, signal);
      setMacro(found);
      if (!keep) setText(proposal === undefined ? found.definition : proposal(found.definition));
      setHistory(await readFilterHistory(detection.filterMacro, signal));
    },
    // The proposal belongs to the opening of the editor, not to its every drawing.
    [detection.filterMacro],
  );
  useEffect(() => {
    const controller = new AbortController();
    setCheck({ kind: 'none' });
    setEffect(null);
    load(controller.signal, false).catch((error: unknown) => {
      if (!isAbort(error)) setMessage(errorText(error));
    });
    return () => {
      controller.abort();
    };
  }, [load]);

  const parse = async (): Promise<boolean> => {
    setCheck({ kind: 'checking' });
    const problem = await parseProblem(withFilter(detection, text));
    setCheck(problem === null ? { kind: 'ok' } : { kind: 'problem', text: problem });
    return problem === null;
  };
  const guard = (work: () => Promise<void>): void => {
    setMessage('');
    work().catch((error: unknown) => {
      setEffect(null);
      setMessage(errorText(error));
    });
  };
  const showEffect = async (): Promise<void> => {
    if (!(await parse())) return;
    setEffect('running');
    setEffect(await filterEffect(detection, macro?.definition ?? '', text, range, new AbortController().signal));
  };
  const save = async (): Promise<void> => {
    if (!(await parse()) || macro === null) return;
    const now = await readMacro(detection.filterMacro);
    if (now.definition !== macro.definition) {
      setMacro(now);
      setMessage(
        'Somebody saved this filter meanwhile. Compare with the history below, then save again to overwrite it.',
      );
      setHistory(await readFilterHistory(detection.filterMacro, new AbortController().signal));
      return;
    }
    await saveMacro(detection.filterMacro, text);
    const change = { macro: macro.name, definition: text, previous: macro.definition, reason: reason.trim(), user };
    await recordFilterChange({ ...change, time: Math.round(Date.now() / 1000) }).catch((error: unknown) => {
      setMessage(`The filter is saved, but its history could not be written. Splunk says: “${errorText(error)}”`);
    });
    setReason('');
    setEffect(null);
    await load(new AbortController().signal, true);
    onSaved();
  };
  const changed = macro !== null && text.trim() !== macro.definition.trim();
  const hidesMalicious = effect !== null && effect !== 'running' && effect.goes.some(isMalicious);
  const blocked = !changed || reason.trim() === '' || (hidesMalicious && !sure);
  return (
    <div>
      <p className="ww-small ww-muted">
        <code>{detection.filterMacro}</code> · {macro?.canWrite === false ? 'you may read it' : 'you may write it'} ·
        saved in local, kept by upgrades
      </p>
      <span className="ww-label" style={{ marginTop: 8 }}>
        Filter: what stays is shown, what it drops is hidden
      </span>
      <TextArea
        value={text}
        aria-label="Filter macro"
        rowsMin={4}
        rowsMax={16}
        spellCheck={false}
        disabled={macro?.canWrite === false}
        error={check.kind === 'problem'}
        onChange={(_event, { value }) => {
          setText(value);
          setCheck({ kind: 'none' });
          setEffect(null);
        }}
      />
      <CheckText check={check} />
      <div className="ww-row" style={{ marginTop: 8 }}>
        <Button disabled={macro === null} onClick={() => guard(showEffect)}>
          What it would hide
        </Button>
        <Button disabled={macro === null} onClick={() => guard(async () => void (await parse()))}>
          Check
        </Button>
        <Button disabled={!changed} onClick={() => setText(macro?.definition ?? '')}>
          Discard edits
        </Button>
      </div>
      <EffectView effect={effect} isMalicious={isMalicious} />
      <div className="ww-block">
        <span className="ww-label">Reason, kept in the history</span>
        <Text
          value={reason}
          aria-label="Reason, kept in the history"
          onChange={(_event, { value }) => setReason(value)}
        />
        {hidesMalicious ? (
          <label className="ww-row ww-red" style={{ marginTop: 8 }}>
            <input type="checkbox" checked={sure} onChange={(event) => setSure(event.target.checked)} />
            Save although it hides a sighting that is marked malicious
          </label>
        ) : null}
        <div className="ww-row" style={{ marginTop: 8 }}>
          <Button appearance="primary" disabled={blocked || macro.canWrite === false} onClick={() => guard(save)}>
            Save filter
          </Button>
          <span className="ww-small ww-muted">{saveHint(macro, changed, reason, hidesMalicious && !sure)}</span>
        </div>
        {message === '' ? null : (
          <p role="alert" className="ww-red" style={{ marginTop: 6 }}>
            {message}
          </p>
        )}
      </div>
      <HistoryList
        history={history}
        clock={clock}
        onRestore={(change, which) => {
          setText(which === 'previous' ? change.previous : change.definition);
          setReason(`Back to the text ${which === 'previous' ? 'before' : 'of'} the change by ${change.user}`);
          setCheck({ kind: 'none' });
        }}
      />
    </div>
  );
}

function saveHint(macro: Macro | null, changed: boolean, reason: string, unsure: boolean): string {
  if (macro === null) return 'Reading the filter …';
  if (!macro.canWrite) return 'You may look but not change: the role webshell_watch_analyst is needed.';
  if (!changed) return 'Nothing is changed';
  if (unsure) return 'Narrow the exception or tick the box';
  return reason.trim() === '' ? 'A reason is needed' : '';
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
