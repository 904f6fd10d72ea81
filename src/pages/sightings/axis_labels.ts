import { anyTouch, LETTER, type Tick } from './time_axis';

/** Pixels of a bold letter at the most, and between the bold label and another. */
const BOLD = 8;
const GAP = 6;

/**
 * The labels that fit wholly into `room` pixels, without the weekday where only so all of them fit; the one where "new"
 * begins (bold, whole, moved inwards at an end) stands in place of those that it would touch.
 */
export function axisLabels(ticks: readonly Tick[], since: Tick, room: number): readonly Tick[] {
  const own = (since.text.length * BOLD) / 2;
  const shown = since.x >= 0 && since.x <= room + own;
  const x = Math.max(own, Math.min(since.x, room - own));
  const fits = (tick: Tick): boolean => {
    const half = (tick.text.length * LETTER) / 2;
    return tick.x >= half && tick.x <= room - half && !(shown && Math.abs(tick.x - x) <= half + own + GAP);
  };
  const whole = ticks.filter(fits);
  const brief = ticks.map((tick) => ({ ...tick, text: tick.brief })).filter(fits);
  const labels = brief.length > whole.length || anyTouch(whole) ? brief : whole;
  return shown ? [...labels, { ...since, x }] : labels;
}
