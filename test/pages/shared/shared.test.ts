import { detectionOf, withFilter } from '../../../src/pages/shared/detections';
import { messageOf } from '../../../src/pages/shared/rest';
import { heavierRule } from '../../../src/pages/shared/style_guard';
import { absoluteTime, rangeOf, rangeText } from '../../../src/pages/shared/time_bounds';
import { durationText, exactText, isoText, minuteText, startOfDay, startOfWeek } from '../../../src/pages/shared/times';
import { fromWall, toWall, zoneFromSerialized, zoneNamed } from '../../../src/pages/shared/zone';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as shim from '../../../src/pages/shared/lodash_shim';

const berlin = zoneNamed('Europe/Berlin');
if (berlin === undefined) throw new Error('this Node has no zones');

describe('zones', () => {
  test("Splunk's serialised zone with summer time", () => {
    const zone = zoneFromSerialized(
      '### SERIALIZED TIMEZONE FORMAT 1.0;Y3600 NW 43 45 54;Y7200 YW 43 45 53 54;@1774746000 1;@1792890000 0;$',
    );
    expect([zone.offsetAt(1774745999), zone.offsetAt(1774746000), zone.offsetAt(1792890000)]).toEqual([60, 120, 60]);
  });
  test('unreadable ones are UTC', () => {
    expect(
      ['', 'x;Yz', '### SERIALIZED TIMEZONE FORMAT 1.0;Y0 NW 55 54 43;$'].map((text) => zoneFromSerialized(text).name),
    ).toEqual(['UTC', 'UTC', 'UTC']);
  });
  test('by name, across both changes of the clock', () => {
    expect([
      berlin.offsetAt(Date.UTC(2026, 2, 29, 0, 59) / 1000),
      berlin.offsetAt(Date.UTC(2026, 2, 29, 1, 0) / 1000),
      berlin.offsetAt(Date.UTC(2026, 9, 25, 1, 0) / 1000),
    ]).toEqual([60, 120, 60]);
    expect(zoneNamed('Nowhere/Else')).toBeUndefined();
  });
  test('wall clock and back, every quarter of a year', () => {
    for (let epoch = Date.UTC(2026, 0, 1) / 1000; epoch < Date.UTC(2027, 0, 1) / 1000; epoch += 91 * 3600 + 900)
      expect(Math.abs(fromWall(berlin, toWall(berlin, epoch)) - epoch)).toBeLessThanOrEqual(
        3600 * Number(epoch > 1792890000 - 3600 && epoch < 1792890000 + 3600),
      );
  });
});

describe('times', () => {
  const clock = { zone: berlin, now: Date.UTC(2026, 10, 21) / 1000 };
  const time = Date.UTC(2026, 10, 21, 13, 5, 15) / 1000;
  test('as people read them', () => {
    expect(minuteText(clock, time)).toBe('Sat 21 Nov 14:05');
    expect(exactText(clock, time)).toBe('Sat 21 Nov 14:05:15 Europe/Berlin');
    expect(minuteText(clock, Date.UTC(2021, 2, 14, 0, 40) / 1000)).toBe('Sun 14 Mar 2021 01:40');
    expect(isoText(clock, time)).toBe('2026-11-21T14:05:15.000+01:00');
  });
  test('days and weeks begin at local midnight, also when the clock changes', () => {
    expect(startOfWeek(berlin, time)).toBe(Date.UTC(2026, 10, 15, 23) / 1000);
    expect(startOfDay(berlin, time, -30)).toBe(Date.UTC(2026, 9, 21, 22) / 1000);
  });
  test('durations have two units', () => {
    expect([0, 45, 3480, 3661, 200_000].map(durationText)).toEqual(['0 s', '45 s', '58 min', '1 h 1 min', '2 d 7 h']);
  });
});

test('ranges in words, and as instants', () => {
  expect([rangeText({ earliest: '-30d@d', latest: 'now' }), rangeText({ earliest: '0', latest: '' })]).toEqual([
    'Last 30 days',
    'All time',
  ]);
  expect([absoluteTime('1700000000.5'), absoluteTime('2026-11-20T23:00:00.000Z'), absoluteTime('-7d@d')]).toEqual([
    1700000000.5,
    1795215600,
    undefined,
  ]);
  expect(rangeOf(1.2, 9.9)).toEqual({ earliest: '1970-01-01T00:00:01.000Z', latest: '1970-01-01T00:00:10.000Z' });
});

describe('detections', () => {
  const content = {
    search: '| tstats count\n| `x_filter` ',
    disabled: '0',
    is_scheduled: true,
    'action.correlationsearch.annotations': '{"mitre_attack":["T1505.003"]}',
  };
  test('the filter macro at the end is found and can be replaced', () => {
    const [detection] = detectionOf('Webshell Watch - X - Rule', content);
    if (detection === undefined) throw new Error('not read');
    expect(detection).toMatchObject({
      name: 'X',
      filterMacro: 'x_filter',
      unfiltered: '| tstats count',
      enabled: true,
      techniques: ['T1505.003'],
    });
    expect(withFilter(detection, 'search a=b')).toBe('| tstats count\n| search a=b');
  });
  test('others are none of ours', () => {
    expect([detectionOf('Other', content), detectionOf('Webshell Watch - X - Rule', { search: 'search *' })]).toEqual([
      [],
      [],
    ]);
  });
});

test("Splunk's words from JSON and from the KV store's XML", () => {
  expect(messageOf('{"messages":[{"type":"WARN","text":"a"},{"type":"FATAL","text":"b"}]}')).toBe('b');
  expect(messageOf('<response><messages><msg type="ERROR">no such</msg></messages></response>')).toBe('no such');
  expect(messageOf('<html>')).toBeUndefined();
});

test("selectors grow heavier, those that must not don't", () => {
  const heavy = ':root:root:root ';
  expect(heavierRule('.a:not(.b, .c),.d{x:y')).toBe(`${heavy}.a:not(.b, .c),${heavy}.d{x:y`);
  expect(heavierRule('@media print{.a{x:y;}.b{z:w;}')).toBe(`@media print{${heavy}.a{x:y;}${heavy}.b{z:w;}`);
  expect(heavierRule('@keyframes k{from{x:y;}')).toBe('@keyframes k{from{x:y;}');
});

test('the lodash shim has all that its two importers take from the root', () => {
  const folders = ['ui-utils', 'time-range-utils'].map((name) =>
    join(__dirname, '../../../node_modules/@splunk', name),
  );
  const used = folders.flatMap((folder) =>
    readdirSync(folder)
      .filter((name) => name.endsWith('.js'))
      .flatMap((name) =>
        [...readFileSync(join(folder, name), 'utf8').matchAll(/lodash(?:_1)?\)?\.(\w+)/g)].map(
          (match) => match[1] ?? '',
        ),
      ),
  );
  expect(used.length).toBeGreaterThan(10);
  expect([...new Set(used)].filter((name) => !(name in shim))).toEqual([]);
});
