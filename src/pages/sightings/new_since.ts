import { dayText, startOfDay, startOfWeek, type Clock } from '../shared/times';
import type { NewSince } from './view_state';

/** From when on a sighting counts as new. */

/**
 * The instant (epoch seconds). `end` is the end of what is looked at: for logs of the past, "this week" is the week
 * that they end in, or nothing could ever be new in them.
 */
export function newSinceEpoch(choice: NewSince, clock: Clock, bounds: { from: number; to: number }): number {
  if (typeof choice === 'number') return choice;
  const end = Math.min(clock.now, bounds.to);
  switch (choice) {
    case 'week':
      return startOfWeek(clock.zone, end);
    case 'day':
      return startOfDay(clock.zone, end);
    case '7d':
      return startOfDay(clock.zone, end, -7);
    case '30d':
      return startOfDay(clock.zone, end, -30);
    case 'range':
      return bounds.from;
  }
}

/** The choice in words, with the day that it means. */
export function newSinceText(choice: NewSince, clock: Clock, bounds: { from: number; to: number }): string {
  const day = dayText(clock, newSinceEpoch(choice, clock, bounds));
  if (typeof choice === 'number') return day;
  const names = { week: 'This week', day: 'Today', '7d': '7 days', '30d': '30 days', range: 'Start of range' };
  const past = bounds.to < clock.now - 8 * 86_400;
  const name = past && choice === 'week' ? 'Last week of range' : past && choice === 'day' ? 'Last day' : names[choice];
  return `${name}, ${day}`;
}
