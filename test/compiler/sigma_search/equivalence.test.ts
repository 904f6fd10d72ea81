import { lowerSigma } from '../../../src/compiler/sigma_search/lower';
import type { EventStore } from '../../../src/engine/store/event_store';
import { compileExpression } from '../../../src/sigma/match/match_rule';
import { matchEvent } from '../../../src/sigma/match/match_event';
import { sigmaFields, type WindowsProcessCreation } from '../../../src/sigma/process_creation';
import { readSigma } from '../../../src/sigma/read';
import type { SigmaRule } from '../../../src/sigma/rule';
import { readTexts } from '../../../src/cli/files';
import { readLogs } from '../../../src/winlog/read_logs';
import { corpus, describeWithCorpus } from '../../support/corpus';
import { boundaryEvents, seeded } from './boundary_events';
import { found, storeOf } from './engine';

/** The rule's tree and its search must find the same events. */

function matchesOf(rule: SigmaRule, events: readonly WindowsProcessCreation[]): readonly number[] {
  const matches = compileExpression(rule.expression);
  return events.flatMap((event, index) => (matches(matchEvent(sigmaFields(event))) ? [index] : []));
}

describeWithCorpus('sigma-rules', 'rules of the corpus as searches', (folder) => {
  const rules = readTexts([folder], ['.yml'], '/')
    .sources.flatMap((source) => readSigma(source).documents)
    .flatMap(({ document }) => (document.kind === 'rule' ? [document] : []))
    .filter(({ logsource }) => logsource.category === 'process_creation' && logsource.product === 'windows');

  test('there are rules', () => {
    expect(rules.length).toBeGreaterThan(800);
  });

  test('find what the rules find, on events made to lie on their boundaries', async () => {
    const random = seeded(20_240_131);
    const events = rules.flatMap((rule) => boundaryEvents(rule, 6, random));
    await compare(rules, events);
  });

  test('find what the rules find in real logs', async () => {
    const logs = corpus('process-logs');
    if (logs === undefined) return;
    const events: WindowsProcessCreation[] = [];
    const known = new Set<string>();
    for await (const item of readLogs([logs], { raw: false, parentResolution: false })) {
      if (item.kind !== 'event') continue;
      const { eventId, provider, fields } = item.event;
      const key = JSON.stringify([
        eventId,
        fields.Image,
        fields.NewProcessName,
        fields.CommandLine,
        fields.ParentImage,
      ]);
      if (known.has(key)) continue;
      known.add(key);
      events.push({ eventId, provider, fields });
    }
    await compare(rules, events);
  });
});

async function compare(rules: readonly SigmaRule[], events: readonly WindowsProcessCreation[]): Promise<void> {
  const store: EventStore = await storeOf(events);
  const differences: string[] = [];
  let matched = 0;
  for (const rule of rules) {
    const { search } = lowerSigma(rule);
    const wanted = matchesOf(rule, events);
    matched += wanted.length;
    const got = await found(store, search).catch((error: unknown) => String(error));
    const [missed, extra] =
      typeof got === 'string'
        ? [[], []]
        : [wanted.filter((index) => !got.includes(index)), got.filter((index) => !wanted.includes(index))];
    if (typeof got === 'string') differences.push(`${rule.title}: ${got.slice(0, 300)}`);
    for (const index of missed.slice(0, 2)) differences.push(`${rule.title}: missed ${JSON.stringify(events[index])}`);
    for (const index of extra.slice(0, 2)) differences.push(`${rule.title}: extra ${JSON.stringify(events[index])}`);
  }
  await store.close();
  expect(matched).toBeGreaterThan(rules.length / 2);
  expect(differences.slice(0, 20)).toEqual([]);
}
