import { useEffect, useState, type KeyboardEvent, type MouseEvent, type ReactElement, type RefObject } from 'react';
import { useStore } from '../shared/store';
import { numberText } from '../shared/times';
import { ChartLines, lineId } from './ChartLines';
import { ChartPlot } from './ChartPlot';
import type { ChartProps } from './chart_props';
import { ChartRail } from './ChartRail';
import { lineOf, topOf, totalHeight, type ChartLines as Rows } from './chart_rows';
import type { Palette } from './draw_rows';
import { HoverCard } from './HoverCard';
import { StuckHead } from './StuckHead';
import { toPixel, type Tick, type TimeSpan } from './time_axis';
import { useLineWindow } from './use_line_window';
import { usePlotPointers } from './use_plot_pointers';
import { useVisibleHosts } from './use_visible_hosts';
import { useWheel } from './use_wheel';

interface RowsProps extends ChartProps {
  readonly span: TimeSpan;
  readonly onSpan: (span: TimeSpan) => void;
  readonly ticks: readonly Tick[];
  readonly width: number;
  readonly palette: Palette;
  readonly font: string;
  readonly rowsRef: RefObject<HTMLDivElement>;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

/** The scrolling rows: a few dozen real elements and one canvas, whatever the number of sightings. */
export function ChartRows(props: RowsProps): ReactElement {
  const { chart, rowsRef, openKey, width, span } = props;
  const { rows, selected, actions } = chart;
  const active = useStore(chart.cursor);
  const [shown, onScroll] = useLineWindow(rowsRef, rows);
  const [pointed, setPointed] = useState<Pointed>(nowhere);
  const leave = (): void => setPointed(nowhere);
  useScrollToActive(rowsRef, rows, active);
  useVisibleHosts(rows, props.all, shown, props.onVisibleHosts);
  const { inset } = rows.layout;
  const frame = { span, whole: props.whole, width, inset, onSpan: props.onSpan, onMark: actions.mark };
  useWheel(rowsRef, frame);
  const pointers = usePlotPointers(frame);
  const { from, to } = shown;
  return (
    <div className="ww-rows-frame">
      <div
        className="ww-rows"
        ref={rowsRef}
        role="treegrid"
        aria-label="Sightings by time"
        aria-rowcount={rows.count}
        aria-activedescendant={rows.count === 0 ? undefined : lineId(active)}
        tabIndex={0}
        onScroll={onScroll}
        onKeyDown={(event) => {
          setPointed(event.key === 'Escape' ? nowhere : byKeys);
          props.onKeyDown(event);
        }}
        onBlur={leave}
        onMouseLeave={leave}
      >
        <StuckHead rows={rows} rowsRef={rowsRef} actions={actions} />
        <div
          className="ww-rows-all"
          style={{ height: totalHeight(rows) }}
          role="presentation"
          {...pointers}
          onMouseMove={(event) => {
            const index = lineUnder(event);
            setPointed((before) => (before.by === 'mouse' && before.index === index ? before : { by: 'mouse', index }));
          }}
          onClick={(event) => {
            press(props, lineUnder(event), event);
          }}
        >
          <ChartLines
            rows={rows}
            from={from}
            to={to}
            active={active}
            openKey={openKey}
            selected={selected}
            clock={props.clock}
            hostTotal={props.hostTotal}
          />
          <ChartPlot
            rows={rows}
            from={from}
            to={to}
            width={width}
            span={span}
            ticks={props.ticks}
            newSince={props.newSince}
            palette={props.palette}
            font={props.font}
            clock={props.clock}
            activity={props.activity}
          />
          <Marked {...props} />
          <Card {...props} index={pointed.by === 'keys' ? active : pointed.index} />
        </div>
        <Cut rows={rows} />
      </div>
      <ChartRail rows={rows} height={shown.height} />
    </div>
  );
}

/** What the card is about: the row under the pointer, or the one that keys have come to. */
type Pointed =
  | { readonly by: 'mouse'; readonly index: number | null }
  | { readonly by: 'keys' }
  | { readonly by: 'nobody'; readonly index: null };

const nowhere: Pointed = { by: 'nobody', index: null };
const byKeys: Pointed = { by: 'keys' };

/** Index of the line that an event happened in. */
function lineUnder({ target }: MouseEvent): number | null {
  const row = target instanceof Element ? target.closest('[aria-rowindex]') : null;
  return row === null ? null : Number(row.getAttribute('aria-rowindex')) - 1;
}

function press({ chart, onOpen, openKey }: RowsProps, index: number | null, event: MouseEvent): void {
  const line = index === null ? undefined : lineOf(chart.rows, index);
  if (index === null || line === undefined) return;
  chart.actions.setActive(index);
  if (line.kind === 'head') chart.actions.toggle(line.group, !line.open);
  else if (event.ctrlKey || event.metaKey) chart.actions.select(line.sighting.key);
  else onOpen(line.sighting.key === openKey ? null : line.sighting.key);
}

function useScrollToActive(ref: RefObject<HTMLDivElement>, rows: Rows, active: number): void {
  useEffect(() => {
    const element = ref.current;
    const [top, bottom] = [topOf(rows, active), topOf(rows, active + 1)];
    if (element === null) return;
    // The stuck head covers as much.
    if (top < element.scrollTop + rows.layout.head) element.scrollTop = Math.max(0, top - rows.layout.head);
    else if (bottom > element.scrollTop + element.clientHeight) element.scrollTop = bottom - element.clientHeight;
  }, [ref, rows, active]);
}

/** Says what no browser could draw. */
const Cut = ({ rows }: { readonly rows: Rows }): ReactElement | null =>
  rows.cut === 0 ? null : (
    <p className="ww-cut">
      {numberText(rows.cut)} more rows are not drawn: close groups, narrow them by the filters, or see them as a table.
    </p>
  );

/** The span that a drag has marked. */
function Marked({ chart, span, width }: RowsProps): ReactElement | null {
  const { rows } = chart;
  const marked = useStore(chart.marked);
  if (marked === null) return null;
  const [left, right] = [toPixel(span, width, marked.from), toPixel(span, width, marked.to)].map((x) =>
    Math.min(width, Math.max(0, x)),
  );
  if (left === undefined || right === undefined) return null;
  return (
    <div className="ww-marked" style={{ right: rows.layout.inset + width - right, width: Math.max(1, right - left) }} />
  );
}

function Card({
  chart,
  clock,
  index,
  openKey,
  rowsRef,
}: RowsProps & { readonly index: number | null }): ReactElement | null {
  const { rows } = chart;
  const line = index === null ? undefined : lineOf(rows, index);
  // The details say more than the card.
  if (index === null || line?.kind !== 'row' || line.sighting.key === openKey) return null;
  return (
    <HoverCard
      sighting={line.sighting}
      clock={clock}
      top={topOf(rows, index)}
      height={rows.layout.row}
      frameRef={rowsRef}
    />
  );
}
