import type { Clock } from '../shared/times';
import type { ChartLine } from './chart_rows';
import type { RowMarks, MarkColour } from './marks';
import { rowMarks } from './marks';
import type { Tick, TimeSpan } from './time_axis';
import { toPixel } from './time_axis';

/** Puts marks on a canvas; where they go is decided in marks.ts. */

export type Palette = Readonly<
  Record<MarkColour | 'text' | 'text2' | 'section' | 'line' | 'shade' | 'control' | 'density' | 'selection', string>
>;

export interface RowsPicture {
  readonly lines: readonly ChartLine[];
  /** Top of each line relative to the canvas. */
  readonly tops: readonly number[];
  readonly heights: readonly number[];
  readonly width: number;
  readonly height: number;
  readonly span: TimeSpan;
  readonly ticks: readonly Tick[];
  readonly newSince: number;
  readonly clock: Clock;
  readonly palette: Palette;
  readonly font: string;
  /** Starts a day of a sighting's key, or children a day of a group's id; day starts in epoch seconds. */
  readonly activity: (id: string) => ReadonlyMap<number, number> | undefined;
}

const DAY = 86_400;

/** Draws the visible lines of the chart; cost depends on their number alone. */
export function drawRows(context: CanvasRenderingContext2D, picture: RowsPicture): void {
  context.clearRect(0, 0, picture.width, picture.height);
  drawGround(context, picture);
  context.font = picture.font;
  context.textBaseline = 'middle';
  picture.lines.forEach((line, i) => {
    const middle = (picture.tops[i] ?? 0) + (picture.heights[i] ?? 0) / 2;
    if (line.kind === 'row') drawRow(context, picture, line, middle);
    else if (!line.open) drawClosedHead(context, picture, line, middle);
  });
}

function drawGround(context: CanvasRenderingContext2D, picture: RowsPicture): void {
  const { palette, span, width, height, newSince } = picture;
  const since = toPixel(span, width, newSince);
  if (since < width) {
    context.fillStyle = palette.shade;
    context.fillRect(Math.max(0, since), 0, width - Math.max(0, since), height);
  }
  for (const { x } of picture.ticks) dashed(context, x, height, palette.line, [1, 3]);
  if (since >= 0 && since <= width) dashed(context, since, height, palette.new, [3, 2]);
}

function dashed(context: CanvasRenderingContext2D, x: number, height: number, colour: string, dash: number[]): void {
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.setLineDash(dash);
  context.beginPath();
  context.moveTo(Math.round(x) + 0.5, 0);
  context.lineTo(Math.round(x) + 0.5, height);
  context.stroke();
  context.setLineDash([]);
}

function drawRow(
  context: CanvasRenderingContext2D,
  picture: RowsPicture,
  line: Extract<ChartLine, { kind: 'row' }>,
  middle: number,
): void {
  const marks = rowMarks(line.sighting, picture.span, picture.width, picture.clock);
  const colour = picture.palette[marks.colour];
  context.fillStyle = colour;
  context.strokeStyle = colour;
  drawBar(context, picture, marks, middle, picture.activity(line.sighting.key));
  if (marks.began !== null && marks.bar.kind !== 'outside') drawBegan(context, marks.began, marks.bar.x, middle);
  if (marks.beganBefore) drawArrow(context, middle);
  drawBadges(context, picture, marks, middle);
}

function drawBar(
  context: CanvasRenderingContext2D,
  picture: RowsPicture,
  { bar, colour }: RowMarks,
  middle: number,
  activity: ReadonlyMap<number, number> | undefined,
): void {
  if (bar.kind === 'outside') return;
  if (bar.kind === 'once') {
    context.fillRect(bar.x - 1.5, middle - 8, 3, 16);
    return;
  }
  if (colour === 'canary') {
    context.lineWidth = 2;
    context.setLineDash([3, 3]);
    stroke(context, bar.x, middle, bar.x + bar.width, middle);
    context.setLineDash([]);
    return;
  }
  if (colour === 'filtered') drawHatch(context, picture, bar.x, middle - bar.height / 2, bar.width, bar.height);
  else context.fillRect(bar.x, middle - bar.height / 2, bar.width, bar.height);
  if (activity !== undefined) drawActivity(context, picture, activity, bar, middle);
}

/** Quiet days are lightened inside the bar, so that its busy ones stand out. */
function drawActivity(
  context: CanvasRenderingContext2D,
  { span, width, palette }: RowsPicture,
  activity: ReadonlyMap<number, number>,
  bar: Extract<RowMarks['bar'], { kind: 'bar' }>,
  middle: number,
): void {
  const most = Math.max(1, ...activity.values());
  context.fillStyle = palette.density;
  for (let day = Math.floor(span.from / DAY) * DAY; day < span.to; day += DAY) {
    const from = Math.max(bar.x, toPixel(span, width, day));
    const to = Math.min(bar.x + bar.width, toPixel(span, width, day + DAY));
    const share = (activity.get(day) ?? 0) / most;
    if (to <= from || share > 0.66) continue;
    const cut = bar.height * (share === 0 ? 0.6 : share < 0.33 ? 0.4 : 0.2);
    context.fillRect(from, middle - bar.height / 2, to - from, cut / 2);
    context.fillRect(from, middle + bar.height / 2 - cut / 2, to - from, cut / 2);
  }
}

