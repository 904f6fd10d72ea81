import { isGroupOpen, type Folding } from './folding';
import type { Group } from './narrow';
import type { RowLayout } from './row_layout';
import type { Sighting } from './sighting';

/** The chart's list: heads and rows one under the other. It is computed, never written out: its cost is that of the groups. */

export type ChartLine =
  | { readonly kind: 'head'; readonly group: Group; readonly open: boolean }
  | { readonly kind: 'row'; readonly group: Group; readonly sighting: Sighting };

export interface ChartLines {
  readonly groups: readonly Group[];
  readonly isOpen: readonly boolean[];
  /** Index of each group's head. */
  readonly heads: Uint32Array;
  /** How many lines there are. */
  readonly count: number;
  /** How many more there would be, had the list no greatest height. */
  readonly cut: number;
  readonly layout: RowLayout;
}

/** Browsers draw nothing below some height of an element: 17.8 million pixels in Firefox, 33 million in Chromium. */
const MOST_PIXELS = 16_000_000;

/** Heads and, of open groups, rows. */
export function chartLines(groups: readonly Group[], folding: Folding, layout: RowLayout): ChartLines {
  const isOpen = groups.map((group) => isGroupOpen(folding, group, groups.length));
  const heads = new Uint32Array(groups.length);
  let count = 0;
  groups.forEach(({ sightings }, at) => {
    heads[at] = count;
    count += 1 + (isOpen[at] === true ? sightings.length : 0);
  });
  const all = { groups, isOpen, heads, count, cut: 0, layout };
  if (totalHeight(all) <= MOST_PIXELS) return all;
  const fitting = lineAt(all, MOST_PIXELS);
  return { ...all, count: fitting, cut: count - fitting };
}

/** The place of the last group whose head is at or before this line. */
function groupAt({ heads }: ChartLines, index: number): number {
  let [low, high] = [0, heads.length - 1];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((heads[middle] ?? 0) <= index) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** The line with this index; undefined outside the list. */
export function lineOf(rows: ChartLines, index: number): ChartLine | undefined {
  if (index < 0 || index >= rows.count) return undefined;
  const at = groupAt(rows, index);
  const group = rows.groups[at];
  if (group === undefined) return undefined;
  const place = index - (rows.heads[at] ?? 0);
  if (place === 0) return { kind: 'head', group, open: rows.isOpen[at] === true };
  const sighting = group.sightings[place - 1];
  return sighting === undefined ? undefined : { kind: 'row', group, sighting };
}

/** Index of the head of the group that this line belongs to. */
export const headOf = (rows: ChartLines, index: number): number => rows.heads[groupAt(rows, index)] ?? 0;

/** Top of a line in pixels; of the one after the last: the whole height. */
export function topOf(rows: ChartLines, index: number): number {
  const { head, row } = rows.layout;
  if (index >= rows.count) return totalHeight(rows);
  const at = groupAt(rows, index);
  const headsAbove = index === rows.heads[at] ? at : at + 1;
  return headsAbove * head + (index - headsAbove) * row;
}

/** Height of all lines together. */
export function totalHeight(rows: ChartLines): number {
  const { head, row } = rows.layout;
  const heads = rows.count === 0 ? 0 : groupAt(rows, rows.count - 1) + 1;
  return heads * head + (rows.count - heads) * row;
}

/** Index of the line at this height; the first above the list, the last below it. */
export function lineAt(rows: ChartLines, y: number): number {
  let [low, high] = [0, Math.max(0, rows.count - 1)];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (topOf(rows, middle) <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}

export interface LineWindow {
  /** First line, and the one after the last. */
  readonly from: number;
  readonly to: number;
}

/** Pixels drawn ahead of the visible ones, so that scrolling moves pixels and draws only now and then. */
export const AHEAD = 300;

/** The lines to draw for this scroll position, with `ahead` pixels more above and below; the same for positions near each other. */
export function windowOf(rows: ChartLines, scrollTop: number, height: number, ahead: number): LineWindow {
  const step = Math.max(1, ahead / 2);
  const top = Math.max(0, Math.floor(scrollTop / step) * step - ahead);
  const bottom = Math.ceil((scrollTop + height) / step) * step + ahead;
  return { from: lineAt(rows, top), to: Math.min(rows.count, lineAt(rows, bottom) + 1) };
}

/** Where the line of this sighting is; -1 when it is filtered out or its group is closed. */
export function indexOfKey(rows: ChartLines, key: string | null): number {
  for (const [at, { sightings }] of rows.groups.entries()) {
    const place = rows.isOpen[at] === true ? sightings.findIndex((sighting) => sighting.key === key) : -1;
    const index = (rows.heads[at] ?? 0) + 1 + place;
    if (place !== -1) return index < rows.count ? index : -1;
  }
  return -1;
}

/** The next row after `from` (round the end) that fits. */
export function nextLine(rows: ChartLines, from: number, fits: (sighting: Sighting) => boolean): number | undefined {
  for (let step = 1; step <= rows.count; step++) {
    const index = (from + step) % rows.count;
    const line = lineOf(rows, index);
    if (line?.kind === 'row' && fits(line.sighting)) return index;
  }
  return undefined;
}

/** The row before `from`; undefined above the first. */
export function rowBefore(rows: ChartLines, from: number): number | undefined {
  for (let index = from - 1; index >= 0; index--) if (lineOf(rows, index)?.kind === 'row') return index;
  return undefined;
}

/** A mark on the scroll rail: what lies below the fold. */
export interface RailMark {
  /** 0 to 1 of the whole height. */
  readonly at: number;
  readonly kind: 'hit' | 'new';
}

/** One mark a few pixels at most; what a closed group holds is marked at its head. */
export function railMarks(rows: ChartLines, pixels: number): readonly RailMark[] {
  const slots = new Map<number, RailMark>();
  const whole = Math.max(1, totalHeight(rows));
  const add = (top: number, kind: RailMark['kind']): void => {
    const at = top / whole;
    const slot = Math.round((at * pixels) / 4);
    if (!slots.has(slot) || kind === 'hit') slots.set(slot, { at, kind });
  };
  rows.groups.forEach((group, at) => {
    const index = rows.heads[at] ?? 0;
    if (group.fresh + group.hits === 0 || index >= rows.count) return;
    const top = topOf(rows, index);
    if (rows.isOpen[at] !== true) return add(top, group.hits > 0 ? 'hit' : 'new');
    // Their tops are added up, since looking each up would cost more than all else of a first paint.
    const first = top + rows.layout.head;
    group.sightings.slice(0, rows.count - index - 1).forEach(({ hits, isNew }, place) => {
      if (hits.length > 0 || isNew) add(first + place * rows.layout.row, hits.length > 0 ? 'hit' : 'new');
    });
  });
  return [...slots.values()];
}
