import type { Palette } from './draw_rows';
import type { Group } from './narrow';
import type { Overview } from './overview';
import { toPixel, type TimeSpan } from './time_axis';

export interface OverviewPicture {
  readonly overview: Overview | null;
  readonly whole: TimeSpan;
  readonly width: number;
  readonly height: number;
  readonly palette: Palette;
  readonly groups: readonly Group[];
  readonly newSince: number;
}

const MARKS = 14;

/** Bins of the whole fleet, and marks of what is new or hit above them. */
export function drawOverview(context: CanvasRenderingContext2D, picture: OverviewPicture): void {
  const { width, height, palette, whole, newSince } = picture;
  context.clearRect(0, 0, width, height);
  const since = Math.max(0, toPixel(whole, width, newSince));
  context.fillStyle = palette.shade;
  if (since < width) context.fillRect(since, 0, width - since, height);
  drawBins(context, picture);
  drawMarks(context, picture);
}

function drawBins(
  context: CanvasRenderingContext2D,
  { overview, whole, width, height, palette }: OverviewPicture,
): void {
  if (overview === null) return;
  context.fillStyle = palette.known;
  for (const [at, count] of overview.bins) {
    const from = Math.max(0, toPixel(whole, width, at));
    const to = Math.min(width, toPixel(whole, width, at + overview.binSeconds));
    const tall = Math.max(1, (count / Math.max(1, overview.highest)) * (height - MARKS - 4));
    if (to > from) context.fillRect(from, height - tall, Math.max(1, to - from - 1), tall);
  }
}

/** At most one mark a few pixels: many alarms at one time are one place to look at. */
function drawMarks(context: CanvasRenderingContext2D, { groups, whole, width, palette }: OverviewPicture): void {
  const taken = new Map<number, 'hit' | 'new'>();
  for (const { alarms } of groups)
    for (const { first, hits } of alarms) {
      const kind = hits.length > 0 ? 'hit' : 'new';
      const slot = Math.round(toPixel(whole, width, first) / 8);
      if (slot >= 0 && (kind === 'hit' || !taken.has(slot))) taken.set(slot, kind);
    }
  for (const [slot, kind] of taken) {
    const x = Math.min(width - 6, Math.max(6, slot * 8));
    context.fillStyle = palette[kind];
    context.beginPath();
    if (kind === 'hit') {
      context.moveTo(x, 2);
      context.lineTo(x + 5, 11);
      context.lineTo(x - 5, 11);
    } else {
      context.moveTo(x, 1);
      context.lineTo(x + 5, 6.5);
      context.lineTo(x, 12);
      context.lineTo(x - 5, 6.5);
    }
    context.fill();
  }
}
