import { searchWithoutCanary } from '../../src/compiler/emit/without_canary';
import { openEventStore, type EventStore } from '../../src/engine/store/event_store';
import { canaryVendorProduct } from '../../src/inputs/canary/definition';
import type { SearchExpression, TstatsCommand } from '../../src/spl/ast';
import { parseSearch } from '../../src/spl/parse';
import { printCondition } from '../../src/spl/print';
import { allNodes } from '../../src/spl/visit';
import { compileTexts, confOf, yamlSources } from '../support/compile';
import { describeWithCorpus } from '../support/corpus';
import { collections, ownApp, rowsOfSearch, savedSearch, started } from './support/own_app';

const head = '| tstats count from datamodel=Endpoint.Processes';

test.each([
  ['', ' where `webshell_watch_not_canary`'],
  [' where A=1', ' where `webshell_watch_not_canary` A=1'],
  [' where (A=1 OR B=2)', ' where `webshell_watch_not_canary` (A=1 OR B=2)'],
  [' where A=1 OR B=2', ' where `webshell_watch_not_canary` (A=1 OR B=2)'],
  [' where (A=1) OR (B=2)', ' where `webshell_watch_not_canary` ((A=1) OR (B=2))'],
  [' where (A=1) OR B=2', ' where `webshell_watch_not_canary` ((A=1) OR B=2)'],
  [' where A=1 AND B=2 OR C=3', ' where `webshell_watch_not_canary` (A=1 AND B=2 OR C=3)'],
  [' where\n  ( (A=1 B=2) )\n ', ' where\n  `webshell_watch_not_canary` ( (A=1 B=2) )\n '],
])('tstats%j', (where, expected) => {
  const text = (middle: string): string => `${head}${middle} by Processes.dest`;
  expect(searchWithoutCanary(text(where))).toBe(text(expected));
  expect(searchWithoutCanary(text(expected))).toBe(text(expected));
});

test('other data is left alone, subsearches are not', () => {
  const other = '| tstats count from datamodel=Network_Traffic where a=1 by b';
  expect(searchWithoutCanary(other)).toBe(other);
  expect(searchWithoutCanary(`${other} | append [${head}]`)).toBe(
    `${other} | append [${head} where \`webshell_watch_not_canary\`]`,
  );
});

const processTstats = (text: string): readonly TstatsCommand[] =>
  allNodes(parseSearch({ name: '', text }, { report: () => undefined })).flatMap((node) =>
    node.kind === 'tstats' && node.datamodel?.model === 'Endpoint' && node.datamodel.dataset === 'Processes'
      ? [node]
      : [],
  );

/** The conditions that must all hold. */
const conjuncts = (where: SearchExpression | null): readonly string[] => {
  if (where === null) return [];
  return where.kind === 'and' ? where.operands.flatMap(conjuncts) : [printCondition(where)];
};

describeWithCorpus('escu', 'published searches keep their conditions and get one more', (folder) => {
  test('each tstats over Endpoint.Processes', () => {
    const sources = yamlSources(folder).filter(({ name }) => name.startsWith('detections/'));
    const texts = compileTexts(
      Object.fromEntries(sources.map(({ name, text }) => [name, text])),
      'escu',
    ).detections.map(({ search }) => search.source.text);
    const pairs = texts.flatMap((text) => {
      const after = processTstats(searchWithoutCanary(text));
      return processTstats(text).map((one, at) => [one, after[at]] as const);
    });
    expect(pairs.length).toBeGreaterThan(300);
    for (const [before, after] of pairs)
      expect(conjuncts(after?.where ?? null)).toEqual(['`webshell_watch_not_canary`', ...conjuncts(before.where)]);
  });
});

describe('in the engine', () => {
  const now = 1_800_000_000;
  const fields = { Image: 'C:\\Windows\\System32\\cmd.exe', ParentImage: 'C:\\inetsrv\\w3wp.exe', CommandLine: 'cmd' };
  const canary = { vendor_product: canaryVendorProduct };
  const environment = collections();
  let store: EventStore;
  beforeAll(async () => {
    store = await openEventStore(':memory:');
    await store.append([started(now - 600, 'WEB01', fields), started(now - 600, 'WEB02', fields, canary)]);
  });
  const hosts = async (text: string, at = now): Promise<readonly unknown[]> =>
    (await rowsOfSearch(store, environment, text, { earliest: String(at - 7 * 86_400), now: at })).map(
      ({ dest }) => dest,
    );

  const searches = [...confOf(ownApp, 'savedsearches.conf').stanzas.keys()]
    .filter((name) => name.endsWith(' - Rule') || name.endsWith(' - Sightings'))
    .map((name) => name.replace('Webshell Watch - ', ''));

  test.each(searches)('%s finds the real start alone', async (name) => {
    expect(await hosts(savedSearch(name))).toEqual(['WEB01']);
  });

  test('a search over raw events leaves it out too', async () => {
    expect(await hosts('search `webshell_watch_process_events` | stats count by host | rename host as dest')).toEqual([
      'WEB01',
    ]);
  });

  test('Canary seen finds the canary alone', async () => {
    expect(await hosts(savedSearch('Canary seen'))).toEqual(['WEB02']);
  });

  test('Canary missing: silent in time, the host when it is late, no host at all after a week', async () => {
    const missing = savedSearch('Canary missing');
    expect(await hosts(missing)).toEqual([]);
    expect(await hosts(missing, now - 600 + 7201)).toEqual(['WEB02']);
    expect(await hosts(missing, now + 8 * 86_400)).toEqual(['no host at all']);
  });
});
