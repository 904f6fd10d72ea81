import {
  memo,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type ReactElement,
} from 'react';
import { Mark } from '../shared/icons';
import { counted, numberText, type Clock } from '../shared/times';
import { prepareCanvas } from './canvas';
import type { ChartProps } from './chart_props';
import { railMarks, totalHeight, windowOf, type ChartLine, type ChartLines } from './chart_rows';
import { drawRows, type Palette } from './draw_rows';
import { HoverCard } from './HoverCard';
import { RowMarksIcons } from './RowMarksIcons';
import type { Sighting } from './sighting';
import { toEpoch, toPixel, zoomed, type Tick, type TimeSpan } from './time_axis';
import { firstEverText, groupText, rowText } from './words';

interface RowsProps extends ChartProps {
  readonly span: TimeSpan;
  readonly onSpan: (span: TimeSpan) => void;
  readonly ticks: readonly Tick[];
  readonly width: number;
  readonly palette: Palette;
  readonly font: string;
  readonly rowsRef: React.RefObject<HTMLDivElement>;
  readonly onKeyDown: (event: KeyboardEvent) => void;
}

const RAIL = 10;

/** The scrolling rows: a few dozen real elements and one canvas, whatever the number of sightings. */
export function ChartRows(props: RowsProps): ReactElement {
  const { chart, rowsRef, openKey } = props;
  const { rows, active } = chart;
  const [scroll, setScroll] = useState({ top: 0, height: 480 });
  const shown = useMemo(() => windowOf(rows, scroll.top, scroll.height), [rows, scroll]);
  const [hovered, setHovered] = useState<number | null>(null);
  useScrollToActive(rowsRef, rows, active);
  useVisibleHosts(props, shown.from, shown.to);
  const onScroll = (): void => {
    const element = rowsRef.current;
    if (element !== null) setScroll({ top: element.scrollTop, height: element.clientHeight });
  };
  useLayoutEffect(onScroll, [rowsRef, rows]);
  useWheelZoom(props);
  const drag = useDrag(props);
  const lines = rows.lines.slice(shown.from, shown.to);
  const top = rows.tops[shown.from] ?? 0;
  const line = rows.lines[active];
  const card = hovered === null ? undefined : rows.lines[hovered];
  return (
    <div className="ww-rows-frame">
      <div
        className="ww-rows"
        ref={rowsRef}
        role="treegrid"
        aria-label="Sightings by time"
        aria-rowcount={rows.lines.length}
        aria-activedescendant={line === undefined ? undefined : lineId(active)}
        tabIndex={0}
        onScroll={onScroll}
        onKeyDown={props.onKeyDown}
        onMouseLeave={() => {
          setHovered(null);
        }}
      >
        <div className="ww-rows-all" style={{ height: totalHeight(rows) }} role="presentation" {...drag}>
          {lines.map((each, i) => (
            <Line
              key={each.kind === 'head' ? `h ${each.group.id}` : each.sighting.key}
              line={each}
              index={shown.from + i}
              top={rows.tops[shown.from + i] ?? 0}
              isActive={shown.from + i === active}
              isOpen={each.kind === 'row' && each.sighting.key === openKey}
              isSelected={each.kind === 'row' && chart.selected.has(each.sighting.key)}
              clock={props.clock}
              onHover={setHovered}
              onPress={(index, event) => {
                press(props, index, event);
              }}
            />
          ))}
          <Plot {...props} lines={lines} from={shown.from} top={top} />
          {card?.kind === 'row' ? (
            <HoverCard sighting={card.sighting} clock={props.clock} top={(rows.tops[hovered ?? 0] ?? 0) + 26} />
          ) : null}
        </div>
      </div>
      <Rail {...props} />
    </div>
  );
}

const lineId = (index: number): string => `ww-line-${index}`;

function press({ chart, onOpen, openKey }: RowsProps, index: number, event: MouseEvent): void {
  const line = chart.rows.lines[index];
  chart.setActive(index);
  if (line?.kind === 'head') chart.toggle(line.group);
  else if (line !== undefined && (event.ctrlKey || event.metaKey)) chart.select(line.sighting.key);
  else if (line !== undefined) onOpen(line.sighting.key === openKey ? null : line.sighting.key);
}

function useScrollToActive(ref: React.RefObject<HTMLDivElement>, rows: ChartLines, active: number): void {
  useEffect(() => {
    const element = ref.current;
    const [top, bottom] = [rows.tops[active] ?? 0, rows.tops[active + 1] ?? 0];
    if (element === null) return;
    if (top < element.scrollTop) element.scrollTop = Math.max(0, top - 26);
    else if (bottom > element.scrollTop + element.clientHeight) element.scrollTop = bottom - element.clientHeight;
  }, [ref, rows, active]);
}

