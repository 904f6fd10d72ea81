import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { baselineBuildJob } from '../../src/compiler/own_app/baseline';
import { buildParts } from '../../src/pages/sightings/baseline_build';
import { openEventStore, type EventStore } from '../../src/engine/store/event_store';
import type { Row, StoredEvent } from '../../src/engine/types';
import { collections, rowsOfSearch, savedSearch, started, type Collections } from './support/own_app';

/** The collection against a plain computation over every event that was ever there. */

const DAY = 86_400;
/** 2024-03-31 01:00 UTC: the clock in Berlin goes from 2 to 3. */
const change = Date.UTC(2024, 2, 31, 1) / 1000;

interface Start {
  readonly time: number;
  readonly host: string;
  readonly child: string;
  readonly pid: number;
  readonly user?: string;
  /** Windows logged it too, so many seconds after Sysmon. */
  readonly again?: number;
}

function eventsOf({ time, host, child, pid, user = 'IUSR', again }: Start): readonly StoredEvent[] {
  const path = `C:\\Windows\\System32\\${child}`;
  const parent = 'C:\\Windows\\System32\\inetsrv\\w3wp.exe';
  const sysmon = started(time, host, {
    Image: path,
    ParentImage: parent,
    CommandLine: `${child} /c ${pid}`,
    ProcessId: String(pid),
    User: `NT\\${user}`,
  });
  if (again === undefined) return [sysmon];
  const security = started(
    time + again,
    host,
    {
      NewProcessName: path.toUpperCase(),
      ParentProcessName: parent,
      CommandLine: `${child} /c ${pid}`,
      NewProcessId: `0x${pid.toString(16)}`,
      SubjectUserName: user,
    },
    {},
    'security4688',
  );
  return [sysmon, security];
}

interface Expected {
  first: number;
  last: number;
  count: number;
  events: number;
  users: Set<string>;
}

/** Every start once, its events apart. */
function plainly(starts: readonly Start[]): ReadonlyMap<string, Expected> {
  const found = new Map<string, Expected>();
  for (const start of starts) {
    const key = createHash('md5').update(`${start.host}|w3wp.exe|${start.child}`.toLowerCase()).digest('hex');
    const one = found.get(key) ?? { first: Infinity, last: -Infinity, count: 0, events: 0, users: new Set<string>() };
    one.first = Math.min(one.first, start.time);
    one.last = Math.max(one.last, start.time + (start.again ?? 0));
    one.count += 1;
    one.events += start.again === undefined ? 1 : 2;
    one.users.add(start.user ?? 'IUSR');
    found.set(key, one);
  }
  return found;
}

const texts = (value: Row[string] | undefined): readonly string[] =>
  String(value ?? '')
    .split('|')
    .sort();

function expectEqual(environment: Collections, starts: readonly Start[]): void {
  const records = environment.rowsOf('webshell_watch_sightings_lookup');
  const shown = records.map((row) => [
    row['_key'],
    {
      first: row['first_seen'],
      last: row['last_seen'],
      count: row['count'],
      events: row['events'],
      users: texts(row['users']),
    },
  ]);
  const expected = [...plainly(starts)].map(([key, one]) => [key, { ...one, users: [...one.users].sort() }]);
  expect(Object.fromEntries(shown)).toEqual(Object.fromEntries(expected));
  expect(records).toHaveLength(expected.length);
}

interface Splunk {
  readonly environment: Collections;
  /** Makes these starts the indexed ones: others are deleted. */
  readonly index: (starts: readonly Start[]) => Promise<void>;
  readonly runAt: (now: number) => Promise<void>;
  readonly build: (from: number, to: number) => Promise<void>;
}

const opened: EventStore[] = [];

async function emptyStore(): Promise<EventStore> {
  const store = await openEventStore(':memory:');
  opened.push(store);
  return store;
}

const closeStores = (): Promise<unknown> => Promise.all(opened.splice(0).map((store) => store.close()));

afterEach(closeStores);

