import { futureText } from '../../../src/pages/sightings/future_starts';
import { headline } from '../../../src/pages/sightings/headline';
import {
  hostCount,
  knownSightings,
  withStates,
  type KnownInput,
  type StateInput,
} from '../../../src/pages/sightings/merge';
import { isGroupOpen, unfolded } from '../../../src/pages/sightings/folding';
import { groupSightings, narrow } from '../../../src/pages/sightings/narrow';
import { newSinceEpoch, newSinceText } from '../../../src/pages/sightings/new_since';
import { isShellName, type Review, type Sighting } from '../../../src/pages/sightings/sighting';
import { defaultView } from '../../../src/pages/sightings/view_state';
import { alarmsOf } from '../../../src/pages/sightings/worked_rows';
import { atOnce } from '../../../src/pages/shared/slices';
import { at, baselineRecord, clock, NOW, rangeRow, sighting } from './make';

const since = at('2026-11-16T00:00:00');
const none = { baseline: null, hits: [], reviews: new Map<string, Review>(), newSince: since };
const mergeSightings = ({ rows, baseline, ...states }: KnownInput & StateInput): readonly Sighting[] =>
  atOnce(withStates(atOnce(knownSightings({ rows, baseline })), states));
const only = <T>([value]: readonly T[]): T => {
  if (value === undefined) throw new Error('nothing there');
  return value;
};

describe('what is new', () => {
  const fresh = rangeRow('WEB-01 w3wp.exe cmd.exe', { first: since + 60 });

  test('a sighting that the baseline has never seen', () => {
    expect(only(mergeSightings({ ...none, rows: [fresh], baseline: [] })).isNew).toBe(true);
  });

  test('not one that the baseline saw earlier, whatever the case of its names', () => {
    const merged = only(
      mergeSightings({ ...none, rows: [fresh], baseline: [baselineRecord('web-01 W3WP.EXE CMD.exe', since - 1)] }),
    );
    expect([merged.isNew, merged.firstEver, merged.state]).toEqual([false, since - 1, 'known']);
  });

  test('the range moves first ever back where the baseline is later', () => {
    const merged = only(
      mergeSightings({ ...none, rows: [fresh], baseline: [baselineRecord('WEB-01 w3wp.exe cmd.exe', since + 100)] }),
    );
    expect(merged.firstEver).toBe(since + 60);
  });

  test('exactly at the start of the week counts, a second before does not', () => {
    const rows = [rangeRow('A w3wp.exe a.exe', { first: since }), rangeRow('A w3wp.exe b.exe', { first: since - 1 })];
    expect(mergeSightings({ ...none, rows, baseline: [] }).map(({ isNew }) => isNew)).toEqual([true, false]);
  });

  test('a known good review takes it out of new, under review does not', () => {
    const review = (verdict: Review['verdict']): Review => ({
      key: fresh.key,
      verdict,
      user: 'a',
      time: NOW,
      reason: 'r',
    });
    const merged = (verdict: Review['verdict']): boolean =>
      only(mergeSightings({ ...none, rows: [fresh], reviews: new Map([[fresh.key, review(verdict)]]) })).isNew;
    expect([merged('known_good'), merged('under_review'), merged('malicious')]).toEqual([false, true, true]);
  });

  test('our own canary is never new', () => {
    expect(only(mergeSightings({ ...none, rows: [{ ...fresh, isCanary: true }] })).isNew).toBe(false);
  });
});

describe('hits and hidden', () => {
  const row = rangeRow('WEB-01 w3wp.exe cmd.exe', { first: since - 9 });
  const found = new Set([row.key]);
  const state = (left: ReadonlySet<string>): readonly [string, readonly string[], readonly string[]] => {
    const merged = only(mergeSightings({ ...none, rows: [row], hits: [{ detection: 'D', found, left }] }));
    return [merged.state, merged.hits, merged.hidden];
  };

  test('left by the filter is a hit', () => expect(state(found)).toEqual(['hit', ['D'], []]));
  test('found but not left is hidden', () => expect(state(new Set())).toEqual(['filtered', [], ['D']]));

  test('a hit of one detection outweighs the filter of another', () => {
    const hits = [
      { detection: 'D', found, left: new Set<string>() },
      { detection: 'E', found, left: found },
    ];
    const merged = only(mergeSightings({ ...none, rows: [row], hits }));
    expect([merged.state, merged.hits, merged.hidden]).toEqual(['hit', ['E'], ['D']]);
  });
});

test('prevalence counts hosts of baseline and range once', () => {
  const rows = [rangeRow('A w3wp.exe csc.exe'), rangeRow('B w3wp.exe csc.exe'), rangeRow('B php.exe csc.exe')];
  const baseline = [baselineRecord('a w3wp.exe csc.exe', 1), baselineRecord('c w3wp.exe csc.exe', 1)];
  expect(mergeSightings({ ...none, rows, baseline }).map(({ dest, parent, hosts }) => [dest, parent, hosts])).toEqual([
    ['A', 'w3wp.exe', 3],
    ['B', 'php.exe', 1],
    ['B', 'w3wp.exe', 3],
  ]);
  expect(atOnce(hostCount({ rows, baseline }))).toBe(3);
});

