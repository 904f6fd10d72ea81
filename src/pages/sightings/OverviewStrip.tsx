import { memo, useEffect, useRef, type ReactElement } from 'react';
import { counted, dayText, durationText, numberText, shortDate, type Clock } from '../shared/times';
import { axisLabels } from './axis_labels';
import type { ChartProps } from './chart_props';
import { prepareCanvas } from './canvas';
import type { Palette } from './draw_rows';
import { drawOverview } from './draw_overview';
import type { Group } from './narrow';
import type { Overview } from './overview';
import { StripFrame } from './StripFrame';
import { toPixel, type Tick, type TimeSpan } from './time_axis';

interface StripProps extends ChartProps {
  readonly span: TimeSpan;
  readonly onSpan: (span: TimeSpan) => void;
  readonly palette: Palette;
  readonly plotRef: (element: HTMLElement | null) => void;
  readonly width: number;
}

const HEIGHT = 56;

/** The whole fleet in time bins; dragging in it chooses what the rows show. */
export function OverviewStrip(props: StripProps): ReactElement {
  const { overview, whole, span, width, palette, newSince, hostTotal, onSpan } = props;
  const { groups } = props.chart.rows;
  return (
    <div className="ww-over">
      <StripText overview={overview} groups={groups} hostTotal={hostTotal} />
      <div className="ww-plot" ref={props.plotRef}>
        <StripBins
          overview={overview}
          whole={whole}
          width={width}
          palette={palette}
          groups={groups}
          newSince={newSince}
        />
        <StripFrame whole={whole} span={span} width={width} onSpan={onSpan} />
      </div>
    </div>
  );
}

interface StripTextProps {
  readonly overview: Overview | null;
  readonly groups: readonly Group[];
  readonly hostTotal: number;
}

const StripText = memo(function StripText({ overview, groups, hostTotal }: StripTextProps): ReactElement {
  let [sightings, starts, events] = [0, 0, 0];
  for (const group of groups) {
    sightings += group.sightings.length;
    starts += group.starts;
    events += group.events;
  }
  return (
    <div className="ww-over-text">
      <b>Whole fleet</b>
      {overview === null ? '' : `, starts per ${durationText(overview.binSeconds)}`}
      <br />
      {counted(hostTotal, 'host')}, {counted(sightings, 'sighting')}, {counted(starts, 'start')}
      {events === starts ? '' : ` (${counted(events, 'event')})`}
      <br />
      {overview === null ? '' : `highest bin ${numberText(overview.highest)}`}
    </div>
  );
});

interface StripBinsProps {
  readonly overview: Overview | null;
  readonly groups: readonly Group[];
  readonly whole: TimeSpan;
  readonly width: number;
  readonly palette: Palette;
  readonly newSince: number;
}

/** Bins and marks of the whole range: zooming leaves them as they are. */
const StripBins = memo(function StripBins(props: StripBinsProps): ReactElement {
  const { overview, groups, whole, width, palette, newSince } = props;
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const context = canvas.current === null ? null : prepareCanvas(canvas.current, width, HEIGHT);
    if (context !== null) drawOverview(context, { overview, whole, width, height: HEIGHT, palette, groups, newSince });
  }, [overview, groups, whole, width, palette, newSince]);
  return <canvas ref={canvas} aria-hidden="true" />;
});

interface AxisProps {
  readonly grouping: string;
  readonly ticks: readonly Tick[];
  readonly newSince: number;
  readonly span: TimeSpan;
  readonly width: number;
  readonly clock: Clock;
}

/** Pixels of a letter of the zone's name, which is bold, and around it. */
const ZONE_LETTER = 8;
const ZONE_GAP = 12;

/** Heads of the columns and the time axis; the tick where "new" begins has its colour. */
export function AxisRow({ grouping, ticks, newSince, span, width, clock }: AxisProps): ReactElement {
  const since = {
    epoch: newSince,
    x: toPixel(span, width, newSince),
    text: dayText(clock, newSince),
    brief: shortDate(clock, newSince),
  };
  const room = width - ZONE_GAP - clock.zone.name.length * ZONE_LETTER;
  return (
    <div className="ww-axis" aria-hidden="true">
      <span className="ww-axis-name">{grouping}, parent → child</span>
      <span className="ww-num">Starts</span>
      <span className="ww-num">Hosts</span>
      <span className="ww-num">First ever</span>
      <div className="ww-plot ww-axis-plot">
        {axisLabels(ticks, since, room).map(({ epoch, x, text }) => (
          <span key={epoch} style={{ left: x }} className={epoch === newSince ? 'ww-since' : ''}>
            {text}
          </span>
        ))}
        <b>{clock.zone.name}</b>
      </div>
    </div>
  );
}
