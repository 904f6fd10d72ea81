import { useRef, type KeyboardEvent, type PointerEvent, type ReactElement } from 'react';
import type { Column } from './table_columns';
import type { Sort } from './view_state';

interface HeadCellProps {
  readonly column: Column;
  readonly isSorted: boolean;
  readonly onSort: (sort: Sort) => void;
  readonly width: number;
  /** null: the usual width again. */
  readonly onWidth: (width: number | null) => void;
}

const NARROWEST = 40;
const WIDEST = 2000;
const STEP = 10;

/** The head of a column: sorts on a press, is made wider and narrower at its right edge. */
export function HeadCell(props: HeadCellProps): ReactElement {
  const { column, isSorted, onSort } = props;
  const { sort } = column;
  return (
    <th
      scope="col"
      className={column.isNumber ? 'ww-num' : ''}
      aria-sort={isSorted && sort !== undefined ? sort.order : undefined}
    >
      {sort === undefined ? (
        column.title
      ) : (
        <button type="button" className="ww-sort" onClick={() => onSort(sort.by)}>
          {column.title}
          {isSorted ? (sort.order === 'ascending' ? ' ↑' : ' ↓') : ''}
        </button>
      )}
      <Edge {...props} />
    </th>
  );
}

/** Drag it, or focus it and use the arrow keys; a double click or Home gives the usual width back. */
function Edge({ column, width, onWidth }: HeadCellProps): ReactElement {
  const start = useRef<{ readonly x: number; readonly width: number } | null>(null);
  const change = (to: number): void => onWidth(Math.min(WIDEST, Math.max(NARROWEST, Math.round(to))));
  const onKeyDown = (event: KeyboardEvent): void => {
    const by = { ArrowLeft: -STEP, ArrowRight: STEP }[event.key];
    if (by === undefined && event.key !== 'Home') return;
    event.preventDefault();
    event.stopPropagation();
    if (by === undefined) onWidth(null);
    else change(width + by);
  };
  const onPointerDown = (event: PointerEvent): void => {
    start.current = { x: event.clientX, width };
    event.currentTarget.setPointerCapture(event.pointerId);
  };
  const onPointerMove = (event: PointerEvent): void => {
    if (start.current !== null) change(start.current.width + event.clientX - start.current.x);
  };
  return (
    <span
      className="ww-resize ww-no-print"
      role="separator"
      aria-orientation="vertical"
      aria-label={`Width of ${column.title}`}
      aria-valuenow={width}
      aria-valuemin={NARROWEST}
      aria-valuemax={WIDEST}
      title="Width: drag, or ← → keys"
      tabIndex={0}
      onKeyDown={onKeyDown}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={() => {
        start.current = null;
      }}
      onDoubleClick={() => onWidth(null)}
    />
  );
}
