import * as fc from 'fast-check';
import {
  chartLines,
  headOf,
  indexOfKey,
  lineAt,
  lineOf,
  nextLine,
  railMarks,
  rowBefore,
  topOf,
  totalHeight,
  AHEAD,
  windowOf,
  type ChartLine,
  type ChartLines,
} from '../../../src/pages/sightings/chart_rows';
import { foldedAll, foldedOne, unfolded } from '../../../src/pages/sightings/folding';
import { keyAction, keyHelp } from '../../../src/pages/sightings/keys';
import { rowMarks } from '../../../src/pages/sightings/marks';
import { groupSightings } from '../../../src/pages/sightings/narrow';
import { rowLayouts } from '../../../src/pages/sightings/row_layout';
import {
  binLength,
  panned,
  pinched,
  timeTicks,
  toEpoch,
  toPixel,
  zoomed,
} from '../../../src/pages/sightings/time_axis';
import { zoneNamed } from '../../../src/pages/shared/zone';
import { atOnce } from '../../../src/pages/shared/slices';
import { at, clock, NOW, sighting } from './make';

const span = { from: at('2026-10-22T00:00:00'), to: at('2026-11-22T00:00:00') };
const DAY = 86_400;

const wide = rowLayouts.wide;
const quietOne = sighting('H w3wp.exe a.exe');

describe('rows', () => {
  const all = Array.from({ length: 1000 }, (_, i) =>
    sighting(`H${Math.floor(i / 10)} w3wp.exe c${i}.exe`, i % 100 === 7 ? { isNew: true, state: 'new' } : {}),
  );
  const groups = atOnce(groupSightings(all, 'host'));
  const rows = chartLines(groups, unfolded, wide);
  const linesOf = (list: ChartLines): readonly (ChartLine | undefined)[] =>
    Array.from({ length: list.count }, (_, i) => lineOf(list, i));

  test('closed groups take one line, those with something new all', () => {
    expect(linesOf(rows).filter((line) => line?.kind === 'head')).toHaveLength(100);
    expect(linesOf(rows).filter((line) => line?.kind === 'row')).toHaveLength(100);
    expect(totalHeight(rows)).toBe(100 * 26 + 100 * 24);
  });

  test('the list is the one that is written out line by line, whatever is open and however tall lines are', () => {
    const layouts = fc.constantFrom(rowLayouts.wide, rowLayouts.phone);
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(5), fc.boolean()), { maxLength: 30 }), layouts, (shape, layout) => {
        const given = shape.map(([count], host) =>
          Array.from({ length: count + 1 }, (_, i) => sighting(`H${host} p.exe c${i}.exe`)),
        );
        const open = new Map(shape.map(([, isOpen], host) => [`h${host}`, isOpen]));
        const list = chartLines(atOnce(groupSightings(given.flat(), 'host')), { all: null, others: open }, layout);
        const written = given.flatMap((members, host) => [
          { kind: 'head', child: '', height: layout.head },
          ...(open.get(`h${host}`) === true
            ? members.map(({ child }) => ({ kind: 'row', child, height: layout.row }))
            : []),
        ]);
        expect(linesOf(list).map((line) => [line?.kind, line?.kind === 'row' ? line.sighting.child : ''])).toEqual(
          written.map(({ kind, child }) => [kind, child]),
        );
        let top = 0;
        written.forEach(({ height }, index) => {
          expect(topOf(list, index)).toBe(top);
          expect([lineAt(list, top), lineAt(list, top + height - 1)]).toEqual([index, index]);
          top += height;
        });
        expect([totalHeight(list), topOf(list, list.count)]).toEqual([top, top]);
      }),
    );
  });

  test('the window covers what is in view, and no more than a screen around it', () => {
    const shown = windowOf(rows, 1000, 500, AHEAD);
    expect(topOf(rows, shown.from)).toBeLessThanOrEqual(1000);
    expect(topOf(rows, shown.to)).toBeGreaterThanOrEqual(1500);
    expect(topOf(rows, shown.to) - topOf(rows, shown.from)).toBeLessThan(1500);
    const alone = windowOf(rows, 1010, 500, 0);
    expect(topOf(rows, alone.from)).toBeLessThanOrEqual(1010);
    expect(topOf(rows, alone.to)).toBeGreaterThanOrEqual(1510);
  });

  test('opening a group shows its rows, and they are found by key', () => {
    const [first] = groups;
    const quiet = groups[1];
    if (first === undefined || quiet === undefined) throw new Error('no groups');
    const key = quiet.sightings[3]?.key ?? '';
    expect(indexOfKey(rows, key)).toBe(-1);
    const opened = chartLines(groups, foldedOne(unfolded, quiet.id, true), wide);
    expect(lineOf(opened, indexOfKey(opened, key))).toMatchObject({ kind: 'row', sighting: { key } });
    expect(headOf(opened, indexOfKey(opened, key))).toBe(indexOfKey(opened, key) - 4);
  });

  test('what a person chose outlives a change of what is new', () => {
    const quiet = atOnce(
      groupSightings(
        all.map((each) => ({ ...each, isNew: false, state: 'known' as const })),
        'host',
      ),
    );
    const [first] = groups;
    if (first === undefined) throw new Error('no groups');
    const closed = foldedOne(unfolded, first.id, false);
    expect([chartLines(groups, closed, wide).isOpen[0], chartLines(quiet, closed, wide).isOpen[0]]).toEqual([
      false,
      false,
    ]);
  });

  test('a list taller than browsers draw ends before, and counts what is missing', () => {
    const many = atOnce(
      groupSightings(
        Array.from({ length: 300_000 }, () => quietOne),
        'host',
      ),
    );
    const list = chartLines(many, foldedOne(unfolded, 'h', true), rowLayouts.phone);
    expect(totalHeight(list)).toBeLessThan(17_800_000);
    expect(totalHeight(list)).toBeGreaterThan(15_000_000);
    expect(list.count + list.cut).toBe(300_001);
    expect([lineOf(list, list.count), lineOf(list, list.count - 1)?.kind]).toEqual([undefined, 'row']);
    expect(chartLines(many, foldedOne(unfolded, 'h', true), wide).cut).toBe(0);
  });

  test('next new goes round the end', () => {
    const first = nextLine(rows, 0, ({ isNew }) => isNew) ?? -1;
    expect(nextLine(rows, rows.count - 1, ({ isNew }) => isNew)).toBe(first);
    expect(nextLine(rows, 0, () => false)).toBeUndefined();
    expect([rowBefore(rows, 2), rowBefore(rows, 1)]).toEqual([1, undefined]);
  });

  test('the rail has a mark for each alarm, at most one a few pixels, and one for a closed group', () => {
    expect(railMarks(rows, 4000)).toHaveLength(10);
    expect(railMarks(rows, 8).length).toBeLessThanOrEqual(3);
    const closed = chartLines(groups, foldedAll(false), wide);
    expect(railMarks(closed, 4000)).toHaveLength(10);
  });

  test('a group knows its extent and its alarms, however many sightings it has', () => {
    const many = Array.from({ length: 2000 }, (_, i) =>
      sighting(`H w3wp.exe c${i}.exe`, { first: NOW - i, last: NOW + i, isNew: i === 1500, starts: 2 }),
    );
    expect(atOnce(groupSightings(many, 'host'))).toMatchObject([
      { first: NOW - 1999, last: NOW + 1999, starts: 4000, fresh: 1, alarms: [{ child: 'c1500.exe' }] },
    ]);
  });
});