async function splunk(): Promise<Splunk> {
  const environment = collections();
  let store = await emptyStore();
  return {
    environment,
    index: async (starts) => {
      await closeStores();
      store = await emptyStore();
      await store.append(starts.flatMap(eventsOf));
    },
    runAt: async (now) => {
      const range = { earliest: '-9d@d', latest: 'now', now, timeZone: 'Europe/Berlin' };
      await rowsOfSearch(store, environment, savedSearch('Baseline'), range);
    },
    build: async (from, to) => {
      const { search, earliest, latest } = baselineBuildJob(from, to);
      await rowsOfSearch(store, environment, search, { earliest: String(earliest), latest: String(latest), now: to });
    },
  };
}

const start = (time: number, child: string, pid: number, more: Partial<Start> = {}): Start => ({
  time,
  host: 'WEB01',
  child,
  pid,
  ...more,
});

const today = Math.floor(change / DAY) * DAY;
const early = [
  start(change - 3 * DAY, 'csc.exe', 11),
  start(change - 3 * DAY + 0.5, 'cmd.exe', 12, { again: 1.2, user: 'svc' }),
  start(change - DAY, 'CMD.exe', 13, { again: 0 }),
  // Sysmon before midnight, Windows after it.
  start(today - 0.9, 'csc.exe', 14, { again: 1.8 }),
];
const around = [
  start(change - 1, 'csc.exe', 21),
  start(change + 1.5, 'csc.exe', 22, { again: 1 }),
  start(change + 3600, 'csc.exe', 21, { host: 'web02' }),
];
const late = [
  start(change - 5 * DAY, 'csc.exe', 31, { user: 'admin' }),
  start(change - 2 * DAY, 'cmd.exe', 32, { host: 'Web02' }),
];

test('hourly runs over a changed clock: overlapping, repeated, each start once', async () => {
  const { environment, index, runAt } = await splunk();
  await index(early);
  await runAt(change - 1800);
  expectEqual(environment, early);
  await index([...early, ...around]);
  for (const hour of [1, 2, 2, 3, 24, 48]) await runAt(change + hour * 3600 + 600);
  expectEqual(environment, [...early, ...around]);
});

test('late events, out of order and after others are gone, move first seen back', async () => {
  const { environment, index, runAt } = await splunk();
  await index(around);
  await runAt(change + 7200);
  await index([...late, ...around]);
  await runAt(change + 10_800);
  expectEqual(environment, [...late, ...around]);
  await index(late);
  await runAt(change + DAY);
  await index([]);
  await runAt(change + 2 * DAY);
  expectEqual(environment, [...late, ...around]);
});

test('the same file indexed twice counts its starts once', async () => {
  const { environment, index, runAt } = await splunk();
  await index([...early, ...early]);
  await runAt(change);
  const counts = (): readonly unknown[] =>
    environment
      .rowsOf('webshell_watch_sightings_lookup')
      .map(({ _key, count, first_seen: first }) => [_key, count, first]);
  const expected = [...plainly(early)].map(([key, { count, first }]) => [key, count, first]);
  expect([...counts()].sort()).toEqual(expected.sort());
});

test('a build of the past, newest week first, twice and over what hourly runs have kept', async () => {
  const { environment, index, runAt, build } = await splunk();
  const old = [
    start(change - 40 * DAY, 'csc.exe', 41),
    start(change - 12 * DAY, 'csc.exe', 42, { again: 2 }),
    start(change - 12 * DAY + 5, 'whoami.exe', 43),
    // Across the edge of two weeks of the build.
    start(today - 13 * DAY - 0.9, 'csc.exe', 44, { again: 1.8 }),
  ];
  const all = [...old, ...early, ...around];
  await index(all);
  await runAt(change + 7200);
  const weeks = Array.from({ length: 8 }, (_, week) => today + DAY - week * 7 * DAY);
  for (const to of [...weeks, ...weeks]) await build(to - 7 * DAY, to);
  expectEqual(environment, all);
  await runAt(change + 10_800);
  expectEqual(environment, all);
});