/** Activity by day of a host with thousands of children would be hundreds of thousands of rows: its bars stay plain. */
const MOST_CHILDREN = 200;

function useVisibleHosts({ chart, sightings, onVisibleHosts }: RowsProps, from: number, to: number): void {
  const { lines } = chart.rows;
  const children = useMemo(() => {
    const counts = new Map<string, number>();
    for (const { dest } of sightings) counts.set(dest, (counts.get(dest) ?? 0) + 1);
    return counts;
  }, [sightings]);
  useEffect(() => {
    const hosts = new Set<string>();
    for (const line of lines.slice(from, to))
      if (line.kind === 'row') hosts.add(line.sighting.dest);
      else if (!line.open) for (const { dest } of line.group.sightings.slice(0, 20)) hosts.add(dest);
    onVisibleHosts([...hosts].filter((host) => (children.get(host) ?? 0) <= MOST_CHILDREN));
  }, [lines, from, to, children, onVisibleHosts]);
}

/** Ctrl and wheel zooms around the pointer; React's own wheel listener is passive and could not stop the page zoom. */
function useWheelZoom({ rowsRef, span, whole, onSpan, width }: RowsProps): void {
  const latest = useRef({ span, whole, onSpan, width });
  latest.current = { span, whole, onSpan, width };
  useEffect(() => {
    const element = rowsRef.current;
    const onWheel = (event: WheelEvent): void => {
      const now = latest.current;
      if ((!event.ctrlKey && !event.metaKey) || element === null) return;
      event.preventDefault();
      const x = event.clientX - (element.getBoundingClientRect().right - RAIL - now.width);
      now.onSpan(zoomed(now.span, now.whole, event.deltaY > 0 ? 1.25 : 0.8, toEpoch(now.span, now.width, x)));
    };
    element?.addEventListener('wheel', onWheel, { passive: false });
    return () => element?.removeEventListener('wheel', onWheel);
  }, [rowsRef]);
}

interface DragHandlers {
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerUp: () => void;
  readonly onClickCapture: (event: MouseEvent<HTMLElement>) => void;
}

/** Pixels that a hand trembles while it clicks. */
const TREMBLE = 5;

/** Dragging over the plot marks a span; a click that was none is left to the row. */
function useDrag({ span, width, chart }: RowsProps): DragHandlers {
  const start = useRef<number | null>(null);
  const wasDragged = useRef(false);
  const pixel = (event: PointerEvent<HTMLElement>): number =>
    event.clientX - (event.currentTarget.getBoundingClientRect().right - width);
  return {
    onPointerDown: (event) => {
      const x = pixel(event);
      start.current = event.button === 0 && event.pointerType !== 'touch' && x >= 0 ? x : null;
      wasDragged.current = false;
    },
    onPointerMove: (event) => {
      if (start.current === null || Math.abs(pixel(event) - start.current) < TREMBLE) return;
      event.currentTarget.setPointerCapture(event.pointerId);
      wasDragged.current = true;
      const [from, to] = [start.current, Math.min(width, Math.max(0, pixel(event)))];
      chart.mark({ from: toEpoch(span, width, Math.min(from, to)), to: toEpoch(span, width, Math.max(from, to)) });
    },
    onPointerUp: () => {
      start.current = null;
    },
    onClickCapture: (event) => {
      if (wasDragged.current) event.stopPropagation();
      wasDragged.current = false;
    },
  };
}

interface LineProps {
  readonly line: ChartLine;
  readonly index: number;
  readonly top: number;
  readonly isActive: boolean;
  readonly isOpen: boolean;
  readonly isSelected: boolean;
  readonly clock: Clock;
  readonly onHover: (index: number | null) => void;
  readonly onPress: (index: number, event: MouseEvent) => void;
}

const Line = memo(
  function Line(props: LineProps): ReactElement {
    const { line, index, top, isActive, isSelected, isOpen, clock } = props;
    const isHead = line.kind === 'head';
    return (
      <div
        id={lineId(index)}
        role="row"
        aria-rowindex={index + 1}
        aria-level={isHead ? 1 : 2}
        aria-selected={isSelected || isOpen}
        {...(isHead ? { 'aria-expanded': line.open } : {})}
        aria-label={isHead ? groupText(line.group, line.open) : rowText(line.sighting, clock)}
        className={`${isHead ? 'ww-head' : 'ww-line'}${isActive ? ' ww-active' : ''}${isSelected || isOpen ? ' ww-chosen' : ''}`}
        style={{ top }}
        onMouseEnter={() => {
          props.onHover(isHead ? null : index);
        }}
        onClick={(event) => {
          props.onPress(index, event);
        }}
      >
        {isHead ? <HeadCells line={line} /> : <RowCells sighting={line.sighting} clock={clock} />}
      </div>
    );
  },
  (a, b) =>
    a.line === b.line &&
    a.index === b.index &&
    a.top === b.top &&
    a.isActive === b.isActive &&
    a.isOpen === b.isOpen &&
    a.isSelected === b.isSelected &&
    a.clock === b.clock,
);

