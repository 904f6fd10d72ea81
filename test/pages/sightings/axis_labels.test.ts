import * as fc from 'fast-check';
import { axisLabels } from '../../../src/pages/sightings/axis_labels';
import { timeTicks, toPixel, type Tick } from '../../../src/pages/sightings/time_axis';
import { dayText, shortDate } from '../../../src/pages/shared/times';
import { clock } from './make';

const DAY = 86_400;
const monday = Date.UTC(2026, 10, 16) / 1000;
const span = { from: monday - 25 * DAY, to: monday + 6 * DAY };

const sinceAt = (epoch: number, width: number): Tick => ({
  epoch,
  x: toPixel(span, width, epoch),
  text: dayText(clock, epoch),
  brief: shortDate(clock, epoch),
});
const texts = (width: number): readonly string[] =>
  axisLabels(timeTicks(span, width, clock), sinceAt(monday, width), width - 40).map(({ text }) => text);

test('a wide axis says the weekday, a narrow one leaves it out rather than leave a day without a label', () => {
  expect(texts(700)).toEqual(['Mon 26 Oct', 'Mon 2 Nov', 'Mon 9 Nov', 'Mon 16 Nov']);
  const narrow = texts(340);
  expect(narrow.at(-1)).toBe('Mon 16 Nov');
  expect(narrow.length).toBeGreaterThan(1);
  for (const text of narrow.slice(0, -1)) expect(text).toMatch(/^\d+ [A-Z][a-z]{2}$/);
});

test('labels never run out of the room and never touch, wherever "new" begins', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 60, max: 3000 }),
      fc.integer({ min: span.from - DAY, max: span.to + DAY }),
      (width, since) => {
        const room = width - 40;
        const labels = axisLabels(timeTicks(span, width, clock), sinceAt(since, width), room);
        const ends = labels
          .map(({ x, text }) => [x - text.length * 3.5, x + text.length * 3.5] as const)
          .sort(([a], [b]) => a - b);
        for (const [i, [from, to]] of ends.entries()) {
          if (labels.length > 1) expect(from >= 0 && to <= room).toBe(true);
          if (i > 0) expect(from).toBeGreaterThan(ends[i - 1]?.[1] ?? 0);
        }
      },
    ),
  );
});