test('random histories, seen through random windows', async () => {
  let seed = 7;
  const random = (below: number): number => {
    seed = (seed * 1_103_515_245 + 12_345) % 2 ** 31;
    return Math.floor((seed / 2 ** 31) * below);
  };
  const { environment, index, runAt } = await splunk();
  const all = Array.from({ length: 120 }, (_, at) =>
    start(
      change - 4 * DAY + random(8 * DAY) + random(1000) / 1000,
      ['cmd.exe', 'csc.exe', 'net.exe'][random(3)] ?? '',
      1000 + at,
      {
        host: `web${random(3)}`,
        ...(random(2) === 0 ? { again: random(1900) / 1000 } : {}),
      },
    ),
  );
  const arrivals = all.map((one) => ({ one, at: one.time + (random(4) === 0 ? random(2 * DAY) : random(60)) }));
  for (let now = change - 4 * DAY; now < change + 7 * DAY; now += 5 * 3600 + random(7 * 3600)) {
    await index(arrivals.flatMap(({ one, at }) => (at <= now ? [one] : [])));
    await runAt(now);
  }
  expectEqual(environment, all);
});

/** What may happen to a baseline, in any order. */
type Step =
  | { readonly kind: 'arrive'; readonly starts: readonly number[] }
  | { readonly kind: 'expire'; readonly starts: readonly number[] }
  | { readonly kind: 'run'; readonly now: number }
  /** A build of the past whose parts from `from` to `to` are run: cancelled, gone on with, or run again. */
  | { readonly kind: 'build'; readonly from: number; readonly to: number };

const PARTS = buildParts({ from: change - 30 * DAY, to: change + 3 * DAY });

const pool: readonly Start[] = Array.from({ length: 24 }, (_, at) =>
  start(change - 29 * DAY + at * 1.29 * DAY + (at % 3) * 0.7, ['cmd.exe', 'csc.exe'][at % 2] ?? '', 500 + at, {
    host: `web${at % 3}`,
    ...(at % 4 === 0 ? { again: 1.4 } : {}),
  }),
);

const indexes = fc.array(fc.nat(pool.length - 1), { maxLength: 8 });
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({ kind: fc.constant('arrive' as const), starts: indexes }),
  fc.record({ kind: fc.constant('expire' as const), starts: indexes }),
  fc.record({ kind: fc.constant('run' as const), now: fc.integer({ min: change, max: change + 3 * DAY }) }),
  fc.record({
    kind: fc.constant('build' as const),
    from: fc.nat(PARTS.length - 1),
    to: fc.nat(PARTS.length),
  }),
);

test('any order of arrivals, expiries, runs and cancelled or resumed builds comes to the plain computation', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
      const { environment, index, runAt, build } = await splunk();
      const [indexed, seen] = [new Set<Start>(), new Set<Start>()];
      const runBuild = async (from: number, to: number): Promise<void> => {
        for (const part of PARTS.slice(from, to)) await build(part.from, part.to);
        for (const one of indexed)
          if (PARTS.slice(from, to).some((part) => inDays(one.time, part.from, part.to))) seen.add(one);
      };
      for (const one of steps) {
        if (one.kind === 'arrive') for (const at of one.starts) add(indexed, pool[at]);
        // Data goes only after the baseline has seen it: what nobody ever looked at nobody can know.
        if (one.kind === 'expire') for (const at of one.starts) drop(indexed, seen, pool[at]);
        if (one.kind === 'arrive' || one.kind === 'expire') await index([...indexed]);
        if (one.kind === 'run') await runAt(one.now);
        if (one.kind === 'build') await runBuild(one.from, one.to);
      }
      // Gone on with to the end: everything that is there, and everything that was seen before it went.
      await runBuild(0, PARTS.length);
      expectEqual(environment, [...new Set([...seen, ...indexed])]);
    }),
    { numRuns: 12, seed: 20_260_301 },
  );
});

const inDays = (time: number, from: number, to: number): boolean =>
  time >= Math.floor(from / DAY) * DAY && time < to - 2;

function add(indexed: Set<Start>, one: Start | undefined): void {
  if (one !== undefined) indexed.add(one);
}

function drop(indexed: Set<Start>, seen: ReadonlySet<Start>, one: Start | undefined): void {
  if (one !== undefined && seen.has(one)) indexed.delete(one);
}
