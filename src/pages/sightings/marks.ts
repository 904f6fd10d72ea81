import { minuteText, durationText, dayText, numberText, type Clock } from '../shared/times';
import type { Sighting } from './sighting';
import { toPixel, type TimeSpan } from './time_axis';

/** What a row shows in the plot, as numbers; drawing is elsewhere, so that a test can ask where a mark lies. */

export type MarkColour = 'hit' | 'new' | 'filtered' | 'known' | 'canary';

export interface RowMarks {
  readonly colour: MarkColour;
  /** The bar from first to last in the range; `once` is a single upright mark instead. */
  readonly bar:
    | { readonly kind: 'bar'; readonly x: number; readonly width: number; readonly height: number }
    | { readonly kind: 'once'; readonly x: number }
    | { readonly kind: 'outside' };
  /** Where the baseline says it began, inside the plot but before the bar. */
  readonly began: number | null;
  /** It began before the left edge. */
  readonly beganBefore: boolean;
  readonly label: {
    readonly text: string;
    readonly x: number;
    readonly align: 'left' | 'right';
    readonly strong: boolean;
  } | null;
  readonly diamond: number | null;
  readonly triangle: number | null;
}

/** A bar narrower than this is drawn as a single upright: it would not be seen otherwise. */
const NARROWEST = 3;
const MARK = 15;
const LABEL_ROOM = 130;

/** Where everything of a row lies for this part of the time and width of the plot. */
export function rowMarks(sighting: Sighting, span: TimeSpan, width: number, clock: Clock): RowMarks {
  const colour = sighting.isCanary ? 'canary' : sighting.state;
  const left = toPixel(span, width, sighting.first);
  const right = toPixel(span, width, sighting.last);
  const bar = barOf(sighting, left, right, width);
  const began = sighting.firstEver === null ? left : toPixel(span, width, sighting.firstEver);
  const marked = sighting.isNew || sighting.hits.length > 0;
  return {
    colour,
    bar,
    began: began < left - 2 && began >= 0 && bar.kind !== 'outside' ? began : null,
    beganBefore: began < 0 && right >= 0,
    ...(marked && bar.kind !== 'outside' ? badges(sighting, left, right, width, clock) : noBadges),
  };
}

const noBadges = { label: null, diamond: null, triangle: null } as const;

function barOf(sighting: Sighting, left: number, right: number, width: number): RowMarks['bar'] {
  if (right < 0 || left > width) return { kind: 'outside' };
  if (right - left < NARROWEST) return { kind: 'once', x: Math.min(Math.max(left, 1.5), width - 1.5) };
  const from = Math.max(left, sighting.firstEver !== null && left < 0 ? 8 : 0);
  const height = sighting.state === 'known' && !sighting.isCanary ? 5 : 8;
  return { kind: 'bar', x: from, width: Math.max(NARROWEST, Math.min(right, width) - from), height };
}

/** Diamond, triangle and time beside the bar: left of it where there is room, else right of it. */
function badges(
  sighting: Sighting,
  left: number,
  right: number,
  width: number,
  clock: Clock,
): Pick<RowMarks, 'label' | 'diamond' | 'triangle'> {
  const count = (sighting.isNew ? 1 : 0) + (sighting.hits.length > 0 ? 1 : 0);
  const onLeft = left - count * MARK - LABEL_ROOM > 0 || right + count * MARK + LABEL_ROOM > width;
  const start = onLeft ? Math.max(0, left) - count * MARK - 2 : Math.min(right, width) + 5;
  // At the left edge there is the arrow of what began before; the label of the row has the same marks.
  const hasRoom = start > 8;
  const diamond = sighting.isNew && hasRoom ? start + 1 : null;
  const triangle = sighting.hits.length > 0 && hasRoom ? start + (sighting.isNew ? MARK : 0) + 1 : null;
  const x = onLeft ? start - 4 : start + count * MARK + 4;
  const fits = onLeft ? x > LABEL_ROOM - 20 : x < width - LABEL_ROOM + 20;
  const label = fits
    ? {
        text: labelText(sighting, clock),
        x,
        align: onLeft ? ('right' as const) : ('left' as const),
        strong: sighting.isNew,
      }
    : null;
  return { label, diamond, triangle };
}

function labelText(sighting: Sighting, clock: Clock): string {
  const length = sighting.last - sighting.first;
  if (sighting.isNew || sighting.starts < 10 || length > 86_400) return minuteText(clock, sighting.first);
  return `${numberText(sighting.starts)} in ${durationText(length)}, ${dayText(clock, sighting.first)}`;
}
