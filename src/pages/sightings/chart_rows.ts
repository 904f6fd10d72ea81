import { opensByItself, type Group } from './narrow';
import type { Sighting } from './sighting';

/** The chart's list: heads and rows one under the other, of which only a window is ever drawn. */

export const HEAD_HEIGHT = 26;
export const ROW_HEIGHT = 24;

export type ChartLine =
  | { readonly kind: 'head'; readonly group: Group; readonly open: boolean }
  | { readonly kind: 'row'; readonly group: Group; readonly sighting: Sighting };

export interface ChartLines {
  readonly lines: readonly ChartLine[];
  /** Top of each line in pixels; one more than there are lines, the last is the whole height. */
  readonly tops: Float64Array;
}

/** Heads and, of open groups, rows. `toggled` holds the groups that a person opened or closed against the rule. */
export function chartLines(groups: readonly Group[], toggled: ReadonlySet<string>): ChartLines {
  const lines: ChartLine[] = [];
  for (const group of groups) {
    const open = opensByItself(group, groups.length) !== toggled.has(group.id);
    lines.push({ kind: 'head', group, open });
    if (open) for (const sighting of group.sightings) lines.push({ kind: 'row', group, sighting });
  }
  const tops = new Float64Array(lines.length + 1);
  lines.forEach((line, i) => {
    tops[i + 1] = (tops[i] ?? 0) + (line.kind === 'head' ? HEAD_HEIGHT : ROW_HEIGHT);
  });
  return { lines, tops };
}

export const totalHeight = ({ tops }: ChartLines): number => tops[tops.length - 1] ?? 0;

/** Index of the line at this height. */
export function lineAt({ tops, lines }: ChartLines, y: number): number {
  let low = 0;
  let high = Math.max(0, lines.length - 1);
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((tops[middle] ?? 0) <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}

export interface LineWindow {
  /** First line, and the one after the last. */
  readonly from: number;
  readonly to: number;
}

/** Lines drawn ahead of the visible ones, so that scrolling moves pixels and draws only now and then. */
const AHEAD = 300;

/** The lines to draw for this scroll position, with some above and below. */
export function windowOf(rows: ChartLines, scrollTop: number, height: number): LineWindow {
  const step = AHEAD / 2;
  const top = Math.max(0, Math.floor(scrollTop / step) * step - AHEAD);
  const bottom = Math.ceil((scrollTop + height) / step) * step + AHEAD;
  return { from: lineAt(rows, top), to: Math.min(rows.lines.length, lineAt(rows, bottom) + 1) };
}

/** Where the line of this sighting is; -1 when it is filtered out or its group is closed. */
export const indexOfKey = ({ lines }: ChartLines, key: string | null): number =>
  key === null ? -1 : lines.findIndex((line) => line.kind === 'row' && line.sighting.key === key);

/** The next line after `from` (or before, going backwards, round the end) that fits. */
export function nextLine(
  { lines }: ChartLines,
  from: number,
  fits: (sighting: Sighting) => boolean,
): number | undefined {
  for (let step = 1; step <= lines.length; step++) {
    const index = (from + step + lines.length) % lines.length;
    const line = lines[index];
    if (line?.kind === 'row' && fits(line.sighting)) return index;
  }
  return undefined;
}

/** A mark on the scroll rail: what lies below the fold. */
export interface RailMark {
  /** 0 to 1 of the whole height. */
  readonly at: number;
  readonly kind: 'hit' | 'new';
}

/** One mark a pixel at most: a fleet of 200,000 rows must not make 200,000 marks. */
export function railMarks(rows: ChartLines, pixels: number): readonly RailMark[] {
  const slots = new Map<number, RailMark>();
  const whole = Math.max(1, totalHeight(rows));
  rows.lines.forEach((line, i) => {
    if (line.kind !== 'row' || (line.sighting.state !== 'hit' && !line.sighting.isNew)) return;
    const at = (rows.tops[i] ?? 0) / whole;
    const slot = Math.round((at * pixels) / 4);
    const kind = line.sighting.state === 'hit' ? 'hit' : 'new';
    if (!slots.has(slot) || kind === 'hit') slots.set(slot, { at, kind });
  });
  return [...slots.values()];
}
