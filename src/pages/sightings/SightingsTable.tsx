import {
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type PointerEvent,
  type ReactElement,
} from 'react';
import { Mark } from '../shared/icons';
import { dayText, minuteText, numberText, shortDate, type Clock } from '../shared/times';
import { RowMarksIcons } from './RowMarksIcons';
import type { Sighting } from './sighting';
import type { Sort } from './view_state';
import { keyAction } from './keys';
import { marksText, verdictWords } from './words';

/** The same rows as the chart, as a table: the equal of the chart for a screen reader, with all columns. */

interface Column {
  readonly id: string;
  readonly title: string;
  readonly width: number;
  readonly isNumber: boolean;
  readonly sort?: Sort;
  readonly cell: (sighting: Sighting, context: CellContext) => ReactElement | string;
}

interface CellContext {
  readonly clock: Clock;
  readonly rangeFrom: number;
}

const columns: readonly Column[] = [
  {
    id: 'state',
    title: 'State',
    width: 62,
    isNumber: false,
    sort: 'new',
    cell: (row) => <RowMarksIcons sighting={row} always />,
  },
  {
    id: 'host',
    title: 'Host',
    width: 140,
    isNumber: false,
    sort: 'host',
    cell: ({ dest }) => <bdi className="ww-strong">{dest}</bdi>,
  },
  { id: 'parent', title: 'Parent', width: 130, isNumber: false, cell: ({ parent }) => <bdi>{parent}</bdi> },
  {
    id: 'child',
    title: 'Child',
    width: 130,
    isNumber: false,
    cell: (row) => <bdi className={row.isNew || row.hits.length > 0 ? 'ww-strong' : ''}>{row.child}</bdi>,
  },
  { id: 'user', title: 'User', width: 120, isNumber: false, cell: ({ users }) => <bdi>{users.join(', ')}</bdi> },
  {
    id: 'starts',
    title: 'Starts',
    width: 62,
    isNumber: true,
    sort: 'starts',
    cell: ({ starts }) => numberText(starts),
  },
  { id: 'events', title: 'Events', width: 62, isNumber: true, cell: ({ events }) => numberText(events) },
  { id: 'hosts', title: 'Hosts', width: 58, isNumber: true, sort: 'rare', cell: ({ hosts }) => numberText(hosts) },
  {
    id: 'firstEver',
    title: 'First ever',
    width: 156,
    isNumber: true,
    sort: 'first',
    cell: ({ firstEver, first }, { clock }) =>
      firstEver === null
        ? 'no baseline'
        : firstEver === first
          ? minuteText(clock, firstEver)
          : shortDate(clock, firstEver),
  },
  {
    id: 'first',
    title: 'First in range',
    width: 156,
    isNumber: true,
    cell: ({ first, firstEver }, { clock, rangeFrom }) =>
      firstEver !== null && firstEver < rangeFrom && first - rangeFrom < 86_400
        ? `before ${dayText(clock, rangeFrom)}`
        : minuteText(clock, first),
  },
  {
    id: 'last',
    title: 'Last',
    width: 156,
    isNumber: true,
    sort: 'last',
    cell: ({ last }, { clock }) => minuteText(clock, last),
  },
  {
    id: 'hits',
    title: 'Hits by',
    width: 72,
    isNumber: true,
    cell: ({ hits, hidden }) =>
      hits.length > 0 ? numberText(hits.length) : hidden.length > 0 ? `${hidden.length} hidden` : '',
  },
  {
    id: 'review',
    title: 'Review',
    width: 116,
    isNumber: false,
    cell: ({ review }) =>
      review === null ? (
        <span className="ww-muted">not reviewed</span>
      ) : (
        <>
          <Mark name={review.verdict} /> {verdictWords[review.verdict]}
        </>
      ),
  },
  {
    id: 'example',
    title: 'Command line, example',
    width: 260,
    isNumber: false,
    cell: ({ example }) => (
      <code className="ww-mono-cell" title={example}>
        {example.slice(0, 300)}
      </code>
    ),
  },
];

interface TableProps {
  readonly sightings: readonly Sighting[];
  readonly clock: Clock;
  readonly rangeFrom: number;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  readonly openKey: string | null;
  readonly onOpen: (key: string | null) => void;
}

const ROW = 25;
const AHEAD = 20;

