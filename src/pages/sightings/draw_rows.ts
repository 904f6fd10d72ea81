import type { Clock } from '../shared/times';
import { lineOf, topOf, type ChartLines } from './chart_rows';
import type { RowMarks, MarkColour } from './marks';
import { rowMarks } from './marks';
import type { Group } from './narrow';
import { BAND } from './row_layout';
import type { Sighting } from './sighting';
import { toPixel, type Tick, type TimeSpan } from './time_axis';

/** Puts marks on a canvas; where they go is decided in marks.ts. */

export type Palette = Readonly<
  Record<MarkColour | 'text' | 'text2' | 'section' | 'line' | 'shade' | 'control' | 'density' | 'selection', string>
>;

export interface RowsPicture {
  readonly rows: ChartLines;
  /** The first line drawn, and the one after the last. */
  readonly from: number;
  readonly to: number;
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
  const { rows, from, to, width, height, font } = picture;
  const { layout } = rows;
  context.font = font;
  context.textBaseline = 'middle';
  if (rows.count === 0) findGlyphs(context);
  context.clearRect(0, 0, width, height);
  if (layout.density === 'wide') drawGround(context, picture, 0, height);
  const origin = topOf(rows, from);
  for (let index = from; index < to; index++) {
    const line = lineOf(rows, index);
    const top = topOf(rows, index) - origin;
    if (line?.kind === 'row') drawRow(context, picture, line.sighting, top + layout.bar);
    else if (line?.open === false && layout.density === 'wide')
      drawClosedHead(context, picture, line.group, top + layout.head / 2);
  }
}

/** The first text on a canvas looks for its font, which takes longer than all rows together: an empty chart does it ahead. */
function findGlyphs(context: CanvasRenderingContext2D): void {
  for (const text of ['0123456789:', 'abcdefghijklmnopqrstuvwxyz', 'ABCDEFGHIJKLMNOPQRSTUVWXYZ']) {
    context.strokeText(text, 0, 0);
    context.fillText(text, 0, 0);
  }
}

/** The time that counts as new, tinted from a dashed line, and the lines of the ticks. */
function drawGround(context: CanvasRenderingContext2D, picture: RowsPicture, top: number, height: number): void {
  const { palette, span, width, newSince } = picture;
  const since = toPixel(span, width, newSince);
  if (since < width) {
    context.fillStyle = palette.shade;
    context.fillRect(Math.max(0, since), top, width - Math.max(0, since), height);
  }
  for (const { x } of picture.ticks) dashed(context, x, [top, height], palette.line, [1, 3]);
  if (since >= 0 && since <= width) dashed(context, since, [top, height], palette.new, [3, 2]);
}

function dashed(
  context: CanvasRenderingContext2D,
  x: number,
  [top, height]: readonly [number, number],
  colour: string,
  dash: number[],
): void {
  context.strokeStyle = colour;
  context.lineWidth = 1;
  context.setLineDash(dash);
  context.beginPath();
  context.moveTo(Math.round(x) + 0.5, top);
  context.lineTo(Math.round(x) + 0.5, top + height);
  context.stroke();
  context.setLineDash([]);
}

function drawRow(context: CanvasRenderingContext2D, picture: RowsPicture, sighting: Sighting, middle: number): void {
  const isPhone = picture.rows.layout.density === 'phone';
  if (isPhone) drawGround(context, picture, middle - BAND / 2, BAND);
  const marks = rowMarks(sighting, picture.span, picture.width, picture.clock);
  const colour = picture.palette[marks.colour];
  context.fillStyle = colour;
  context.strokeStyle = colour;
  drawBar(context, picture, marks, middle, picture.activity(sighting.key));
  if (marks.began !== null && marks.bar.kind !== 'outside') drawBegan(context, marks.began, marks.bar.x, middle);
  if (marks.beganBefore) drawArrow(context, middle);
  // On a phone marks and time stand in the text above the bar.
  if (!isPhone) drawBadges(context, picture, marks, middle);
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
  const most = highest(activity);
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
function drawClosedHead(context: CanvasRenderingContext2D, picture: RowsPicture, group: Group, middle: number): void {
  const activity = picture.activity(group.id);
  if (activity === undefined) drawExtent(context, picture, group, middle);
  else drawDays(context, picture, activity, middle);
  drawAlarms(context, picture, group.alarms, middle);
}

function drawDays(
  context: CanvasRenderingContext2D,
  { palette, span, width }: RowsPicture,
  days: ReadonlyMap<number, number>,
  middle: number,
): void {
  const most = highest(days);
  context.fillStyle = palette.known;
  for (const [day, children] of days) {
    const from = toPixel(span, width, day);
    const to = toPixel(span, width, day + DAY);
    const height = Math.max(2, (children / most) * 11);
    if (to > 0 && from < width) context.fillRect(from + 0.5, middle + 8 - height, Math.max(1, to - from - 1), height);
  }
}

function drawExtent(
  context: CanvasRenderingContext2D,
  { palette, span, width }: RowsPicture,
  { first, last }: Group,
  middle: number,
): void {
  const [from, to] = [Math.max(0, toPixel(span, width, first)), Math.min(width, toPixel(span, width, last))];
  if (to < 0 || from > width) return;
  context.fillStyle = palette.line;
  context.fillRect(from, middle - 1, Math.max(2, to - from), 2);
}

/** One mark a few pixels at most: thousands of alarms at one place are one place to look at. */
function drawAlarms(
  context: CanvasRenderingContext2D,
  { palette, span, width }: RowsPicture,
  alarms: readonly Sighting[],
  middle: number,
): void {
  const slots = new Map<number, 'hit' | 'new'>();
  for (const { first, hits } of alarms) {
    const x = Math.round(toPixel(span, width, first) / 2) * 2;
    if (x >= 0 && x <= width && (hits.length > 0 || !slots.has(x))) slots.set(x, hits.length > 0 ? 'hit' : 'new');
  }
  for (const [x, kind] of slots) {
    context.fillStyle = palette[kind];
    context.fillRect(x - 1.5, middle - 8, 3, 16);
  }
}

/** The largest count, at least 1. */
function highest(counts: ReadonlyMap<number, number>): number {
  let most = 1;
  for (const count of counts.values()) most = Math.max(most, count);
  return most;
}
