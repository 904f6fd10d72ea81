import {
  useCallback,
  useContext,
  useEffect,
  useMemo,
  useRef,
  useState,
  type KeyboardEvent,
  type ReactElement,
  type RefObject,
} from 'react';
import { useStore } from '../shared/store';
import { ThemeContext } from '../shared/theme_context';
import { themeVariables } from '../shared/theme_variables';
import type { Clock } from '../shared/times';
import type { ChartProps } from './chart_props';
import { ChartRows } from './ChartRows';
import { chartKeys } from './chart_keys';
import { lineOf } from './chart_rows';
import type { ChartState } from './chart_state';
import { keyAction } from './keys';
import { AxisRow, OverviewStrip } from './OverviewStrip';
import type { Palette } from './draw_rows';
import { timeTicks, type TimeSpan } from './time_axis';
import { useElementWidth } from './use_element_width';
import { useLiveZoom } from './use_live_zoom';
import { rowText, groupText } from './words';

const FONT =
  '500 12px "Splunk Platform Sans", "Proxima Nova", Roboto, Droid, "Helvetica Neue", Helvetica, Arial, sans-serif';

/** Strip, axis and rows under one another, all over the same column of time. */
export function Chart(props: ChartProps): ReactElement {
  const { clock, whole, chart } = props;
  const [zoom, onZoom] = useLiveZoom(props.zoom, props.onZoom);
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
  const onKeyDown = (event: KeyboardEvent): void => {
    const action = keyAction(event);
    if (action === undefined) return;
    event.preventDefault();
    chartKeys(props, span, change, rowsRef)[action]();
  };
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
      <LiveLine chart={chart} clock={clock} rowsRef={rowsRef} />
    </div>
  );
}

interface LiveLineProps {
  readonly chart: ChartState;
  readonly clock: Clock;
  readonly rowsRef: RefObject<HTMLElement>;
}

/** Says the line that the keyboard has come to. */
function LiveLine({ chart, clock, rowsRef }: LiveLineProps): ReactElement {
  const active = useStore(chart.cursor);
  const [text, setText] = useState('');
  useEffect(() => {
    const line = lineOf(chart.rows, active);
    if (line !== undefined && document.activeElement === rowsRef.current)
      setText(line.kind === 'row' ? rowText(line.sighting, clock) : groupText(line.group, line.open));
  }, [chart.rows, active, clock, rowsRef]);
  return (
    <div className="ww-hidden" aria-live="polite">
      {text}
    </div>
  );
}
