import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { buildParts } from '../../../src/pages/sightings/baseline_build';
import { toCsv, toJson } from '../../../src/pages/sightings/export_rows';
import { overviewOf } from '../../../src/pages/sightings/overview';
import { spanTotals } from '../../../src/pages/sightings/span_totals';
import { distinctStarts, processTrees, treeLines, type ProcessStart } from '../../../src/pages/sightings/process_tree';
import { baselineRecord, rowReader, resultKey, reviewRecord } from '../../../src/pages/sightings/read_rows';
import { quoted } from '../../../src/pages/sightings/searches';
import { sightingKey } from '../../../src/pages/shared/sighting_key';
import { md5 } from '../../../src/pages/shared/md5';
import { clock, sighting } from './make';

test('md5 is that of everybody else', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) =>
      expect(md5(text)).toBe(createHash('md5').update(text).digest('hex')),
    ),
  );
});

test('the key folds case, so that Tomcat9.exe and tomcat9.exe are one', () => {
  expect(sightingKey('WS5', 'Tomcat9.exe', 'cmd.exe')).toBe(
    createHash('md5').update('ws5|tomcat9.exe|cmd.exe').digest('hex'),
  );
});

describe('reading rows', () => {
  const row = {
    dest: 'A',
    parent_process_name: 'w3wp.exe',
    process_name: 'cmd.exe',
    first_time: '10.5',
    last_time: '20',
    starts: '3',
    events: '6',
    users: ['x', 'y'],
    example: 'cmd',
    command_lines: '2',
    sources: ['Microsoft Sysmon', 'Microsoft Windows'],
  };
  const readRow = rowReader();
  test('numbers come as text, several users as an array', () => {
    expect(readRow(row)).toMatchObject({
      ...{ first: 10.5, last: 20, starts: 3, events: 6, users: ['x', 'y'], isCanary: false },
    });
  });
  test('only a canary alone is one', () => {
    expect(readRow({ ...row, sources: 'Webshell Watch canary' })?.isCanary).toBe(true);
    expect(readRow({ ...row, sources: ['Webshell Watch canary', 'Microsoft Sysmon'] })?.isCanary).toBe(false);
  });
  test('a row without a time or a name is none', () => {
    expect([readRow({ ...row, first_time: '' }), readRow({ ...row, dest: null }), readRow({})]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
  test('a detection that gives paths alone still finds its sighting', () => {
    expect(resultKey({ dest: 'A', parent_process_path: 'C:\\x\\w3wp.exe', process_path: 'C:\\Windows\\cmd.exe' })).toBe(
      sightingKey('a', 'w3wp.exe', 'cmd.exe'),
    );
    expect(resultKey({ dest: 'A' })).toBeUndefined();
  });
  test('records of a later version do no harm', () => {
    expect(reviewRecord({ _key: 'k', verdict: 'quarantined' })).toEqual([]);
    expect(baselineRecord({ dest: 'a', process_name: 'b' })).toEqual([]);
  });
});

describe('building the baseline', () => {
  test('parts cover the span without gap or overlap, newest first', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2e9 }), fc.integer({ min: 1, max: 4e7 }), (from, length) => {
        const parts = buildParts({ from, to: from + length });
        expect(parts[0]?.to).toBe(from + length);
        expect(parts.at(-1)?.from).toBe(from);
        for (const [i, part] of parts.entries()) if (i > 0) expect(part.to).toBe(parts[i - 1]?.from);
      }),
    );
  });
  test('parts end on the same instants whenever the build is asked for', () => {
    const inner = (to: number): readonly number[] => buildParts({ from: 0, to }).map(({ from }) => from);
    expect(inner(5_000_000)).toEqual(inner(5_000_100));
  });
});

