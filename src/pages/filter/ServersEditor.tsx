import { useDeferredValue, useMemo, type ReactElement } from 'react';
import type { Diagnostic } from '../../core/diagnostic';
import { conditionProblems, OPEN_CONDITION } from '../../compiler/own_app/where_condition';
import type { MacroDefinition } from '../../spl/macros';
import type { Clock } from '../shared/times';
import type { EditorProps } from './editor_state';
import { editorWords } from './editor_words';
import { EditorNotices } from './EditorNotices';
import { textOfContent } from './filter_content';
import { HistoryBox } from './HistoryBox';
import { dangerOf } from './macro_effect';
import { SaveBox } from './SaveBox';
import { ServersBox } from './ServersBox';
import { SplBox } from './SplBox';
import { UndoButtons } from './UndoButtons';
import { useMacroEditor, type MacroEditing } from './use_macro_editor';
import { useMacros } from './use_macros';
import { useUndoKeys } from './use_undo_keys';

const words = editorWords.web_servers;

/** Which parents count as web servers: the condition as text, what an edit of it would change, and its history. */
export function ServersEditor(props: EditorProps & { readonly clock: Clock }): ReactElement {
  const { edited, range, clock, isMalicious } = props;
  const editing = useMacroEditor(props);
  const { base, content, canWrite } = editing;
  const text = textOfContent(content);
  const problems = useProblems(editing, text, edited.macro);
  const isBlocked = problems.some(({ severity }) => severity === 'error');
  const effect = editing.asked === 'running' || editing.asked?.kind === 'web_servers' ? editing.asked : null;
  const known = effect === 'running' ? null : effect;
  const { canUndo, canRedo, undo: onUndo, redo: onRedo } = editing;
  const steps = { canUndo, canRedo, onUndo, onRedo };
  useUndoKeys(steps, canWrite, 'ww-spl-title');
  const first = isBlocked ? 'Mend the condition first' : known === null ? `Press “${words.effect}” first` : '';
  return (
    <>
      <EditorNotices editing={editing} words={words} text={text} clock={clock} />
      <div className="ww-columns">
        <div className="ww-column">
          <SplBox
            editing={editing}
            words={words}
            text={text}
            problems={problems}
            lineState={() => null}
            isBlocked={isBlocked}
            mend={(problem) => <Parentheses problem={problem} editing={editing} text={text} />}
          >
            <UndoButtons disabled={!canWrite} {...steps} />
          </SplBox>
          <ServersBox
            effect={effect}
            isMalicious={isMalicious}
            clock={clock}
            range={range}
            edited={edited}
            texts={[base, text]}
            onStop={editing.stopAsking}
          />
        </div>
        <div className="ww-column">
          <SaveBox
            editing={editing}
            words={words}
            danger={known === null ? null : dangerOf(known, isMalicious)}
            first={first}
            clock={clock}
          />
          <HistoryBox editing={editing} words={words} clock={clock} />
        </div>
      </div>
    </>
  );
}

/** What our own checks say of the text; nothing while it is read. */
function useProblems({ macro }: MacroEditing, text: string, name: string): readonly Diagnostic[] {
  const macros = useMacros();
  const checked = useDeferredValue(text);
  return useMemo(() => {
    if (macro === null) return [];
    const own: MacroDefinition = { name, args: [], definition: checked, isEval: false };
    const known = [own, ...(macros ?? []).filter((other) => other.name !== name)];
    const problems = conditionProblems(
      { name: 'condition', text: checked },
      {
        macro: (wanted, count) => known.find((each) => each.name === wanted && each.args.length === count),
        macroNames: () => known.map((each) => each.name),
      },
    );
    // Before the macros are known, none is missing.
    return macros === null ? problems.filter(({ severity }) => severity === 'error') : problems;
  }, [macro, macros, checked, name]);
}

const Parentheses = ({
  problem,
  editing,
  text,
}: {
  readonly problem: Diagnostic;
  readonly editing: MacroEditing;
  readonly text: string;
}): ReactElement | null =>
  problem.code !== OPEN_CONDITION || !editing.canWrite ? null : (
    <button
      type="button"
      className="ww-link ww-underlined"
      onClick={() => editing.change({ kind: 'text', text: `(${text.trim()})` }, '')}
    >
      Put it in parentheses
    </button>
  );
