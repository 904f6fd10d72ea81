import { useCallback, useDeferredValue, useEffect, useMemo, useRef, type ReactElement } from 'react';
import type { Clock } from '../shared/times';
import type { EditedFilter } from './edited_macro';
import type { EditorProps } from './editor_state';
import { editorWords } from './editor_words';
import { EditorNotices } from './EditorNotices';
import { EffectBox } from './EffectBox';
import { ExceptionsBox } from './ExceptionsBox';
import { keyOf } from './exception_changes';
import { costOf, type ExceptionCost } from './exception_costs';
import type { ResultTable } from './exception_fit';
import { namesHost, type Exception } from './exceptions';
import { Exchange } from './Exchange';
import { readContent, textOfContent } from './filter_content';
import { focusLater } from './focus_later';
import { countedEffect, type EffectGroup, type FilterEffect } from './filter_effect';
import { filterFields } from './filter_fields';
import { HistoryBox } from './HistoryBox';
import { readFilter } from './read_filter';
import { SaveBox } from './SaveBox';
import { SplBox, type LineState } from './SplBox';
import { dangerOf } from './macro_effect';
import { useMacroEditor, type MacroEditing } from './use_macro_editor';
import { useMacros } from './use_macros';
import { useServers, useTrial, type Trial } from './use_trial';
import { valuesSeen, type SeenValue } from './values_seen';

interface FilterEditorProps extends EditorProps {
  readonly edited: EditedFilter;
  readonly clock: Clock;
}

const words = editorWords.filter;

/** A detection's filter: its exceptions as rows and as SPL, what they hide, why they are there, what they were before. */
export function FilterEditor(props: FilterEditorProps): ReactElement {
  const { edited, range, clock, isMalicious } = props;
  const { detection } = edited;
  const editing = useMacroEditor(props);
  const [trial, again] = useTrial(detection, range);
  const { content, base, history, macro, canWrite } = editing;
  const read = useMemo(() => readContent(content), [content]);
  const table = trial.kind === 'ready' ? trial.table : null;
  const rows = useRows(editing, read.exceptions, table, props);
  const counted = useCounted(table, base, editing);
  const asked = editing.asked === 'running' || editing.asked?.kind === 'filter' ? editing.asked : null;
  useProposalFocus(editing, props.proposal !== null);
  const text = textOfContent(content);
  const isReadOnly = read.kind === 'more';
  // While Splunk counts again, what is known stands.
  const known = asked === null || asked === 'running' ? counted : asked;
  return (
    <>
      <EditorNotices editing={editing} words={words} text={text} clock={clock} />
      <div className="ww-columns">
        <div className="ww-column">
          <ExceptionsBox
            {...rows}
            exceptions={read.exceptions}
            rest={isReadOnly && macro !== null ? read.rest : []}
            isLoading={macro === null && editing.failure === null}
            history={history}
            clock={clock}
            disabled={isReadOnly || !canWrite}
            since={sinceOf(trial)}
            canUndo={editing.canUndo}
            canRedo={editing.canRedo}
            onUndo={editing.undo}
            onRedo={editing.redo}
          />
          <EffectBox
            trial={trial}
            effect={asked ?? counted}
            isMalicious={isMalicious}
            clock={clock}
            range={range}
            edited={edited}
            texts={[base, text]}
            onAgain={again}
            onStop={editing.stopAsking}
          />
        </div>
        <div className="ww-column">
          <SplBox
            editing={editing}
            words={words}
            text={text}
            problems={read.kind === 'more' && read.problem !== null ? [read.problem] : []}
            lineState={lineStates(read.exceptions, rows)}
          >
            <Exchange
              detection={detection.name}
              macro={detection.filterMacro}
              exceptions={read.exceptions}
              isReadOnly={isReadOnly}
              canWrite={canWrite}
              onImport={(more) => editing.change({ kind: 'rows', exceptions: [...read.exceptions, ...more] }, '')}
            />
          </SplBox>
          <SaveBox
            editing={editing}
            words={words}
            danger={known === null ? null : dangerOf(known, isMalicious)}
            clock={clock}
          />
          <HistoryBox editing={editing} words={words} clock={clock} />
        </div>
      </div>
    </>
  );
}

