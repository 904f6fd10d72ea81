import { utcMonday, utcSunday, utcTickInterval } from 'd3-time';
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
  /** The text for a narrow axis: a day without its weekday. */
  readonly brief: string;
}

const PER_LABEL = 100;

/** Pixels of a letter at the most, and between two texts. */
export const LETTER = 7;
const BETWEEN = 12;

/** Whether two neighbours' texts would touch, each in the middle above its pixel. */
export const anyTouch = (labels: readonly Pick<Tick, 'x' | 'text'>[]): boolean =>
  labels.some(({ x, text }, i) => {
    const before = labels[i - 1];
    return before !== undefined && x - before.x < ((text.length + before.text.length) / 2) * LETTER + BETWEEN;
  });

/** Round times of the wall clock, about one a hundred pixels; no two brief texts touch. */
export function timeTicks(span: TimeSpan, width: number, clock: Clock): readonly Tick[] {
  if (width <= 0) return [];
  // The ticks of d3-scale's scaleUtc, without the colours and formats that come with it (10 KB gzip).
  const most = Math.max(2, Math.floor(width / PER_LABEL));
  const walls = wallTicks(toWall(clock.zone, span.from), toWall(clock.zone, span.to), most);
  const step = walls.length > 1 ? ((walls[1]?.getTime() ?? 0) - (walls[0]?.getTime() ?? 0)) / 1000 : 86_400;
  const ticks = walls.map((wall) => {
    const epoch = fromWall(clock.zone, wall);
    const text = tickText(clock, epoch, step);
    const brief = text === dayText(clock, epoch) ? shortDate(clock, epoch) : text;
    return { epoch, x: toPixel(span, width, epoch), text, brief };
  });
  return spaced(ticks.filter(({ x }) => x >= 0 && x <= width));
}

/** Both ends may be ticks. Weeks begin on Monday, as they do under "New since"; with d3 on Sunday. */
function wallTicks(from: Date, to: Date, most: number): readonly Date[] {
  const interval = utcTickInterval(from, to, most);
  const used = interval === utcSunday ? utcMonday : interval;
  return used?.range(from, new Date(to.getTime() + 1)) ?? [];
}

/** Fewer labels than this do not let an eye place what is between them. */
const ENOUGH = 4;

/** Leaves out every second tick until no two texts touch, or no two brief ones where too few would stay. */
function spaced(ticks: readonly Tick[]): readonly Tick[] {
  const whole = thinned(ticks, ({ text }) => text);
  return whole.length >= ENOUGH ? whole : thinned(ticks, ({ brief }) => brief);
}

/** d3 may give twice as many ticks as asked for. */
const thinned = (ticks: readonly Tick[], textOf: (tick: Tick) => string): readonly Tick[] =>
  anyTouch(ticks.map((tick) => ({ x: tick.x, text: textOf(tick) })))
    ? thinned(
        ticks.filter((_, i) => i % 2 === 0),
        textOf,
      )
    : ticks;

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