describe('time axis', () => {
  test('pixel and instant are inverse', () => {
    expect(toEpoch(span, 500, toPixel(span, 500, NOW))).toBeCloseTo(NOW, 3);
  });

  test('zooming keeps the instant under the pointer and stays in the range', () => {
    const near = zoomed(span, span, 0.5, NOW - 5 * DAY);
    expect(toPixel(near, 500, NOW - 5 * DAY)).toBeCloseTo(toPixel(span, 500, NOW - 5 * DAY), 1);
    expect(zoomed(near, span, 99, NOW)).toEqual(span);
    expect(panned(near, span, 9).to).toBe(span.to);
  });

  test('two fingers keep what was under them, within the range', () => {
    const plot = { from: span.from + 5 * DAY, to: span.from + 15 * DAY };
    const next = pinched(plot, span, 500, [100, 300], [50, 400]);
    for (const [before, after] of [
      [100, 50],
      [300, 400],
    ] as const)
      expect(toEpoch(next, 500, after)).toBeCloseTo(toEpoch(plot, 500, before), 3);
    expect(pinched(plot, span, 500, [100, 300], [200, 201])).toEqual(span);
    expect(pinched(span, span, 500, [100, 300], [150, 350])).toEqual(span);
  });

  test('ticks are midnights of the user and do not touch', () => {
    const zone = zoneNamed('America/New_York');
    if (zone === undefined) throw new Error('no zone');
    const ticks = timeTicks(span, 900, { zone, now: NOW });
    expect(ticks.length).toBeGreaterThan(3);
    // New York leaves summer time on 1 November 2026: midnight is 04:00 UTC before and 05:00 after.
    for (const { epoch } of ticks) expect((epoch - zone.offsetAt(epoch) * -60) % DAY).toBe(0);
    for (const [i, { x, text }] of ticks.entries())
      if (i > 0) expect(x - (ticks[i - 1]?.x ?? 0)).toBeGreaterThan(text.length * 6);
  });

  test('bins are round and not too many', () => {
    expect(binLength(span, 120)).toBe(43_200);
    expect(binLength({ from: 0, to: 60 }, 120)).toBe(1);
    const decade = { from: 0, to: 10 * 365 * DAY };
    expect((decade.to - decade.from) / binLength(decade, 120)).toBeLessThanOrEqual(122);
  });
});

