import { memo, useLayoutEffect, useRef, type ReactElement } from 'react';
import type { Clock } from '../shared/times';
import { prepareCanvas } from './canvas';
import { topOf, type ChartLines } from './chart_rows';
import { drawRows, type Palette } from './draw_rows';
import type { Tick, TimeSpan } from './time_axis';

interface PlotProps {
  readonly rows: ChartLines;
  readonly from: number;
  readonly to: number;
  readonly width: number;
  readonly span: TimeSpan;
  readonly ticks: readonly Tick[];
  readonly newSince: number;
  readonly palette: Palette;
  readonly font: string;
  readonly clock: Clock;
  readonly activity: (id: string) => ReadonlyMap<number, number> | undefined;
}

/** Heights in steps: a canvas of another size is memory that is made anew and cleared. */
const STEP = 256;
/** The least: a screen of rows. An empty chart has it too, since making a canvas costs more than drawing the first rows. */
const LEAST = 4 * STEP;

/** The canvas over the rows in view, drawn anew only when something on it has changed. */
export const ChartPlot = memo(function ChartPlot(props: PlotProps): ReactElement {
  const { rows, from, to, width, span, ticks, newSince, palette, font, clock, activity } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const height = Math.max(LEAST, Math.ceil((topOf(rows, to) - topOf(rows, from)) / STEP) * STEP);
    const context = canvas.current === null ? null : prepareCanvas(canvas.current, width, height);
    if (context !== null)
      drawRows(context, { rows, from, to, width, height, span, ticks, newSince, palette, font, clock, activity });
  }, [rows, from, to, width, span, ticks, newSince, palette, font, clock, activity]);
  return (
    <canvas
      ref={canvas}
      className="ww-canvas"
      style={{ top: topOf(rows, from), right: rows.layout.inset }}
      aria-hidden="true"
    />
  );
});