describe('export', () => {
  const odd = sighting('A w3wp.exe "x,y".exe', {
    example: '=HYPERLINK("http://x")',
    users: ['a', 'b'],
    first: 0.5,
    last: 60,
  });
  test('CSV quotes, and no cell begins a formula', () => {
    const text = toCsv([odd], clock);
    expect(text).toContain('"""x,y"".exe"');
    expect(text).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect(text.split('\r\n')).toHaveLength(3);
  });
  test('times carry their offset', () => expect(toCsv([odd], clock)).toContain('1970-01-01T00:00:00.500+00:00'));
  test('JSON keeps numbers and lists', () => {
    expect(JSON.parse(toJson([odd], clock))).toEqual([
      expect.objectContaining({ starts: 1, events: 1, user: ['a', 'b'], first_in_range_epoch: 0.5 }),
    ]);
  });
});

describe('process tree', () => {
  const start = (name: string, id: string, parentName: string, parentId: string, time: number): ProcessStart => ({
    name,
    id,
    parentName,
    parentId,
    user: '',
    commandLine: name,
    time,
  });
  const starts = [
    start('w3wp.exe', '10', 'svchost.exe', '1', 100),
    start('cmd.exe', '20', 'w3wp.exe', '10', 200),
    start('cmd.exe', '20', 'w3wp.exe', '10', 201.5),
    start('whoami.exe', '30', 'cmd.exe', '20', 202),
    start('cmd.exe', '20', 'explorer.exe', '5', 900),
    start('net.exe', '40', 'cmd.exe', '20', 901),
  ];
  test('the same start logged twice is one', () => expect(distinctStarts(starts)).toHaveLength(5));
  test('ancestors above, children below, and a process id that was used again is another process', () => {
    const lines = treeLines(processTrees(starts, 'w3wp.exe', 'cmd.exe', 5)).map(
      ({ branch, node }) => branch + node.name,
    );
    expect(lines).toEqual(['svchost.exe', '└ w3wp.exe', '  └ cmd.exe', '    └ whoami.exe']);
  });
  test('every start stands below the one that started it, however many there are', () => {
    const many = Array.from({ length: 30_000 }, (_, i) =>
      start(`p${i}.exe`, `${100 + i}`, 'cmd.exe', '20', 203 + i / 1000),
    );
    const below = many.map(({ id, name }, i) => start('sub.exe', `s${i}`, name, id, 300));
    const lines = treeLines(processTrees([...starts, ...many, ...below], 'w3wp.exe', 'cmd.exe', 5));
    expect(lines).toHaveLength(4 + 2 * many.length);
    expect(lines.at(-1)).toMatchObject({ branch: '      └ ', node: { name: 'sub.exe', id: 's29999' } });
  });
  test('a parent whose start is not logged is named without one', () => {
    const [root] = processTrees(starts.slice(1), 'w3wp.exe', 'cmd.exe', 5);
    expect([root?.name, root?.start]).toEqual(['w3wp.exe', null]);
  });
});

test('overview bins take times as text or number', () => {
  const { bins, highest } = overviewOf(
    [
      { _time: '1970-01-01T00:01:00.000+00:00', count: '3' },
      { _time: '120', count: '5' },
      { _time: 'x', count: '9' },
    ],
    60,
  );
  expect([[...bins], highest]).toEqual([
    [
      [60, 3],
      [120, 5],
    ],
    5,
  ]);
});

test('totals of a span count what was active in it', () => {
  const rows = [
    sighting('A w3wp.exe a.exe', { first: 10, last: 20 }),
    sighting('B w3wp.exe b.exe', { first: 30, last: 40, isNew: true, hits: ['D'] }),
  ];
  expect(spanTotals(rows, { from: 15, to: 25 }, new Set())).toEqual({
    hosts: 1,
    starts: null,
    children: 1,
    fresh: 0,
    hits: 0,
  });
  expect(spanTotals(rows, null, new Set([rows[1]?.key ?? '']))).toEqual({
    hosts: 1,
    starts: 1,
    children: 1,
    fresh: 1,
    hits: 1,
  });
});

test('values are quoted for SPL', () => expect(quoted('C:\\x "y"')).toBe('"C:\\\\x \\"y\\""'));
