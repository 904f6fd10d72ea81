import fc from 'fast-check';
import { changeStretches } from '../../src/core/stretches';

const long = (unit: string): string => unit.repeat(Math.ceil(300_000 / unit.length));

test('an entity and a surrogate pair stay whole wherever the cut would fall', () => {
  fc.assert(
    fc.property(
      fc.nat({ max: 40 }),
      fc.constantFrom('&#x10ffff;', '&lt;', '😀', 'a😀&amp;', '&', 'x'),
      (shift, unit) => {
        const text = 'y'.repeat(shift) + long(unit);
        const change = (stretch: string): string => stretch.replace(/&(?:#x)?\w+;|\p{Cs}/gu, '!');
        expect(changeStretches(text, change) === change(text)).toBe(true);
      },
    ),
    { numRuns: 30 },
  );
});

test('a stretch is short, so that what is made of it stays small', () => {
  const lengths: number[] = [];
  changeStretches(long('&'), (stretch) => {
    lengths.push(stretch.length);
    return '';
  });
  expect(Math.max(...lengths)).toBeLessThanOrEqual(65_536);
  expect(lengths.length).toBeGreaterThan(3);
});