describe('the title', () => {
  const cmd = sighting('EXCH-01 w3wp.exe cmd.exe', { isNew: true, isShell: true, first: at('2026-11-21T14:05:00') });
  const other = sighting('WEB-12 w3wp.exe WerFault.exe', { isNew: true, first: at('2026-11-18T03:12:00') });
  const text = (all: readonly ReturnType<typeof sighting>[], hosts = 40): string => {
    const line = headline(atOnce(alarmsOf(all)), since, hosts, clock);
    return `${line.text} ${line.alarm}`.trim();
  };

  test('names numbers, hosts, day and shells', () => {
    expect(text([other, cmd])).toBe('2 new web-server children on 2 hosts since Mon 16 Nov; 1 is a shell');
  });
  test('a host is one, however it is spelled', () => {
    expect(text([other, { ...other, dest: 'web-12', child: 'b.exe' }])).toContain('on 1 host since');
  });
  test('one, without a shell, names its host', () => {
    expect(text([other])).toBe('1 new web-server child on WEB-12 since Mon 16 Nov; no shell');
  });
  test('nothing new', () => expect(text([])).toBe('Nothing new on 40 hosts since Mon 16 Nov'));
  test('nothing new but hits are said', () => {
    expect(text([sighting('A w3wp.exe cmd.exe', { hits: ['D'] })])).toBe(
      'Nothing new on 40 hosts since Mon 16 Nov; 1 older one is a hit',
    );
  });
  test('links shells first, at most three, then how many more', () => {
    const many = ['a', 'b', 'c', 'd'].map((name) => ({ ...other, key: name, child: name }));
    const line = headline(atOnce(alarmsOf([...many, cmd])), since, 40, clock);
    expect([line.links.map(({ child }) => child), line.more]).toEqual([['cmd.exe', 'a'], '3 more, no shells']);
  });
});

test('shells by name, in any case, with and without .exe', () => {
  expect(['CMD.EXE', 'pwsh', 'cmd', 'cmdkey.exe', 'bash.exe', 'csc.exe'].map(isShellName)).toEqual([
    true,
    true,
    true,
    false,
    true,
    false,
  ]);
});

describe('new since', () => {
  const bounds = { from: at('2026-10-22T00:00:00'), to: NOW };
  test('this week begins on Monday', () => expect(newSinceEpoch('week', clock, bounds)).toBe(since));
  test('of logs of the past it is the week that they end in', () => {
    const past = { from: at('2022-01-01T00:00:00'), to: at('2022-05-13T09:00:00') };
    expect(newSinceEpoch('week', clock, past)).toBe(at('2022-05-09T00:00:00'));
    expect(newSinceText('week', clock, past)).toBe('Last week of range, Mon 9 May 2022');
  });
  test('an instant stays an instant', () => expect(newSinceEpoch(42, clock, bounds)).toBe(42));
});

describe('narrowing', () => {
  const all = [
    sighting('B w3wp.exe csc.exe', { hosts: 31 }),
    sighting('A w3wp.exe cmd.exe', { hits: ['D'], hosts: 1, example: 'cmd /c WHOAMI', users: ['IIS APPPOOL\\x'] }),
    sighting('C w3wp.exe new.exe', { isNew: true }),
  ];
  const children = (part: Partial<typeof defaultView>): readonly string[] =>
    atOnce(narrow(all, { ...defaultView, ...part })).map(({ child }) => child);

  test('new first, then hits, then by host', () => expect(children({})).toEqual(['new.exe', 'cmd.exe', 'csc.exe']));
  test('new only, hits only', () =>
    expect([children({ show: 'new' }), children({ show: 'hits' })]).toEqual([['new.exe'], ['cmd.exe']]));
  test('every word must be somewhere: command line, user, host', () => {
    expect(children({ find: 'whoami apppool' })).toEqual(['cmd.exe']);
    expect(children({ find: 'whoami nowhere' })).toEqual([]);
  });
  test('a word after an exclamation mark leaves out what holds it', () => {
    expect(children({ find: '!csc.exe' })).toEqual(['new.exe', 'cmd.exe']);
    expect(children({ find: 'w3wp !new.exe !WHOAMI' })).toEqual(['csc.exe']);
    expect(children({ find: '!' })).toEqual([]);
  });
  test('prevalence, review, exact user', () => {
    expect(children({ mostHosts: 1 })).toEqual(['new.exe', 'cmd.exe']);
    expect(children({ review: 'malicious' })).toEqual([]);
    expect(children({ user: 'iis apppool\\X' })).toEqual(['cmd.exe']);
  });
  test('groups fold case and keep the order of their first row', () => {
    const groups = atOnce(
      groupSightings(
        [sighting('WEB w3wp.exe a.exe'), sighting('A w3wp.exe b.exe'), sighting('web w3wp.exe c.exe')],
        'host',
      ),
    );
    expect(groups.map(({ label, sightings }) => [label, sightings.length])).toEqual([
      ['WEB', 2],
      ['A', 1],
    ]);
  });
  test('of many groups only those with something to look at are open', () => {
    const [quiet, loud] = atOnce(
      groupSightings(
        [all[0], all[2]].filter((row) => row !== undefined),
        'host',
      ),
    );
    expect([
      isGroupOpen(unfolded, only([quiet].filter((g) => g !== undefined)), 50),
      isGroupOpen(unfolded, only([loud].filter((g) => g !== undefined)), 50),
    ]).toEqual([false, true]);
  });
});

test('times that lie in the future are said with the host and how far', () => {
  expect(futureText({ starts: 2, hosts: ['WEB-35'], ahead: 3660 })).toBe(
    '2 starts lie in the future: the clock of WEB-35 is 61 minutes ahead.',
  );
  expect(futureText({ starts: 1, hosts: ['A', 'B'], ahead: 3 * 86_400 })).toBe(
    '1 start lies in the future: the clocks of 2 hosts are up to 3 d ahead.',
  );
});
