import { Button } from './LaterButton';
import { useMemo, useState, type ReactElement } from 'react';
import { GreyBars } from '../shared/GreyBars';
import { counted, numberText } from '../shared/times';
import { ExceptionRow } from './ExceptionRow';
import type { RowSurroundings } from './row_props';
import type { ExceptionCost } from './exception_costs';
import { keyOf, originsOf } from './exception_changes';
import { exceptionWords, type Exception } from './exceptions';
import type { FilterChange } from './filter_history';
import { focusLater } from './focus_later';
import { UndoButtons, type UndoButtonsProps } from './UndoButtons';
import { UNDOABLE, useUndoKeys } from './use_undo_keys';

interface ExceptionsBoxProps extends RowSurroundings, UndoButtonsProps {
  readonly exceptions: readonly Exception[];
  readonly saved: readonly Exception[];
  /** SPL that rows cannot show; empty when they show all. */
  readonly rest: readonly string[];
  /** null while the filter is being read. */
  readonly isLoading: boolean;
  readonly history: readonly FilterChange[];
  readonly costs: readonly (ExceptionCost | null)[];
  readonly onAdd: () => void;
}

const PAGE = 50;
const TITLE = 'ww-exceptions-title';

/** The exceptions as numbered rows. */
export function ExceptionsBox(props: ExceptionsBoxProps): ReactElement {
  const { exceptions, rest, isLoading, disabled } = props;
  useUndoKeys(props, !disabled, TITLE);
  return (
    <section className={`ww-box ${UNDOABLE}`} aria-labelledby={TITLE}>
      <Caption {...props} />
      {rest.length === 0 ? null : <Rest rest={rest} />}
      {isLoading ? <GreyRows /> : <Rows {...props} />}
      {!isLoading && exceptions.length === 0 && rest.length === 0 ? (
        <p className="ww-pad ww-muted">
          This filter hides nothing yet. {disabled ? '' : 'Add an exception, or propose one from a sighting.'}
        </p>
      ) : null}
    </section>
  );
}

function Caption({ exceptions, saved, rest, disabled, onAdd, ...steps }: ExceptionsBoxProps): ReactElement {
  const known = new Set(saved.map(keyOf));
  const unsaved = exceptions.filter((exception) => !known.has(keyOf(exception))).length;
  const add = (): void => {
    onAdd();
    focusLater('.ww-exception:last-child :is(select, input)');
  };
  return (
    <div className="ww-caption">
      <h2 id={TITLE} tabIndex={-1}>
        Hide a result when any of these exceptions fits
      </h2>
      <span className="ww-tag">{numberText(exceptions.length - unsaved)} saved</span>
      {unsaved === 0 ? null : <span className="ww-tag ww-tag-unsaved">{numberText(unsaved)} not saved yet</span>}
      <span className="ww-grow" />
      {rest.length > 0 ? null : (
        <>
          <UndoButtons disabled={disabled} {...steps} />
          <Button disabled={disabled} onClick={add}>
            Add exception
          </Button>
        </>
      )}
    </div>
  );
}

const Rest = ({ rest }: { readonly rest: readonly string[] }): ReactElement => (
  <div className="ww-pad">
    <p role="status">This text says more than rows can show, so rows are read only. Nothing in it was changed.</p>
    <p className="ww-label ww-rest-label">Beyond rows</p>
    {rest.slice(0, PAGE).map((text, i) => (
      <pre key={i} className="ww-code ww-mono">
        {text}
      </pre>
    ))}
    {rest.length > PAGE ? <p className="ww-muted">and {counted(rest.length - PAGE, 'more', 'more')}</p> : null}
  </div>
);

const GreyRows = (): ReactElement => (
  <div className="ww-grey" role="status" aria-label="Reading the filter">
    <GreyBars count={5} />
  </div>
);

