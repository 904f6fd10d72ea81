import fc from 'fast-check';
import { keepDraft, storedDraft } from '../../../src/pages/filter/draft_store';
import { changeWords, differenceOf, mergeExceptions, originsOf } from '../../../src/pages/filter/exception_changes';
import { costOf, hostsMeant, narrowedToHarmless, narrowedToHosts } from '../../../src/pages/filter/exception_costs';
import { ResultTable } from '../../../src/pages/filter/exception_fit';
import { conditionOf, type Exception } from '../../../src/pages/filter/exceptions';
import { differs, incompleteOf, textOfContent, withException } from '../../../src/pages/filter/filter_content';
import { countedEffect, difference } from '../../../src/pages/filter/filter_effect';
import { exportedText, importedExceptions } from '../../../src/pages/filter/exceptions_json';
import { filterFields } from '../../../src/pages/filter/filter_fields';
import { filterOf, webServers } from '../../../src/pages/filter/edited_macro';
import { editedOf, filterQuery, openingFilterState } from '../../../src/pages/filter/model';
import { printFilter } from '../../../src/pages/filter/print_filter';
import { readFilter } from '../../../src/pages/filter/read_filter';
import { resultTime } from '../../../src/pages/filter/result_time';
import { edited, redone, undoable, undone } from '../../../src/pages/filter/undo';
import { suggested, valuesSeen } from '../../../src/pages/filter/values_seen';
import { commandLineFolder, proposedConditions } from '../../../src/pages/shared/exception_address';
import { zoneNamed } from '../../../src/pages/shared/zone';

/** `dest=A process_name=c*` as an exception. */
const made = (text: string): Exception => ({
  conditions: text.split(' ').map((part) => {
    const [field = '', value = ''] = part.split('=');
    return conditionOf(field, value.split('*'), false);
  }),
  until: null,
});
const results = (rows: readonly string[]): ResultTable =>
  new ResultTable(
    rows.map((row) => {
      const [dest = '', parent = '', child = ''] = row.split(' ');
      return { dest, parent_process_name: parent, process_name: child };
    }),
    0,
  );

describe('what a filter would hide', () => {
  const row = (host: string): Record<string, string> => ({ dest: host, parent_process_name: 'p', process_name: 'c' });
  test('rows that go are grouped and counted, equal ones each', () => {
    expect(difference([row('A'), row('A'), row('B')], [row('A')])).toEqual([
      expect.objectContaining({ host: 'A', results: 1, by: null }),
      expect.objectContaining({ host: 'B', results: 1, by: null }),
    ]);
  });

  test('counted from rows: what goes, what comes back, and by which exception', () => {
    const table = results(['A w3wp.exe cmd.exe', 'A w3wp.exe cmd.exe', 'B w3wp.exe net.exe', 'C php.exe sh']);
    const effect = countedEffect(table, [made('dest=C')], [made('dest=X'), made('dest=a'), made('process_name=cmd*')]);
    expect(effect).toEqual({
      kind: 'filter',
      saved: 3,
      edited: 2,
      goes: [expect.objectContaining({ host: 'A', child: 'cmd.exe', results: 2, by: 2 })],
      comesBack: [expect.objectContaining({ host: 'C', results: 1, by: 1 })],
    });
  });
});