describe('marks of a row', () => {
  const marks = (part: Parameters<typeof sighting>[1]): ReturnType<typeof rowMarks> =>
    rowMarks(sighting('A w3wp.exe b.exe', part), span, 1000, clock);

  test('one start is a mark, several are a bar from first to last', () => {
    expect(marks({ first: NOW, last: NOW }).bar.kind).toBe('once');
    const { bar } = marks({
      first: span.from + 3.1 * DAY,
      last: span.from + 6.2 * DAY,
      firstEver: span.from + 3.1 * DAY,
    });
    expect(bar).toMatchObject({
      kind: 'bar',
      x: expect.closeTo(100, 3) as number,
      width: expect.closeTo(100, 3) as number,
    });
  });

  test('what the baseline saw earlier has a tick inside the range, an arrow before it', () => {
    const first = span.from + 10 * DAY;
    expect(marks({ first, last: first + DAY, firstEver: span.from + 5 * DAY })).toMatchObject({ beganBefore: false });
    expect(marks({ first, last: first + DAY, firstEver: span.from + 5 * DAY }).began).toBeCloseTo(161.29, 1);
    expect(marks({ first, last: first + DAY, firstEver: span.from - DAY })).toMatchObject({
      began: null,
      beganBefore: true,
    });
  });

  test('a clock that is ahead does not draw beyond the right edge', () => {
    const { bar } = marks({ first: span.to - DAY, last: span.to + 9 * DAY, firstEver: span.to - DAY });
    expect(bar.kind === 'bar' ? bar.x + bar.width : NaN).toBeCloseTo(1000, 6);
    expect(marks({ first: span.to + DAY, last: span.to + 2 * DAY }).bar.kind).toBe('outside');
  });

  test('new and hit show both marks, diamond first, and the time as text', () => {
    const both = marks({ first: NOW, last: NOW, isNew: true, hits: ['D'], state: 'hit' });
    expect(both.colour).toBe('hit');
    expect(both.diamond ?? 0).toBeLessThan(both.triangle ?? 0);
    expect(both.label).toMatchObject({ text: 'Sat 21 Nov 23:30', align: 'right' });
  });

  test('many starts in a short time say so', () => {
    const burst = marks({ first: NOW - 18 * DAY, last: NOW - 18 * DAY + 3480, starts: 36, hits: ['D'], state: 'hit' });
    expect(burst.label?.text).toBe('36 in 58 min, Tue 3 Nov');
  });

  test('known rows have no badge, what is outside the zoom none either', () => {
    expect(marks({})).toMatchObject({ label: null, diamond: null, triangle: null });
    const zoom = { from: span.from, to: span.from + DAY };
    expect(
      rowMarks(sighting('A w3wp.exe b.exe', { first: NOW, last: NOW, isNew: true }), zoom, 500, clock).bar.kind,
    ).toBe('outside');
  });
});

describe('keys', () => {
  const press = (key: string, part = {}): ReturnType<typeof keyAction> =>
    keyAction({ key, shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, ...part });
  test('letters in either case, never with Ctrl', () => {
    expect([press('w'), press('W'), press('w', { ctrlKey: true }), press('x')]).toEqual([
      'zoomIn',
      'zoomIn',
      undefined,
      undefined,
    ]);
  });
  test('shift and arrow selects', () => expect(press('ArrowDown', { shiftKey: true })).toBe('extendDown'));
  test('the help names every key', () => {
    const help = keyHelp.map(([keys]) => keys).join(' ');
    for (const key of ['W', 'S', 'A', 'D', 'F', 'N', 'H', '/', '?', 'Enter', 'Esc', 'Space'])
      expect(help).toContain(key);
  });
});
