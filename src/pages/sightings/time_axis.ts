import { utcTicks } from 'd3-time';
import { dayText, hourText, secondText, shortDate, type Clock } from '../shared/times';
import { fromWall, toWall } from '../shared/zone';

/** The horizontal axis: instants to pixels, and ticks on round times of the user's wall clock. */

/** Epoch seconds. */
export interface TimeSpan {
  readonly from: number;
  readonly to: number;
}

/** Below a second nothing can be told apart: logs have milliseconds at best. */
const SHORTEST = 1;

/** Pixel of an instant in a plot of this width; may lie outside. */
export const toPixel = (span: TimeSpan, width: number, epoch: number): number =>
  ((epoch - span.from) / (span.to - span.from)) * width;

export const toEpoch = (span: TimeSpan, width: number, pixel: number): number =>
  span.from + (pixel / width) * (span.to - span.from);

/** The span made longer or shorter around one of its instants, kept within `whole`. */
export function zoomed(span: TimeSpan, whole: TimeSpan, factor: number, around: number): TimeSpan {
  const length = Math.min(whole.to - whole.from, Math.max(SHORTEST, (span.to - span.from) * factor));
  const share = (around - span.from) / (span.to - span.from);
  return within({ from: around - share * length, to: around + (1 - share) * length }, whole);
}

/** The span moved by a share of its length, kept within `whole`. */
export function panned(span: TimeSpan, whole: TimeSpan, share: number): TimeSpan {
  const by = (span.to - span.from) * share;
  return within({ from: span.from + by, to: span.to + by }, whole);
}

/** Fingers nearer than this tell nothing about a length. */
const PINCH = 12;

/** Two fingers moved from the pixels `start` to `now`: what was under them stays under them, kept within `whole`. */
export function pinched(
  span: TimeSpan,
  whole: TimeSpan,
  width: number,
  start: readonly [number, number],
  now: readonly [number, number],
): TimeSpan {
  const apart = (pair: readonly [number, number]): number => Math.max(PINCH, Math.abs(pair[1] - pair[0]));
  const middle = (pair: readonly [number, number]): number => (pair[0] + pair[1]) / 2;
  const length = (span.to - span.from) * (apart(start) / apart(now));
  const shortest = Math.min(whole.to - whole.from, Math.max(SHORTEST, length));
  const from = toEpoch(span, width, middle(start)) - (middle(now) / width) * shortest;
  return within({ from, to: from + shortest }, whole);
}

function within(span: TimeSpan, whole: TimeSpan): TimeSpan {
  const length = Math.min(span.to - span.from, whole.to - whole.from);
  const from = Math.min(Math.max(span.from, whole.from), whole.to - length);
  return { from, to: from + length };
}

export interface Tick {
  readonly epoch: number;
  readonly x: number;
  readonly text: string;
}

const PER_LABEL = 100;

/** Round times of the wall clock, about one a hundred pixels, none of which overlap or run out of the plot. */
export function timeTicks(span: TimeSpan, width: number, clock: Clock): readonly Tick[] {
  if (width <= 0) return [];
  // The ticks of d3-scale's scaleUtc, without the colours and formats that come with it (10 KB gzip).
  const most = Math.max(2, Math.floor(width / PER_LABEL));
  const walls = utcTicks(toWall(clock.zone, span.from), toWall(clock.zone, span.to), most);
  const step = walls.length > 1 ? ((walls[1]?.getTime() ?? 0) - (walls[0]?.getTime() ?? 0)) / 1000 : 86_400;
  const ticks = walls.map((wall) => {
    const epoch = fromWall(clock.zone, wall);
    return { epoch, x: toPixel(span, width, epoch), text: tickText(clock, epoch, step) };
  });
  return spaced(ticks.filter(({ x }) => x >= 0 && x <= width));
}

const LETTER = 7;

/** Leaves out every second tick until no two texts touch: d3 may give twice as many as asked for. */
function spaced(ticks: readonly Tick[]): readonly Tick[] {
  const touch = ticks.some(({ x, text }, i) => i > 0 && x - (ticks[i - 1]?.x ?? 0) < text.length * LETTER + 12);
  return touch && ticks.length > 1 ? spaced(ticks.filter((_, i) => i % 2 === 0)) : ticks;
}

function tickText(clock: Clock, epoch: number, step: number): string {
  const wall = toWall(clock.zone, epoch);
  if (step < 60) return secondText(clock, epoch);
  if (step < 86_400)
    return wall.getUTCHours() === 0 && wall.getUTCMinutes() === 0 ? dayText(clock, epoch) : hourText(clock, epoch);
  if (step < 27 * 86_400) return dayText(clock, epoch);
  if (step < 360 * 86_400) return shortDate(clock, epoch).replace(/^1 /, '');
  return String(wall.getUTCFullYear());
}

const roundBins = [1, 5, 10, 30, 60, 300, 600, 1800, 3600, 7200, 10_800, 21_600, 43_200, 86_400, 604_800, 2_592_000];

/** A round bin length (seconds) that makes at most `most` bins of the span. */
export const binLength = ({ from, to }: TimeSpan, most: number): number =>
  roundBins.find((bin) => (to - from) / bin <= most) ?? Math.ceil((to - from) / most / 86_400) * 86_400;
