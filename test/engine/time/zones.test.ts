import fc from 'fast-check';
import { binStart, nextBin } from '../../../src/engine/binning/time_bins';
import { parseTime } from '../../../src/spl/time/modifier';
import { strftime } from '../../../src/engine/time/strftime';
import { strptime } from '../../../src/engine/time/strptime';
import { epochOf, offsetAt, wallClock } from '../../../src/spl/time/zone';

/** Times in zones with summer time, odd offsets and a changed date line; expected values from the IANA rules. */

const zone = fc.constantFrom(
  'UTC',
  'Europe/Berlin',
  'America/New_York',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Pacific/Apia',
);
const epoch = fc.integer({ min: 0, max: 2_000_000_000 });
const at = (text: string, now: string, timeZone: string): string => {
  const result = parseTime(text, { now: Date.parse(now) / 1000, timeZone });
  return result.kind === 'time' ? new Date(result.epoch * 1000).toISOString() : result.problem.message;
};

test.each([
  ['-1d@d', '2024-04-01T10:00:00Z', 'Europe/Berlin', '2024-03-30T23:00:00.000Z'],
  ['-1d', '2024-03-31T22:00:00Z', 'Europe/Berlin', '2024-03-30T23:00:00.000Z'],
  ['-24h', '2024-03-31T22:00:00Z', 'Europe/Berlin', '2024-03-30T22:00:00.000Z'],
  ['@d', '2024-03-10T03:00:00Z', 'America/New_York', '2024-03-09T05:00:00.000Z'],
  ['@w1', '2024-03-10T12:00:00Z', 'Asia/Kolkata', '2024-03-03T18:30:00.000Z'],
  ['@mon', '2024-03-01T02:00:00Z', 'America/New_York', '2024-02-01T05:00:00.000Z'],
  ['03/10/2024:00:00:00', '2024-03-10T12:00:00Z', 'America/New_York', '2024-03-10T05:00:00.000Z'],
  ['2024-07-01T00:00:00+02:00', '2024-03-10T12:00:00Z', 'UTC', '2024-06-30T22:00:00.000Z'],
  ['1700000000.5', '2024-03-10T12:00:00Z', 'UTC', '2023-11-14T22:13:20.500Z'],
  ['now', '2024-03-10T12:00:00Z', 'UTC', '2024-03-10T12:00:00.000Z'],
  ['rt', '2024-03-10T12:00:00Z', 'UTC', '"rt" asks for a real-time search'],
  ['@x', '2024-03-10T12:00:00Z', 'UTC', '"@x" is no time'],
])('%s at %s in %s', (text, now, timeZone, expected) => {
  expect(at(text, now, timeZone)).toBe(expected);
});

test('a wall clock and its offset lead back to the instant', () => {
  fc.assert(
    fc.property(epoch, zone, (time, name) => {
      const back = epochOf(wallClock(time, name), name);
      // An hour that a zone has twice is told apart by nothing.
      expect([0, 3600, -3600, 1800, -1800]).toContain(back - time);
      expect(epochOf(wallClock(time, name), 'UTC') - time).toBe(offsetAt(time, name));
    }),
  );
});

test('what strftime writes with an offset strptime reads back', () => {
  fc.assert(
    fc.property(epoch, zone, (time, name) => {
      const text = strftime(time, '%Y-%m-%dT%H:%M:%S%z', name);
      expect(strptime(text, '%Y-%m-%dT%H:%M:%S%z', { now: 0, timeZone: 'UTC' })).toBe(time);
    }),
  );
});

test('an instant lies in its bin', () => {
  const spans = [
    { amount: 5, unit: 'm' },
    { amount: 1, unit: 'h' },
    { amount: 1, unit: 'd' },
    { amount: 3, unit: 'd' },
    { amount: 1, unit: 'w' },
    { amount: 1, unit: 'mon' },
    { amount: 2, unit: 'mon' },
    { amount: 1, unit: 'q' },
    { amount: 1, unit: 'y' },
  ] as const;
  fc.assert(
    fc.property(epoch, zone, fc.constantFrom(...spans), (time, name, span) => {
      const start = binStart(time, { ...span, offset: 0 }, name);
      expect(start).toBeLessThanOrEqual(time);
      expect(nextBin(start, { ...span, offset: 0 }, name)).toBeGreaterThan(time);
    }),
  );
});