function drawHatch(
  context: CanvasRenderingContext2D,
  picture: RowsPicture,
  x: number,
  y: number,
  width: number,
  height: number,
): void {
  context.save();
  context.beginPath();
  context.rect(x, y, width, height);
  context.clip();
  context.fillStyle = picture.palette.section;
  context.fillRect(x, y, width, height);
  context.lineWidth = 1.4;
  context.beginPath();
  for (let at = x - height; at < x + width; at += 5) {
    context.moveTo(at, y + height);
    context.lineTo(at + height, y);
  }
  context.stroke();
  context.restore();
  context.lineWidth = 1;
  context.strokeRect(x + 0.5, y + 0.5, Math.max(1, width - 1), height - 1);
}

function stroke(context: CanvasRenderingContext2D, ...points: readonly number[]): void {
  context.beginPath();
  for (let i = 0; i < points.length; i += 2) {
    const [x = 0, y = 0] = [points[i], points[i + 1]];
    if (i === 0) context.moveTo(x, y);
    else context.lineTo(x, y);
  }
  context.stroke();
}

function drawBegan(context: CanvasRenderingContext2D, began: number, bar: number, middle: number): void {
  context.lineWidth = 1.5;
  stroke(context, began, middle - 5, began, middle + 5);
  stroke(context, began, middle, bar, middle);
}

function drawArrow(context: CanvasRenderingContext2D, middle: number): void {
  context.lineWidth = 1.6;
  stroke(context, 6, middle - 4.5, 1.5, middle, 6, middle + 4.5);
}

function drawBadges(
  context: CanvasRenderingContext2D,
  { palette }: RowsPicture,
  marks: RowMarks,
  middle: number,
): void {
  if (marks.diamond !== null) shape(context, palette.new, diamondPath, marks.diamond, middle - 6);
  if (marks.triangle !== null) shape(context, palette.hit, trianglePath, marks.triangle, middle - 6);
  if (marks.label === null) return;
  context.textAlign = marks.label.align;
  context.lineJoin = 'round';
  context.lineWidth = 3;
  context.strokeStyle = palette.section;
  context.strokeText(marks.label.text, marks.label.x, middle + 0.5);
  context.fillStyle = palette.text;
  context.fillText(marks.label.text, marks.label.x, middle + 0.5);
}

const diamondPath = [6, 1, 11, 6, 6, 11, 1, 6];
const trianglePath = [6, 1.3, 11.2, 10.8, 0.8, 10.8];

function shape(
  context: CanvasRenderingContext2D,
  colour: string,
  points: readonly number[],
  left: number,
  top: number,
): void {
  context.fillStyle = colour;
  context.beginPath();
  for (let i = 0; i < points.length; i += 2) context.lineTo(left + (points[i] ?? 0), top + (points[i + 1] ?? 0));
  context.closePath();
  context.fill();
}

/** A closed group: a column a day, as high as many different children ran; its alarms on top. */
function drawClosedHead(
  context: CanvasRenderingContext2D,
  picture: RowsPicture,
  { group }: Extract<ChartLine, { kind: 'head' }>,
  middle: number,
): void {
  const { palette, span, width } = picture;
  const activity = picture.activity(group.id);
  if (activity !== undefined) {
    const most = Math.max(1, ...activity.values());
    context.fillStyle = palette.known;
    for (const [day, children] of activity) {
      const from = toPixel(span, width, day);
      const to = toPixel(span, width, day + DAY);
      const height = Math.max(2, (children / most) * 11);
      if (to > 0 && from < width) context.fillRect(from + 0.5, middle + 8 - height, Math.max(1, to - from - 1), height);
    }
  } else {
    context.fillStyle = palette.line;
    const first = Math.min(...group.sightings.slice(0, 500).map((sighting) => sighting.first));
    const last = Math.max(...group.sightings.slice(0, 500).map((sighting) => sighting.last));
    const from = Math.max(0, toPixel(span, width, first));
    context.fillRect(from, middle - 1, Math.max(2, Math.min(width, toPixel(span, width, last)) - from), 2);
  }
  for (const sighting of group.sightings.slice(0, 500)) {
    if (sighting.state === 'known' || sighting.state === 'filtered') continue;
    const x = toPixel(span, width, sighting.first);
    if (x < 0 || x > width) continue;
    context.fillStyle = palette[sighting.state];
    context.fillRect(x - 1.5, middle - 8, 3, 16);
  }
}