/** The rows in view: those that hold what is looked for, fifty at first. */
function Rows(props: ExceptionsBoxProps): ReactElement | null {
  const { exceptions, saved, history, costs, ...surroundings } = props;
  const [find, setFind] = useState('');
  const [shown, setShown] = useState(PAGE);
  const origins = useMemo(() => originsOf(exceptions, history), [exceptions, history]);
  const known = useMemo(() => new Set(saved.map(keyOf)), [saved]);
  const twins = useMemo(() => twinsOf(exceptions), [exceptions]);
  const wanted = find.trim().toLowerCase();
  // New ones come first where not all fit, so that nobody edits out of sight.
  const places = placesOf(exceptions, known, shown, wanted);
  if (exceptions.length === 0) return null;
  return (
    <>
      {exceptions.length > PAGE ? (
        <FindRow find={find} setFind={setFind} count={places.found} of={exceptions.length} />
      ) : null}
      <div className="ww-exception ww-exceptions-head" aria-hidden="true">
        <span className="ww-num">#</span>
        <span>Exception</span>
        <span>Note</span>
        <span>Author</span>
        <span>Until</span>
        <span className="ww-num">Hides</span>
        <span />
      </div>
      <ol className="ww-exceptions">
        {places.shown.map((at) => {
          const exception = exceptions[at];
          return exception === undefined ? null : (
            <ExceptionRow
              key={at}
              {...rowSurroundings(surroundings)}
              at={at}
              exception={exception}
              isSaved={known.has(keyOf(exception))}
              twin={twins[at] ?? null}
              cost={costs[at] ?? null}
              origin={origins[at] ?? null}
            />
          );
        })}
      </ol>
      {places.found > places.shown.length ? (
        <p className="ww-pad">
          <Button onClick={() => setShown(shown + PAGE)}>
            Show {Math.min(PAGE, places.found - places.shown.length)} more of {numberText(places.found)}
          </Button>
        </p>
      ) : null}
    </>
  );
}

/** Only what rows need, so that they are drawn again for a reason alone. */
const rowSurroundings = ({
  clock,
  disabled,
  fields,
  seen,
  table,
  servers,
  since,
  onChange,
}: RowSurroundings): RowSurroundings => ({
  clock,
  disabled,
  fields,
  seen,
  table,
  servers,
  since,
  onChange,
});

function placesOf(
  exceptions: readonly Exception[],
  known: ReadonlySet<string>,
  most: number,
  wanted: string,
): { readonly shown: readonly number[]; readonly found: number } {
  const found = [...exceptions.keys()].filter(
    (at) =>
      wanted === '' ||
      exceptionWords(exceptions[at] ?? none)
        .toLowerCase()
        .includes(wanted),
  );
  const unsaved = found.slice(most).filter((at) => !known.has(keyOf(exceptions[at] ?? none)));
  return { shown: [...found.slice(0, most), ...unsaved], found: found.length };
}

const none: Exception = { conditions: [], until: null };

/** For each exception the number of an earlier equal one. */
function twinsOf(exceptions: readonly Exception[]): readonly (number | null)[] {
  const first = new Map<string, number>();
  return exceptions.map((exception, at) => {
    const key = keyOf(exception);
    const before = first.get(key);
    if (before === undefined) first.set(key, at + 1);
    return before ?? null;
  });
}

const FindRow = ({
  find,
  setFind,
  count,
  of,
}: {
  readonly find: string;
  readonly setFind: (find: string) => void;
  readonly count: number;
  readonly of: number;
}): ReactElement => (
  <p className="ww-row ww-pad">
    <input
      type="search"
      className="ww-input ww-find"
      aria-label="Find an exception"
      placeholder="Field or value"
      value={find}
      onChange={(event) => setFind(event.target.value)}
    />
    <span className="ww-small ww-muted" role="status">
      {find.trim() === '' ? counted(of, 'exception') : `${numberText(count)} of ${counted(of, 'exception')}`}
    </span>
  </p>
);