describe('what an exception costs', () => {
  const table = results([
    'T1 tomcat9.exe powershell.exe',
    'T1 tomcat9.exe cmd.exe',
    't1 Tomcat9.exe cmd.exe',
    'W w3wp.exe cmd.exe',
  ]);
  const isMalicious = ({ child }: { readonly child: string }): boolean => child === 'powershell.exe';

  test('results, hosts and malicious groups', () => {
    expect(costOf(table, made('parent_process_name=tomcat*'), isMalicious)).toEqual({
      hides: 3,
      hosts: ['T1'],
      malicious: [expect.objectContaining({ child: 'powershell.exe' })],
    });
  });

  test('narrowing to hosts and to what is harmless', () => {
    const exception = made('parent_process_name=tomcat9.exe');
    const cost = costOf(table, exception, isMalicious);
    expect(narrowedToHosts(exception, cost)).toEqual({
      to: 'T1',
      exception: {
        ...made('parent_process_name=tomcat9.exe'),
        conditions: [conditionOf('dest', ['T1'], false), ...exception.conditions],
      },
    });
    expect(narrowedToHarmless(table, exception, cost)?.exception).toEqual({
      conditions: [conditionOf('process_name', ['cmd.exe'], false), ...exception.conditions],
      until: null,
    });
    const narrow = made('dest=T1 process_name=powershell.exe');
    expect(narrowedToHosts(narrow, cost)).toBeNull();
    expect(narrowedToHarmless(table, narrow, costOf(table, narrow, isMalicious))).toBeNull();
  });

  test('what is narrowed hides nothing that is malicious, and no more than before', () => {
    const children = fc.constantFrom('powershell.exe', 'cmd.exe', 'net.exe', 'whoami.exe');
    const rows = fc.array(
      fc.tuple(fc.constantFrom('A', 'B'), children).map(([host, child]) => `${host} w3wp.exe ${child}`),
      { maxLength: 12 },
    );
    fc.assert(
      fc.property(rows, fc.subarray(['powershell.exe', 'cmd.exe', 'net.exe'], { minLength: 1 }), (some, list) => {
        const all = results(some);
        const exception: Exception = {
          conditions: [{ field: 'process_name', operator: 'is_one_of', values: list }],
          until: null,
        };
        const cost = costOf(all, exception, isMalicious);
        const narrowed = cost.malicious.length === 0 ? null : narrowedToHarmless(all, exception, cost);
        if (narrowed === null) return;
        expect(costOf(all, narrowed.exception, isMalicious).malicious).toEqual([]);
        const before = new Set(all.fits(exception));
        expect(all.fits(narrowed.exception).every((at) => before.has(at))).toBe(true);
      }),
    );
  });

  test('hosts that run the parent', () => {
    const servers = results(['A tomcat9.exe', 'B TOMCAT9.exe', 'B tomcat9.exe', 'C w3wp.exe']);
    expect(
      [made('parent_process_name=tomcat9.exe'), made('process_name=x')].map((one) => hostsMeant(one, servers)),
    ).toEqual([2, 3]);
  });
});

describe('changes', () => {
  const [a, b, c, d] = [made('dest=A'), made('dest=B'), made('dest=C'), made('dest=D')];

  test('merging keeps both sides', () => {
    expect(mergeExceptions([a, b], [a, b, c], [b, d])).toEqual([b, c, d]);
    expect(mergeExceptions([a], [], [a])).toEqual([]);
    expect(mergeExceptions([a], [a, b], [a, b])).toEqual([a, b]);
  });

  test('merging with no change of mine is theirs, with none of theirs mine', () => {
    const some = fc.subarray([a, b, c, d]);
    fc.assert(
      fc.property(some, some, some, (base, one, other) => {
        expect(mergeExceptions(base, one, base)).toEqual(one);
        expect(new Set(mergeExceptions(base, base, one))).toEqual(new Set(one));
        const merged = new Set(mergeExceptions(base, one, other));
        for (const exception of differenceOf(base, other).added) expect(merged).toContain(exception);
        for (const exception of differenceOf(base, one).removed)
          if (!differenceOf(base, other).added.includes(exception)) expect(merged).not.toContain(exception);
      }),
    );
  });

  const change = (
    previous: readonly Exception[],
    definition: readonly Exception[],
    user: string,
  ): Parameters<typeof changeWords>[0] => ({
    macro: 'm',
    previous: printFilter(previous),
    definition: printFilter(definition),
    user,
    reason: `because of ${user}`,
    time: 1,
  });

  test('in words', () => {
    expect([
      changeWords(change([], [a, b], 'u')),
      changeWords(change([a, b], [a], 'u')),
      changeWords(change([a], [b], 'u')),
      changeWords(change([a, c], [b, d, made('dest=E')], 'u')),
      changeWords({ ...change([a], [a], 'u'), previous: 'search  NOT dest=A' }),
      changeWords({ ...change([a], [a], 'u'), definition: 'where x=1' }),
    ]).toEqual(['added 2', 'removed 1', 'changed 1', 'added 3, removed 2', 'changed the layout', 'changed the text']);
  });

  test('who brought an exception in: the latest who did', () => {
    const history = [change([b], [b, a], 'third'), change([a, b], [b], 'second'), change([], [a, b], 'first')];
    expect(originsOf([a, b, c], history).map((origin) => origin?.user)).toEqual(['third', 'first', undefined]);
  });
});