/** Virtual rows under a stuck head; arrow keys move, Enter opens the details. */
export function SightingsTable(props: TableProps): ReactElement {
  const { sightings, sort, onSort } = props;
  const [scroll, setScroll] = useState({ top: 0, height: 600 });
  const [widths, setWidths] = useState<Readonly<Record<string, number>>>({});
  const [active, setActive] = useState(0);
  const frame = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    if (frame.current !== null) setScroll({ top: frame.current.scrollTop, height: frame.current.clientHeight });
  }, []);
  const from = Math.max(0, Math.floor(scroll.top / ROW) - AHEAD);
  const to = Math.min(sightings.length, from + Math.ceil(scroll.height / ROW) + 2 * AHEAD);
  const widthOf = (column: Column): number => widths[column.id] ?? column.width;
  const whole = columns.reduce((sum, column) => sum + widthOf(column), 0);
  return (
    <div
      className="ww-table-frame"
      ref={frame}
      tabIndex={-1}
      onScroll={({ currentTarget }) => setScroll({ top: currentTarget.scrollTop, height: currentTarget.clientHeight })}
      onKeyDown={tableKeys(props, active, setActive, frame)}
    >
      <table className="ww-table" aria-rowcount={sightings.length + 1} aria-label="Sightings" style={{ width: whole }}>
        <colgroup>
          {columns.map((column) => (
            <col key={column.id} style={{ width: widthOf(column) }} />
          ))}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            {columns.map((column) => (
              <HeadCell
                key={column.id}
                column={column}
                isSorted={column.sort === sort}
                onSort={onSort}
                width={widthOf(column)}
                onWidth={(width) => setWidths((before) => ({ ...before, [column.id]: width }))}
              />
            ))}
          </tr>
        </thead>
        <Body {...props} from={from} to={to} active={active} onActive={setActive} />
      </table>
    </div>
  );
}

interface BodyProps extends TableProps {
  readonly from: number;
  readonly to: number;
  readonly active: number;
  readonly onActive: (index: number) => void;
}

/** The rows in view, between two blocks as high as those that are not. */
function Body({ sightings, from, to, active, onActive, openKey, onOpen, clock, rangeFrom }: BodyProps): ReactElement {
  const shown = useMemo(() => sightings.slice(from, to), [sightings, from, to]);
  return (
    <tbody>
      {from > 0 ? <tr aria-hidden="true" style={{ height: from * ROW }} /> : null}
      {shown.map((sighting, i) => (
        <tr
          key={sighting.key}
          id={rowId(from + i)}
          aria-rowindex={from + i + 2}
          aria-current={sighting.key === openKey ? 'true' : undefined}
          className={sighting.key === openKey ? 'ww-chosen' : ''}
          tabIndex={from + i === Math.max(active, from) ? 0 : -1}
          onFocus={() => onActive(from + i)}
          onClick={() => onOpen(sighting.key === openKey ? null : sighting.key)}
        >
          {columns.map((column) => (
            <td key={column.id} className={column.isNumber ? 'ww-num' : ''}>
              {column.id === 'state' ? <span className="ww-hidden">{marksText(sighting)}</span> : null}
              {column.cell(sighting, { clock, rangeFrom })}
            </td>
          ))}
        </tr>
      ))}
      {to < sightings.length ? <tr aria-hidden="true" style={{ height: (sightings.length - to) * ROW }} /> : null}
    </tbody>
  );
}

/** Moves the focus from row to row, scrolling what is not in view. */
function tableKeys(
  { sightings, onOpen }: TableProps,
  active: number,
  setActive: (index: number) => void,
  frame: React.RefObject<HTMLDivElement>,
): (event: KeyboardEvent) => void {
  const go = (index: number): void => {
    const at = Math.max(0, Math.min(sightings.length - 1, index));
    setActive(at);
    const element = frame.current;
    if (element === null) return;
    if (at * ROW < element.scrollTop) element.scrollTop = at * ROW;
    else if ((at + 3) * ROW > element.scrollTop + element.clientHeight)
      element.scrollTop = (at + 3) * ROW - element.clientHeight;
    requestAnimationFrame(() => document.getElementById(rowId(at))?.focus());
  };
  const page = Math.max(1, Math.floor((frame.current?.clientHeight ?? 600) / ROW) - 2);
  const moves: Partial<Record<string, () => void>> = {
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
    const move = moves[keyAction(event) ?? ''];
    if (move === undefined || (event.target instanceof HTMLElement && event.target.tagName === 'BUTTON')) return;
    event.preventDefault();
    move();
  };
}

const rowId = (index: number): string => `ww-row-${index}`;

interface HeadCellProps {
  readonly column: Column;
  readonly isSorted: boolean;
  readonly onSort: (sort: Sort) => void;
  readonly width: number;
  readonly onWidth: (width: number) => void;
}

const NARROWEST = 40;

function HeadCell({ column, isSorted, onSort, width, onWidth }: HeadCellProps): ReactElement {
  const start = useRef<{ x: number; width: number } | null>(null);
  const { sort } = column;
  const move = (event: PointerEvent): void => {
    if (start.current !== null) onWidth(Math.max(NARROWEST, start.current.width + event.clientX - start.current.x));
  };
  return (
    <th scope="col" className={column.isNumber ? 'ww-num' : ''} aria-sort={isSorted ? 'descending' : undefined}>
      {sort === undefined ? (
        column.title
      ) : (
        <button type="button" className="ww-sort" onClick={() => onSort(sort)}>
          {column.title}
          {isSorted ? ' ↓' : ''}
        </button>
      )}
      <span
        className="ww-resize"
        role="separator"
        aria-orientation="vertical"
        aria-label={`Width of ${column.title}`}
        aria-valuenow={width}
        aria-valuemin={NARROWEST}
        aria-valuemax={1000}
        tabIndex={-1}
        onPointerDown={(event) => {
          start.current = { x: event.clientX, width };
          event.currentTarget.setPointerCapture(event.pointerId);
        }}
        onPointerMove={move}
        onPointerUp={() => {
          start.current = null;
        }}
      />
    </th>
  );
}
