import {
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactElement,
} from 'react';
import { ThemeContext } from '../shared/theme_context';
import { themeVariables } from '../shared/theme_variables';
import type { ChartProps } from './chart_props';
import { ChartRows } from './ChartRows';
import { headOf, lineOf, nextLine, rowBefore } from './chart_rows';
import { keyAction, type KeyAction } from './keys';
import { AxisRow, OverviewStrip } from './OverviewStrip';
import type { Palette } from './draw_rows';
import { panned, timeTicks, zoomed, type TimeSpan } from './time_axis';
import { useElementWidth } from './use_element_width';
import { rowText, groupText } from './words';

const FONT =
  '500 12px "Splunk Platform Sans", "Proxima Nova", Roboto, Droid, "Helvetica Neue", Helvetica, Arial, sans-serif';

/** Strip, axis and rows under one another, all over the same column of time. */
export function Chart(props: ChartProps): ReactElement {
  const { clock, whole, zoom, onZoom, chart } = props;
  const theme = useContext(ThemeContext);
  const palette = useMemo<Palette>(() => {
    const variables = themeVariables(theme);
    return { ...variables, text2: variables['text-2'] };
  }, [theme]);
  const span = zoom ?? whole;
  const [plotRef, width] = useElementWidth();
  const ticks = useMemo(() => timeTicks(span, width, clock), [span, width, clock]);
  const change = useCallback(
    (next: TimeSpan) => {
      onZoom(next.to - next.from >= (whole.to - whole.from) * 0.999 ? null : next);
    },
    [onZoom, whole],
  );
  const rowsRef = useRef<HTMLDivElement>(null);
  const onKeyDown = useChartKeys(props, span, change, rowsRef);
  const [live, setLive] = useState('');
  const line = useMemo(() => lineOf(chart.rows, chart.active), [chart.rows, chart.active]);
  useEffect(() => {
    if (line !== undefined && document.activeElement === rowsRef.current)
      setLive(line.kind === 'row' ? rowText(line.sighting, clock) : groupText(line.group, line.open));
  }, [line, clock]);
  return (
    <div className={`ww-chart${chart.rows.layout.density === 'phone' ? ' ww-phone' : ''}`}>
      <OverviewStrip {...props} span={span} onSpan={change} palette={palette} plotRef={plotRef} width={width} />
      <AxisRow
        grouping={props.grouping}
        ticks={ticks}
        newSince={props.newSince}
        span={span}
        width={width}
        clock={clock}
      />
      <ChartRows
        {...props}
        span={span}
        onSpan={change}
        ticks={ticks}
        width={width}
        palette={palette}
        font={FONT}
        rowsRef={rowsRef}
        onKeyDown={onKeyDown}
      />
      <div className="ww-hidden" aria-live="polite">
        {live}
      </div>
    </div>
  );
}

const ZOOM_STEP = 0.6;
const PAN_STEP = 0.2;

/** Keys work only while the rows have the focus (WCAG 2.1.4). */
function useChartKeys(
  props: ChartProps,
  span: TimeSpan,
  change: (span: TimeSpan) => void,
  rowsRef: React.RefObject<HTMLDivElement>,
): (event: KeyboardEvent) => void {
  const { chart, whole, openKey, onOpen } = props;
  const { rows, active } = chart;
  const go = (index: number | undefined, follow = openKey !== null): void => {
    if (index === undefined) return;
    const at = Math.max(0, Math.min(rows.count - 1, index));
    chart.actions.setActive(at);
    const line = lineOf(rows, at);
    if (follow && line?.kind === 'row') onOpen(line.sighting.key);
  };
  const line = lineOf(rows, active);
  const page = Math.max(1, Math.floor((rowsRef.current?.clientHeight ?? 480) / rows.layout.row) - 1);
  const middle = (span.from + span.to) / 2;
  const selectAnd = (by: number): void => {
    if (line?.kind === 'row') chart.actions.select(line.sighting.key);
    go(active + by, false);
  };
  const doing: Readonly<Record<KeyAction, () => void>> = {
    up: () => go(active - 1),
    down: () => go(active + 1),
    extendUp: () => selectAnd(-1),
    extendDown: () => selectAnd(1),
    close: () => {
      if (line?.kind === 'head' && line.open) chart.actions.toggle(line.group, false);
      else go(headOf(rows, active), false);
    },
    open: () => {
      if (line?.kind === 'head' && !line.open) chart.actions.toggle(line.group, true);
      else go(active + 1);
    },
    home: () => go(0),
    end: () => go(rows.count - 1),
    pageUp: () => go(active - page),
    pageDown: () => go(active + page),
    details: () => {
      if (line?.kind === 'row') onOpen(line.sighting.key);
      else if (line !== undefined) chart.actions.toggle(line.group, !line.open);
    },
    escape: () => {
      if (chart.marked !== null || chart.selected.size > 0) chart.actions.clear();
      else onOpen(null);
    },
    previous: () => go(rowBefore(rows, active), true),
    next: () =>
      go(
        nextLine(rows, active, () => true),
        true,
      ),
    zoomIn: () => change(zoomed(span, whole, ZOOM_STEP, middle)),
    zoomOut: () => change(zoomed(span, whole, 1 / ZOOM_STEP, middle)),
    panLeft: () => change(panned(span, whole, -PAN_STEP)),
    panRight: () => change(panned(span, whole, PAN_STEP)),
    fit: () => change(whole),
    nextNew: () => go(nextLine(rows, active, ({ isNew }) => isNew)),
    nextHit: () => go(nextLine(rows, active, ({ hits }) => hits.length > 0)),
    find: props.onFind,
    select: () => {
      if (line?.kind === 'row') chart.actions.select(line.sighting.key);
      else if (line !== undefined) chart.actions.toggle(line.group, !line.open);
    },
    help: props.onHelp,
  };
  return (event) => {
    const action = keyAction(event);
    if (action === undefined) return;
    event.preventDefault();
    doing[action]();
  };
}