function HeadCells({ line }: { readonly line: Extract<ChartLine, { kind: 'head' }> }): ReactElement {
  const { group, open } = line;
  const known = group.sightings.length - group.fresh - group.hits - group.hidden;
  return (
    <>
      <div className="ww-head-name" role="gridcell">
        <Mark name={open ? 'open' : 'closed'} />
        <b dir="auto">{group.label}</b>
        <span className="ww-head-counts">
          {group.fresh > 0 ? <Count name="new" text={`${numberText(group.fresh)} new`} /> : null}
          {group.hits > 0 ? <Count name="hit" text={counted(group.hits, 'hit')} /> : null}
          {group.hidden > 0 ? <Count name="filtered" text={`${numberText(group.hidden)} hidden`} /> : null}
          {!open && group.fresh + group.hits === 0 && known > 0 ? `${numberText(known)} known` : null}
        </span>
      </div>
      <span className="ww-num ww-small ww-muted" role="gridcell">
        {numberText(group.starts)}
      </span>
    </>
  );
}

const Count = ({ name, text }: { readonly name: 'new' | 'hit' | 'filtered'; readonly text: string }): ReactElement => (
  <span className="ww-count">
    <Mark name={name} />
    {text}
  </span>
);

function RowCells({ sighting, clock }: { readonly sighting: Sighting; readonly clock: Clock }): ReactElement {
  const strong = sighting.isNew || sighting.hits.length > 0;
  return (
    <>
      <span className="ww-glyphs" role="gridcell">
        <RowMarksIcons sighting={sighting} />
      </span>
      <span className="ww-pair" role="gridcell" title={`${sighting.parent} → ${sighting.child}`}>
        <i dir="auto">{sighting.parent} →</i> <bdi className={strong ? 'ww-strong' : ''}>{sighting.child}</bdi>
      </span>
      <span className="ww-num" role="gridcell">
        {numberText(sighting.starts)}
      </span>
      <span className="ww-num ww-wide" role="gridcell">
        {numberText(sighting.hosts)}
      </span>
      <span className="ww-num ww-wide" role="gridcell">
        {firstEverText(sighting, clock)}
      </span>
    </>
  );
}

interface PlotProps extends RowsProps {
  readonly lines: readonly ChartLine[];
  readonly from: number;
  readonly top: number;
}

/** The canvas over the rows in view, and the span that a drag marks on it. */
function Plot(props: PlotProps): ReactElement {
  const { lines, from, top, chart, width, span, ticks, palette, clock, newSince, activity, font } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  const bottom = chart.rows.tops[from + lines.length] ?? top;
  useLayoutEffect(() => {
    const context = canvas.current === null ? null : prepareCanvas(canvas.current, width, bottom - top);
    if (context === null) return;
    const tops = lines.map((_, i) => (chart.rows.tops[from + i] ?? 0) - top);
    const heights = lines.map((line) => (line.kind === 'head' ? 26 : 24));
    const picture = {
      lines,
      tops,
      heights,
      width,
      height: bottom - top,
      span,
      ticks,
      palette,
      clock,
      newSince,
      activity,
    };
    drawRows(context, { ...picture, font });
  });
  const marked = chart.marked;
  return (
    <>
      <canvas ref={canvas} className="ww-canvas" style={{ top }} aria-hidden="true" />
      {marked === null ? null : (
        <div
          className="ww-marked"
          style={{
            right: `calc(${width}px - ${toPixel(span, width, marked.to)}px)`,
            width: Math.max(1, toPixel(span, width, marked.to) - toPixel(span, width, marked.from)),
          }}
        />
      )}
    </>
  );
}

/** Where new and hit rows are in the whole list, so that nothing hides below the fold. */
function Rail({ chart, rowsRef }: RowsProps): ReactElement {
  const height = rowsRef.current?.clientHeight ?? 400;
  const marks = useMemo(() => railMarks(chart.rows, height), [chart.rows, height]);
  return (
    <div className="ww-rail" aria-hidden="true">
      {marks.map(({ at, kind }) => (
        <i key={at} className={`ww-rail-${kind}`} style={{ top: `${at * 100}%` }} />
      ))}
    </div>
  );
}