/** Which lines of the text are exceptions that are not saved yet, and which of them hide something malicious. */
function lineStates(exceptions: readonly Exception[], { saved, costs }: RowParts): (line: string) => LineState | null {
  const known = new Set(saved.map(keyOf));
  const states = new Map<string, LineState>();
  for (const [at, exception] of exceptions.entries())
    if (!known.has(keyOf(exception)))
      states.set(keyOf(exception), (costs[at]?.malicious.length ?? 0) > 0 ? 'bad' : 'new');
  return (line) => states.get(line.replace(/^\s*(?:OR |search NOT (?=\(.+\)$))?/, '')) ?? null;
}

/** Puts the focus on the exception that another page proposed, once it is there. */
function useProposalFocus({ macro, content }: MacroEditing, isProposed: boolean): void {
  const isDone = useRef(false);
  useEffect(() => {
    if (!isProposed || macro === null || isDone.current) return;
    isDone.current = true;
    if (content.kind === 'rows') focusRow(content.exceptions.length - 1);
  }, [isProposed, macro, content]);
}

/** From when on nothing was hidden: the start of the range, unless results are missing. */
const sinceOf = (trial: Trial): number | null | undefined =>
  trial.kind === 'ready' && !trial.stopped ? trial.bounds.from : undefined;

/** The effect counted from the results at hand; null where rows cannot show one of the filters. */
function useCounted(table: ResultTable | null, base: string, { content, macro }: MacroEditing): FilterEffect | null {
  const edited = useDeferredValue(content);
  const saved = useMemo(() => readFilter(base), [base]);
  return useMemo(() => {
    const read = readContent(edited);
    if (table === null || macro === null || saved.kind !== 'rows' || read.kind !== 'rows') return null;
    return countedEffect(table, saved.exceptions, read.exceptions);
  }, [table, macro, saved, edited]);
}

type RowParts = Pick<
  Parameters<typeof ExceptionsBox>[0],
  'saved' | 'costs' | 'fields' | 'seen' | 'table' | 'servers' | 'onChange' | 'onAdd'
>;

/** What the rows are given: costs, fields, values that were seen, and what an edit does. */
function useRows(
  editing: MacroEditing,
  exceptions: readonly Exception[],
  table: ResultTable | null,
  { edited: { detection }, range, isMalicious }: FilterEditorProps,
): RowParts {
  const { base } = editing;
  const saved = useMemo(() => readFilter(base).exceptions, [base]);
  const costs = useCosts(table, exceptions, isMalicious);
  const servers = useServers(range, table !== null && exceptions.some((exception) => !namesHost(exception)));
  const macros = useMacros();
  const fields = useMemo(
    () => filterFields(detection.unfiltered, macros ?? [], table?.rows ?? []),
    [detection.unfiltered, macros, table],
  );
  const seen = useCallback(
    (field: string): readonly SeenValue[] => (table === null ? [] : valuesSeen(table.rows, field)),
    [table],
  );
  const latest = useRef({ editing, exceptions });
  latest.current = { editing, exceptions };
  const onChange = useCallback((at: number, exception: Exception | null, place: string): void => {
    const { editing: now, exceptions: all } = latest.current;
    const next = all.flatMap((other, i) => (i === at ? (exception ?? []) : other));
    now.change({ kind: 'rows', exceptions: next }, place === '' ? '' : `${at} ${place}`);
    if (exception === null) focusRow(Math.min(at, next.length - 1));
  }, []);
  const onAdd = (): void => {
    const first = { field: fields[0] ?? '', operator: 'is', values: [''] } as const;
    editing.change({ kind: 'rows', exceptions: [...exceptions, { conditions: [first], until: null }] }, '');
  };
  return { saved, costs, fields, seen, table, servers, onChange, onAdd };
}

/** After a row is gone the focus goes to the one in its place. */
function focusRow(at: number): void {
  focusLater(at < 0 ? '#ww-exceptions-title' : `#ww-exception-${at}`);
}

/** The cost of each exception; those that did not change are not counted again. */
function useCosts(
  table: ResultTable | null,
  exceptions: readonly Exception[],
  isMalicious: (group: EffectGroup) => boolean,
): readonly (ExceptionCost | null)[] {
  const known = useMemo(() => new WeakMap<Exception, ExceptionCost>(), [table, isMalicious]);
  return useMemo(
    () =>
      exceptions.map((exception) => {
        if (table === null) return null;
        const cost = known.get(exception) ?? costOf(table, exception, isMalicious);
        known.set(exception, cost);
        return cost;
      }),
    [table, exceptions, known, isMalicious],
  );
}