describe('content', () => {
  test('an exception more: as a row, or behind a text that says more', () => {
    expect(textOfContent(withException({ kind: 'text', text: 'search NOT dest=A' }, made('dest=B')))).toBe(
      printFilter([made('dest=A'), made('dest=B')]),
    );
    const text = 'where x=1';
    const more = textOfContent(withException({ kind: 'text', text }, made('dest=B')));
    expect(more).toBe('where x=1\n| search NOT (dest="B")');
    expect(readFilter(more)).toMatchObject({ kind: 'more', rest: ['where x=1'], exceptions: [made('dest=B')] });
  });

  test('what is incomplete is left out of the text and counts as a change', () => {
    const incomplete: Exception = { conditions: [{ field: 'dest', operator: 'is', values: [''] }], until: null };
    const content = { kind: 'rows', exceptions: [made('dest=A'), incomplete] } as const;
    expect(textOfContent(content)).toBe('search NOT (dest="A")');
    expect([incompleteOf(content), differs(content, 'search NOT (dest="A")')]).toEqual([[2], true]);
    expect(differs({ kind: 'rows', exceptions: [made('dest=A')] }, 'search NOT dest=A')).toBe(false);
  });
});

test('undo and redo: typing on in one place is one step', () => {
  const typed = ['a', 'ab', 'abc'].reduce((state, text) => edited(state, text, 'field'), undoable(''));
  const other = edited(typed, 'x', '');
  expect([undone(other).present, undone(undone(other)).present, undone(undone(undone(other))).present]).toEqual([
    'abc',
    '',
    '',
  ]);
  expect(redone(redone(redone(undone(undone(other))))).present).toBe('x');
  expect(redone(edited(undone(other), 'y', '')).present).toBe('y');
});

describe('drafts', () => {
  const memory = (): Storage => {
    const items = new Map<string, string>();
    return {
      length: 0,
      clear: () => items.clear(),
      key: () => null,
      getItem: (name) => items.get(name) ?? null,
      setItem: (name, value) => void items.set(name, value),
      removeItem: (name) => void items.delete(name),
    };
  };
  test('kept for one user and one macro, and forgotten', () => {
    const storage = memory();
    const draft = {
      content: { kind: 'rows', exceptions: [{ ...made('dest=A'), until: 5 }] },
      reason: 'r',
      base: 'b',
      time: 9,
    } as const;
    keepDraft(storage, 'u', 'm', draft);
    expect(storedDraft(storage, 'u', 'm')).toEqual(draft);
    expect([storedDraft(storage, 'v', 'm'), storedDraft(storage, 'u', 'n')]).toEqual([null, null]);
    keepDraft(storage, 'u', 'm', null);
    expect(storedDraft(storage, 'u', 'm')).toBeNull();
  });
  test('what cannot be read is none', () => {
    for (const text of ['{', '3', '{"content":{"kind":"x"}}', '[]']) {
      const storage = memory();
      storage.setItem('webshell_watch.filter.u.m', text);
      expect(storedDraft(storage, 'u', 'm')).toBeNull();
    }
  });
});

test('what is imported: JSON as exported, SPL, or nothing', () => {
  const some = [made('dest=A'), { ...made('user=b*'), until: 7 }];
  expect(importedExceptions(exportedText('d', some))).toEqual({ exceptions: some, unread: 0 });
  expect(importedExceptions(printFilter(some))).toEqual({ exceptions: some, unread: 0 });
  expect(importedExceptions('{"exceptions":[{"conditions":[{"field":"x"}]},3]}')).toEqual({
    exceptions: [],
    unread: 1,
  });
  expect(importedExceptions('{"nothing":1}')).toEqual({ exceptions: [], unread: 0 });
  expect(importedExceptions('{ broken')).toEqual({ exceptions: [], unread: 1 });
});

describe('fields and values', () => {
  const search =
    '| tstats count min(_time) as firstTime from datamodel=Endpoint.Processes where a=1 by Processes.user Processes.dest\n| `drop_dm_object_name("Processes")`';
  const macro = { name: 'drop_dm_object_name', args: ['name'], definition: 'rename "$name$.*" as *', isEval: false };
  test('what the detection puts out, without the prefix of the data model', () => {
    expect(filterFields(search, [macro], [])).toEqual(['dest', 'user', 'count', 'firstTime']);
  });
  test('where a macro is not known, what the results have', () => {
    expect(filterFields(search, [], [{ zone: 'x' }, { dest: 'y' }])).toEqual(['dest', 'zone']);
  });
  test('values seen, most frequent first, narrowed by what is typed', () => {
    const seen = valuesSeen([{ dest: 'B' }, { dest: ['a1', 'B'] }, {}], 'dest');
    expect(seen).toEqual([
      { value: 'B', count: 2 },
      { value: 'a1', count: 1 },
    ]);
    expect(suggested(seen, '*A').map(({ value }) => value)).toEqual(['a1']);
  });
});

