import {
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactElement,
  type RefObject,
} from 'react';
import { observeSize } from '../shared/observe_size';
import { useMedia } from '../shared/use_media';
import type { Clock } from '../shared/times';
import { keyAction, type KeyAction } from './keys';
import type { Sighting } from './sighting';
import { columns, usualWidth, type CellContext, type Column } from './table_columns';
import { HeadCell } from './TableHead';
import type { Sort } from './view_state';
import { marksText } from './words';

/** The same rows as the chart, as a table: the equal of the chart for a screen reader, with all columns. */

interface TableProps {
  readonly sightings: readonly Sighting[];
  readonly clock: Clock;
  readonly rangeFrom: number;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly openKey: string | null;
  readonly onOpen: (key: string | null) => void;
}

/** Height of a row; on a phone a target for a thumb. */
const ROW = 25;
const PHONE_ROW = 44;
const AHEAD = 20;

/** Virtual rows under a stuck head; arrow keys move, Enter opens the details. */
export function SightingsTable(props: TableProps): ReactElement {
  const { sightings } = props;
  const row = useMedia('phone') ? PHONE_ROW : ROW;
  const [scroll, setScroll] = useState({ top: 0, height: 600 });
  const [active, setActive] = useState(0);
  const [widthOf, setWidth] = useWidths(props);
  const frame = useRef<HTMLDivElement>(null);
  const measure = (): void => {
    const element = frame.current;
    if (element !== null) setScroll({ top: element.scrollTop, height: element.clientHeight });
  };
  useLayoutEffect(() => {
    measure();
    return observeSize(frame.current, measure);
  }, []);
  const from = Math.max(0, Math.min(sightings.length, Math.floor(scroll.top / row)) - AHEAD);
  const to = Math.min(sightings.length, from + Math.ceil(scroll.height / row) + 2 * AHEAD);
  const whole = columns.reduce((sum, column) => sum + widthOf(column), 0);
  return (
    <div
      className="ww-table-frame"
      ref={frame}
      tabIndex={-1}
      onScroll={measure}
      onKeyDown={tableKeys(props, row, active, setActive, frame)}
    >
      <table className="ww-table" aria-rowcount={sightings.length + 1} aria-label="Sightings" style={{ width: whole }}>
        <colgroup>
          {columns.map((column, i) => (
            // The last one takes what is left of a wide screen: command lines are the longest.
            <col key={column.id} style={i === columns.length - 1 ? undefined : { width: widthOf(column) }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <HeadCell
                key={column.id}
                column={column}
                isSorted={column.sort?.by === props.sort}
                onSort={props.onSort}
                width={widthOf(column)}
                onWidth={(width) => setWidth(column, width)}
              />
            ))}
          </tr>
        </thead>
        <Body {...props} row={row} from={from} to={to} active={active} onActive={setActive} />
      </table>
    </div>
  );
}

/** Widths of the columns: the usual ones until somebody changes them. */
function useWidths(context: CellContext): readonly [(column: Column) => number, (c: Column, w: number | null) => void] {
  const [changed, setChanged] = useState<ReadonlyMap<string, number>>(new Map());
  const setWidth = ({ id }: Column, width: number | null): void =>
    setChanged((before) => {
      const next = new Map(before);
      if (width === null) next.delete(id);
      else next.set(id, width);
      return next;
    });
  return [(column) => changed.get(column.id) ?? usualWidth(column, context), setWidth];
}

interface BodyProps extends TableProps {
  readonly row: number;
  readonly from: number;
  readonly to: number;
  readonly active: number;
  readonly onActive: (index: number) => void;
}

/** The rows in view, between two blocks as high as those that are not. */
function Body({ sightings, row, from, to, active, onActive, openKey, onOpen, ...context }: BodyProps): ReactElement {
  const shown = useMemo(() => sightings.slice(from, to), [sightings, from, to]);
  const focusable = Math.min(Math.max(active, from), to - 1);
  return (
    <tbody>
      {from > 0 ? <tr aria-hidden="true" style={{ height: from * row }} /> : null}
      {shown.map((sighting, i) => (
        <tr
          key={sighting.key}
          id={rowId(from + i)}
          aria-rowindex={from + i + 2}
          aria-current={sighting.key === openKey ? 'true' : undefined}
          className={sighting.key === openKey ? 'ww-chosen' : ''}
          style={{ height: row }}
          tabIndex={from + i === focusable ? 0 : -1}
          onFocus={() => onActive(from + i)}
          onClick={() => onOpen(sighting.key === openKey ? null : sighting.key)}
        >
          {columns.map((column) => (
            <td key={column.id} className={column.isNumber ? 'ww-num' : ''} title={column.full?.(sighting)}>
              {column.id === 'state' ? <span className="ww-hidden">{marksText(sighting)}</span> : null}
              {column.cell(sighting, context)}
            </td>
          ))}
        </tr>
      ))}
      {to < sightings.length ? <tr aria-hidden="true" style={{ height: (sightings.length - to) * row }} /> : null}
    </tbody>
  );
}

/** Moves the focus from row to row, scrolling what is not in view; from the head, down leads into the rows. */
function tableKeys(
  { sightings, onOpen }: TableProps,
  row: number,
  active: number,
  setActive: (index: number) => void,
  frame: RefObject<HTMLDivElement>,
): (event: KeyboardEvent) => void {
  const go = (index: number): void => {
    const at = Math.max(0, Math.min(sightings.length - 1, index));
    setActive(at);
    const element = frame.current;
    if (element === null) return;
    if (at * row < element.scrollTop) element.scrollTop = at * row;
    else if ((at + 3) * row > element.scrollTop + element.clientHeight)
      element.scrollTop = (at + 3) * row - element.clientHeight;
    requestAnimationFrame(() => document.getElementById(rowId(at))?.focus());
  };
  const page = Math.max(1, Math.floor((frame.current?.clientHeight ?? 600) / row) - 2);
  const moves: Partial<Record<KeyAction, () => void>> = {
    up: () => go(active - 1),
    down: () => go(active + 1),
    home: () => go(0),
    end: () => go(sightings.length - 1),
    pageUp: () => go(active - page),
    pageDown: () => go(active + page),
    details: () => onOpen(sightings[active]?.key ?? null),
    escape: () => onOpen(null),
  };
  return (event) => {
    const action = keyAction(event);
    const isHead = event.target instanceof Element && event.target.closest('thead') !== null;
    const move = action === undefined || (isHead && action !== 'down') ? undefined : moves[action];
    if (move === undefined) return;
    event.preventDefault();
    if (isHead) go(active);
    else move();
  };
}

const rowId = (index: number): string => `ww-row-${index}`;
