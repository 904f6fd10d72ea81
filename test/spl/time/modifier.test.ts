import { parseTime } from '../../../src/spl/time/modifier';

/** Sunday, 10 March 2024, 12:34:56.789. */
const clock = { now: 1710074096.789, timeZone: 'UTC' };

function read(text: string): string {
  const result = parseTime(text, clock);
  return result.kind === 'time' ? new Date(Math.round(result.epoch * 1000)).toISOString() : result.problem.message;
}

// Splunk, Search Reference, "Time modifiers": units and their words, snapping, weeks, chains.
test.each([
  ['-1d@d', '2024-03-09T00:00:00.000Z'],
  ['@w0', '2024-03-10T00:00:00.000Z'],
  ['@w7', '2024-03-10T00:00:00.000Z'],
  ['-1w@w1', '2024-02-26T00:00:00.000Z'],
  ['-1mon@mon+2d', '2024-02-03T00:00:00.000Z'],
  ['-7d@d+8h-30m', '2024-03-03T07:30:00.000Z'],
  ['-h@h', '2024-03-10T11:00:00.000Z'],
  ['@qtr', '2024-01-01T00:00:00.000Z'],
  ['-1yr@year', '2023-01-01T00:00:00.000Z'],
  ['-15minutes@min', '2024-03-10T12:19:00.000Z'],
  ['now', '2024-03-10T12:34:56.789Z'],
  ['now()-2hrs', '2024-03-10T10:34:56.789Z'],
  ['1710000000.5', '2024-03-09T16:00:00.500Z'],
  ['10/31/2023:14:15:16', '2023-10-31T14:15:16.000Z'],
  ['2/29/2024', '2024-02-29T00:00:00.000Z'],
  ['2023-10-31T14:15:16.123+02:00', '2023-10-31T12:15:16.123Z'],
])('%s is %s', (text, expected) => expect(read(text)).toBe(expected));

test.each([
  '25/12/2023',
  '13/01/2023',
  '2/29/2023',
  '10/31/2023:24:00:00',
  '2024-02-30',
  '2024-01-01T00:60',
  '-1x',
  '@',
  '',
])('"%s" is no time', (text) => expect(read(text)).toBe(`"${text}" is no time`));

test.each(['rt', 'rt-5m'])('%s is refused', (text) => expect(read(text)).toContain('asks for a real-time search'));