describe('a proposed exception', () => {
  test.each([
    ['cmd /c D:\\portal\\rotate-logs.cmd', 'D:\\portal\\'],
    ['"C:\\Program Files\\Vendor\\run.exe" /x', 'C:\\Program Files\\Vendor\\'],
    ['"cmd.exe" /c "D:\\web apps\\x\\a b.cmd" > C:\\t\\o.txt', 'D:\\web apps\\x\\'],
    ['cmd /c dir C:\\ & type D:\\a\\b.txt', 'D:\\a\\'],
    ['net use Z: \\\\files02\\webdata\\share', '\\\\files02\\webdata\\'],
    ['sh -c /opt/app/bin/run.sh --x', '/opt/app/bin/'],
    ['/usr/bin/find .', '/usr/bin/'],
    ['powershell.exe -NonI -W Hidden SQBmACgA', ''],
    ['cmd /c whoami', ''],
    ['', ''],
  ])('the folder in %s', (commandLine, folder) => expect(commandLineFolder(commandLine)).toBe(folder));

  const sighting = {
    dest: 'WEB-04',
    parent: 'w3wp.exe',
    child: 'cmd.exe',
    example: 'cmd /c D:\\portal\\x.cmd',
    commandLines: 1,
  };
  test('as narrow as the sighting, through the address', () => {
    const conditions = (one: typeof sighting): Exception['conditions'] | undefined =>
      openingFilterState(`?${new URLSearchParams(proposedConditions(one)).toString()}`, null, 0).proposal?.conditions;
    const three = [
      { field: 'dest', operator: 'is', values: ['WEB-04'] },
      { field: 'parent_process_name', operator: 'is', values: ['w3wp.exe'] },
      { field: 'process_name', operator: 'is', values: ['cmd.exe'] },
    ];
    expect(conditions(sighting)).toEqual([
      ...three,
      { field: 'process', operator: 'contains', values: ['D:\\portal\\'] },
    ]);
    expect(conditions({ ...sighting, commandLines: 2 })).toEqual(three);
  });
  const detection = filterOf({
    savedSearch: 's',
    name: 'D 1',
    search: '| x',
    enabled: true,
    filterMacro: 'd_1_filter',
    unfiltered: '| x',
    techniques: [],
    kind: 'TTP',
  });
  test('no proposal in the address that is kept', () => {
    const state = openingFilterState('?detection=D+1&except.dest=A&earliest=-7d', null, 0);
    expect(filterQuery(state, undefined)).toBe('?detection=D+1&earliest=-7d&latest=now');
    expect(filterQuery(state, detection)).toBe('?detection=D+1&earliest=-7d&latest=now');
  });
  test('what is edited is found by the title of the detection and by the name of the macro', () => {
    const all = [filterOf({ ...detection.detection, name: 'D 2', filterMacro: 'd_2_filter' }), detection, webServers];
    for (const one of all) {
      const state = openingFilterState(filterQuery(openingFilterState('', null, 0), one), null, 0);
      expect(editedOf(all, state.wanted)).toBe(one);
    }
    expect(editedOf(all, 'd_1_filter')).toBe(detection);
    expect(editedOf(all, 'gone')).toBe(all[0]);
  });
});

test("a detection's times: epoch, text in the user's zone, text with a zone, anything else", () => {
  const zone = zoneNamed('Europe/Berlin');
  if (zone === undefined) throw new Error('this Node has no zones');
  const clock = { zone, now: Date.UTC(2026, 10, 21) / 1000 };
  const texts = ['1795266315', '2026-11-21T14:05:15', '2026-11-21T13:05:15.000Z', 'yesterday', ''];
  expect(texts.map((text) => resultTime(text, clock))).toEqual([
    ...Array<string>(3).fill('Sat 21 Nov 14:05'),
    'yesterday',
    '',
  ]);
});
